// SPDX-License-Identifier: Apache-2.0
#include "storage/durablefile.h"
#include "core/logging.h"
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QTimeZone>
#ifdef Q_OS_UNIX
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
#else
bool sync(int) { return true; } // QSaveFile flushes
bool syncDirectoryOf(const QString &) { return true; }
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
    QSaveFile file(path);
    const bool ready = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(bytes) == bytes.size() && file.flush();
    // QSaveFile syncs too, but does not say when that fails.
    if (!ready || !sync(file.handle()) || !file.commit())
        return refused(QStringLiteral("Cannot write"), path, file.errorString());
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
} // namespace Auth0::DurableFile
