// SPDX-License-Identifier: Apache-2.0
#include "storage/retrytime.h"
#include "storage/durablefile.h"
#include <algorithm>

namespace Auth0 {
namespace {
QDateTime timeOf(const QByteArray &milliseconds, bool &isGood)
{
    bool isNumber = false;
    const qint64 time = milliseconds.toLongLong(&isNumber);
    isGood = isGood && isNumber;
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
}
} // namespace

RetryTime::RetryTime(const QDir &directory, const SessionKey &key)
    : m_path(directory.absoluteFilePath(key.fileName() + QStringLiteral(".retry")))
{
}

std::optional<RetryTime::Wait> RetryTime::read() const
{
    const QList<QByteArray> words = DurableFile::read(m_path).value_or(QByteArray()).trimmed().split(' ');
    bool isGood = words.size() == 2;
    const QDateTime toldAt = timeOf(words.first(), isGood), until = timeOf(words.last(), isGood);
    const QDateTime latest = toldAt.addSecs(std::chrono::seconds(longest).count());
    return isGood ? std::optional(Wait{toldAt, std::min(until, latest)}) : std::nullopt;
}

Result<Done> RetryTime::write(const Wait &wait) const
{
    const auto milliseconds = [](const QDateTime &time) { return QByteArray::number(time.toMSecsSinceEpoch()); };
    return DurableFile::write(m_path, milliseconds(wait.toldAt) + ' ' + milliseconds(wait.until) + '\n');
}
} // namespace Auth0
