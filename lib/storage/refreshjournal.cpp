// SPDX-License-Identifier: Apache-2.0
#include "storage/refreshjournal.h"
#include "storage/durablefile.h"
#include <QtCore/QCryptographicHash>

namespace Auth0 {
namespace {
// Half of a SHA-256: enough to know the token again, useless to whoever reads it.
QByteArray fingerprint(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).left(16).toHex();
}

QByteArray refusalOf(const QString &token) { return "refused " + fingerprint(token); }
} // namespace

RefreshJournal::RefreshJournal(const QDir &directory, const SessionKey &key)
    : m_path(directory.absoluteFilePath(key.fileName() + QStringLiteral(".journal")))
{
}

Result<Done> RefreshJournal::begin(const QString &refreshToken) const
{
    return DurableFile::write(m_path, fingerprint(refreshToken) + '\n');
}

void RefreshJournal::clear() const
{
    // Should a power failure bring it back, it names a token that is no longer the stored one.
    DurableFile::discard(m_path);
}

bool RefreshJournal::isInFlight(const QString &refreshToken) const
{
    const std::optional<QByteArray> bytes = DurableFile::read(m_path);
    return bytes && bytes->trimmed() == fingerprint(refreshToken);
}

Result<Done> RefreshJournal::refuse(const QString &refreshToken) const
{
    return DurableFile::write(m_path, refusalOf(refreshToken) + '\n');
}

bool RefreshJournal::isRefused(const QString &refreshToken) const
{
    const std::optional<QByteArray> bytes = DurableFile::read(m_path);
    return bytes && bytes->trimmed() == refusalOf(refreshToken);
}
} // namespace Auth0
