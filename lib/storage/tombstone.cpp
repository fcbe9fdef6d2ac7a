// SPDX-License-Identifier: Apache-2.0
#include "storage/tombstone.h"
#include "storage/durablefile.h"
#include <limits>

namespace Auth0 {
Tombstone::Tombstone(const QDir &directory, const SessionKey &key)
    : m_path(directory.absoluteFilePath(key.fileName() + QStringLiteral(".tombstone")))
{
}

bool Tombstone::exists() const { return DurableFile::exists(m_path); }

std::optional<quint64> Tombstone::family() const
{
    if (!exists())
        return std::nullopt;
    bool ok = false;
    const quint64 family = DurableFile::read(m_path).value_or(QByteArray()).trimmed().toULongLong(&ok);
    return ok ? family : std::numeric_limits<quint64>::max();
}

bool Tombstone::buries(quint64 family) const
{
    const std::optional<quint64> buried = this->family();
    return buried && family <= *buried;
}

Result<Done> Tombstone::write(quint64 family) const
{
    return DurableFile::write(m_path, QByteArray::number(family) + '\n');
}

Result<Done> Tombstone::remove() const { return DurableFile::remove(m_path); }
} // namespace Auth0
