// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <chrono>
#include <optional>

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

    //! More than that is a mistake of the server's, which is not to keep a session from its tokens from start to start.
    static constexpr std::chrono::hours longest{24};

    RetryTime(const QDir &directory, const SessionKey &key);
    //! Nothing when no time was named; `longest` after it was told, at the latest.
    std::optional<Wait> read() const;
    //! StoreUnavailable when the disk refuses.
    Result<Done> write(const Wait &wait) const;

private:
    QString m_path;
};
} // namespace Auth0
