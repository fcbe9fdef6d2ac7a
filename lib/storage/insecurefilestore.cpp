// SPDX-License-Identifier: Apache-2.0
#include "storage/insecurefilestore.h"
#include "core/async.h"
#include "core/logging.h"
#include "storage/durablefile.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <atomic>

namespace Auth0 {
InsecureFileStore::InsecureFileStore(const QDir &directory)
    : m_directory(directory)
{
    static std::atomic_flag warned;
    if (!warned.test_and_set())
        qCWarning(lcStorage).noquote() << "storage is InsecureFile: sessions stand unencrypted in"
                                       << directory.absolutePath();
}

QString InsecureFileStore::pathOf(const QString &key) const
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return m_directory.absoluteFilePath(QString::fromLatin1(hash) + QStringLiteral(".secret"));
}

Async<std::optional<QByteArray>> InsecureFileStore::read(const QString &key)
{
    using Bytes = std::optional<QByteArray>;
    const QString path = pathOf(key);
    const Bytes bytes = DurableFile::read(path);
    if (!bytes && QFile::exists(path))
        return failed<Bytes>({Error::StoreUnavailable, QStringLiteral("Cannot read %1.").arg(path)});
    return ready(bytes);
}

Async<Done> InsecureFileStore::write(const QString &key, const QByteArray &bytes)
{
    return QtFuture::makeReadyFuture(DurableFile::write(pathOf(key), bytes));
}

Async<Done> InsecureFileStore::remove(const QString &key)
{
    return QtFuture::makeReadyFuture(DurableFile::remove(pathOf(key)));
}
} // namespace Auth0
