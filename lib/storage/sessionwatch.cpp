// SPDX-License-Identifier: Apache-2.0
#include "storage/sessionwatch.h"
#include "core/logging.h"
#include "storage/durablefile.h"
#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace Auth0 {
// Without an instance to spare QFileSystemWatcher looks once a second and does not say so: too late for us.
static bool canWatch()
{
#ifdef Q_OS_LINUX
    const int descriptor = inotify_init1(IN_CLOEXEC);
    if (descriptor < 0)
        return false;
    ::close(descriptor);
#endif
    return true;
}

SessionWatch::SessionWatch(const QDir &directory, const QStringList &paths, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
    , m_paths(paths)
    , m_canWatch(canWatch())
{
    m_fallback.setInterval(500);
    connect(&m_fallback, &QTimer::timeout, this, &SessionWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SessionWatch::look);
    watchDirectory();
    m_seen = contents();
}

void SessionWatch::watchDirectory()
{
    const bool made = bool(DurableFile::makeDirectory(m_directory));
    if (made && m_canWatch && m_watcher.addPath(m_directory.absolutePath())) {
        m_fallback.stop();
    } else if (!m_fallback.isActive()) {
        qCInfo(lcStorage).noquote() << "cannot watch" << m_directory.absolutePath() << "- looking every 500 ms instead";
        m_fallback.start();
    }
}

void SessionWatch::look()
{
    // A directory that was removed is no longer watched, even if it is there again.
    if (m_watcher.directories().isEmpty())
        watchDirectory();
    const QList<QByteArray> now = contents();
    if (now == m_seen)
        return;
    m_seen = now;
    Q_EMIT changed();
}

QList<QByteArray> SessionWatch::contents() const
{
    QList<QByteArray> contents;
    for (const QString &path : m_paths)
        contents.append(DurableFile::read(path).value_or(QByteArray()));
    return contents;
}
} // namespace Auth0
