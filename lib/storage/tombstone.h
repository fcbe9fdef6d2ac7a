// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>
#include <optional>

namespace Auth0 {
/*!
    "Family n logged out": a file of its own, written at once and without waiting for anybody, removed by the next login
    after its record is written. A record of that family or an older one is dead: whoever finds it deletes it and reads
    nothing from it. A newer record is a later login whose clean-up was interrupted.
*/
class Tombstone
{
public:
    Tombstone(const QDir &directory, const SessionKey &key);
    QString path() const { return m_path; }
    bool exists() const;
    //! The family that logged out; nothing without a tombstone; the largest number when it cannot be read.
    std::optional<quint64> family() const;
    //! Whether a record of \a family is dead.
    bool buries(quint64 family) const;
    Result<Done> write(quint64 family) const;
    Result<Done> remove() const;

private:
    QString m_path;
};
} // namespace Auth0
