// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>

namespace Auth0 {
/*!
    "Logged out": a file of its own, written at once and without waiting for anybody, removed only by the next login
   under the lock. Whoever finds it deletes the record before anything reads it.
*/
class Tombstone
{
public:
    Tombstone(const QDir &directory, const SessionKey &key);
    bool exists() const;
    Result<Done> write() const;
    Result<Done> remove() const;

private:
    QString m_path;
};
} // namespace Auth0
