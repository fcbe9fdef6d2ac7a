// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/enums.h"
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>
#include <limits>
#include <optional>

namespace Auth0 {
/*!
    "Family n is over, and why": a file of its own, written at once and without waiting for anybody, removed by the next
    login after its record is written. A record of that family or an older one is dead: whoever finds it deletes it and
    reads nothing from it. A newer record is a later login whose clean-up was interrupted.
*/
class Tombstone
{
public:
    Tombstone(const QDir &directory, const SessionKey &key);
    QString path() const { return m_path; }
    bool exists() const;
    //! The largest family, which all others are older than.
    static constexpr quint64 unreadable = std::numeric_limits<quint64>::max();
    //! The family that is over; nothing without a tombstone; `unreadable` when it cannot be read.
    std::optional<quint64> family() const;
    //! Whether a record of \a family is dead.
    bool buries(quint64 family) const;
    //! Why the session of \a family ended, for a process that finds it gone: LoggedOutElsewhere unless another reason
    //! is written here.
    EndReason reasonFor(quint64 family) const;
    Result<Done> write(quint64 family, EndReason reason = EndReason::LoggedOut) const;
    Result<Done> remove() const;

private:
    QList<QByteArray> words() const;

    QString m_path;
};
} // namespace Auth0
