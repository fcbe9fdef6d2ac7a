// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDateTime>
#include <QtCore/QDir>

namespace Auth0 {
/*!
    "Nothing before then": the time that the tenant named by `Retry-After` (RFC 9110, section 10.2.3), for every process
    of the session and for the next start.
*/
class RetryTime
{
public:
    struct Wait
    {
        QDateTime toldAt, until; //!< by the clock of this machine
    };

    RetryTime(const QDir &directory, const SessionKey &key);
    //! Nothing when no time was named.
    std::optional<Wait> read() const;
    //! StoreUnavailable when the disk refuses.
    Result<Done> write(const Wait &wait) const;

private:
    QString m_path;
};
} // namespace Auth0
