// SPDX-License-Identifier: Apache-2.0
#include "storage/tombstone.h"
#include "storage/durablefile.h"
#include <QtCore/QMetaEnum>

namespace Auth0 {
Tombstone::Tombstone(const QDir &directory, const SessionKey &key)
    : m_path(directory.absoluteFilePath(key.fileName() + QStringLiteral(".tombstone")))
{
}

bool Tombstone::exists() const { return DurableFile::exists(m_path); }

QList<QByteArray> Tombstone::words() const
{
    return DurableFile::read(m_path).value_or(QByteArray()).trimmed().split(' ');
}

std::optional<quint64> Tombstone::family() const
{
    if (!exists())
        return std::nullopt;
    bool ok = false;
    const quint64 family = words().first().toULongLong(&ok);
    return ok ? family : unreadable;
}

bool Tombstone::buries(quint64 family) const
{
    const std::optional<quint64> buried = this->family();
    return buried && family <= *buried;
}

// A disk that refuses the tombstone leaves none: then somebody ended it, and that is all there is to say.
EndReason Tombstone::reasonFor(quint64 family) const
{
    bool ok = false;
    const QByteArray word = buries(family) ? words().value(1) : QByteArray();
    const int value = QMetaEnum::fromType<EndReason>().keyToValue(word.constData(), &ok);
    return ok && EndReason(value) != EndReason::LoggedOut ? EndReason(value) : EndReason::LoggedOutElsewhere;
}

Result<Done> Tombstone::write(quint64 family, EndReason reason) const
{
    const char *word = QMetaEnum::fromType<EndReason>().valueToKey(int(reason));
    return DurableFile::write(m_path, QByteArray::number(family) + ' ' + word + '\n');
}

Result<Done> Tombstone::remove() const { return DurableFile::remove(m_path); }
} // namespace Auth0
