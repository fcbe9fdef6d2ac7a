// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QDir>
#include <QtCore/QFileSystemWatcher>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

namespace Auth0 {
/*!
    Notices when one of a few small files changes, appears or goes. It watches their directory: on a file
    QFileSystemWatcher falls silent after the first rename over it. Where the system has no watch to spare (inotify(7):
   max_user_instances, max_user_watches) it looks every 500 ms, and says so in the log.
*/
class SessionWatch : public QObject
{
    Q_OBJECT
public:
    SessionWatch(const QDir &directory, const QStringList &paths, QObject *parent);

Q_SIGNALS:
    //! The content of one of the files is another than before.
    void changed();

private:
    void watchDirectory();
    void look();
    QList<QByteArray> contents() const;

    QDir m_directory;
    QStringList m_paths;
    QList<QByteArray> m_seen;
    const bool m_canWatch; //!< before the watcher, which takes what there is
    QFileSystemWatcher m_watcher;
    QTimer m_fallback;
};
} // namespace Auth0
