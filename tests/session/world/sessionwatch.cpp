// SPDX-License-Identifier: Apache-2.0
// The watch over mark and tombstone on the machine's disk: it hears within 600 ms. Takes the place of
// lib/storage/sessionwatch.cpp.
#include "storage/sessionwatch.h"
#include "session/world/machine.h"
#include "storage/durablefile.h"

namespace Auth0 {
SessionWatch::SessionWatch(const QDir &directory, const QStringList &paths, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
    , m_paths(paths)
    , m_canWatch(true)
{
    watchDirectory();
    m_seen = contents();
}

void SessionWatch::watchDirectory()
{
    Test::Machine::current->watch(this, m_paths, [this] { look(); });
}

void SessionWatch::look()
{
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
