// SPDX-License-Identifier: Apache-2.0
#include "storage/durablefile.h"
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#ifdef Q_OS_UNIX
#include <QtCore/QTemporaryFile>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Auth0::DurableFile {
namespace {
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error refused(const QString &what, const QString &path, const QString &why)
{
    return {Error::StoreUnavailable, QStringLiteral("%1 %2: %3").arg(what, path, why)};
}

#ifdef Q_OS_UNIX
bool sync(int descriptor)
{
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP; // some file systems have nothing to sync
}

bool syncDirectoryOf(const QString &path)
{
    const QByteArray directory = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = sync(descriptor);
    ::close(descriptor);
    return synced;
}

// QSaveFile syncs as well, but does not say when that fails; and to sync twice costs twice.
Result<Done> replace(const QString &path, const QByteArray &bytes)
{
    QTemporaryFile file(path + QStringLiteral(".XXXXXX")); // mode 0600, removed again unless all goes well
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return refused(QStringLiteral("Cannot write"), path, file.errorString());
    if (!sync(file.handle()) || std::rename(QFile::encodeName(file.fileName()), QFile::encodeName(path)) != 0)
        return refused(QStringLiteral("Cannot write"), path, qt_error_string());
    file.setAutoRemove(false);
    return Done();
}
#else
bool syncDirectoryOf(const QString &) { return true; }

Result<Done> replace(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return Done();
    return refused(QStringLiteral("Cannot write"), path, file.errorString());
}
#endif

// A process that was killed while it wrote leaves its temporary file behind, and there may be secrets in it.
void removeLeftovers(const QString &path)
{
    const QFileInfo file(path);
    const QDir directory = file.dir();
    const QDateTime recent = QDateTime::currentDateTimeUtc().addSecs(-60);
    const auto temporary = directory.entryInfoList({file.fileName() + QStringLiteral(".??????")}, QDir::Files);
    for (const QFileInfo &leftover : temporary) {
        if (leftover.lastModified() < recent)
            QFile::remove(leftover.filePath());
    }
}
} // namespace

Result<Done> makeDirectory(const QDir &directory)
{
    if (directory.exists())
        return Done();
    const QFileInfo info(directory.absolutePath());
    const auto permissions = ownerOnly | QFile::ExeOwner;
    QDir parent = info.dir();
    const bool made = parent.mkpath(QStringLiteral(".")) && parent.mkdir(info.fileName(), permissions);
    if (made || directory.exists()) // another process may have been faster
        return Done();
    return refused(
        QStringLiteral("Cannot make the directory"), info.filePath(),
        QStringLiteral("permission denied, or the "
                       "disk is read-only or full"));
}

std::optional<QByteArray> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumSize)
        return std::nullopt;
    QByteArray bytes = file.readAll();
    return file.error() == QFile::NoError ? std::optional(bytes) : std::nullopt;
}

Result<Done> write(const QString &path, const QByteArray &bytes)
{
    const Result<Done> made = makeDirectory(QFileInfo(path).absoluteDir());
    if (!made)
        return made;
    removeLeftovers(path);
    const Result<Done> replaced = replace(path, bytes);
    if (!replaced)
        return replaced;
    if (!syncDirectoryOf(path))
        return refused(QStringLiteral("Cannot sync the directory of"), path, qt_error_string());
    return Done();
}

Result<Done> remove(const QString &path)
{
    QFile file(path);
    removeLeftovers(path);
    if (!file.exists())
        return Done();
    if (!file.remove() && file.exists())
        return refused(QStringLiteral("Cannot remove"), path, file.errorString());
    if (!syncDirectoryOf(path))
        return refused(QStringLiteral("Cannot sync the directory of"), path, qt_error_string());
    return Done();
}

void discard(const QString &path) { QFile::remove(path); }

bool exists(const QString &path) { return QFile::exists(path); }
} // namespace Auth0::DurableFile
