// SPDX-License-Identifier: Apache-2.0
#include "http/retrypolicy.h"
#include "http/httpdate.h"
#include <algorithm>
#include <cmath>

namespace Auth0::RetryPolicy {
std::optional<std::chrono::milliseconds> retryAfter(const HttpResponse &response, const QDateTime &now)
{
    const auto until = [&now](const QDateTime &time) {
        return std::chrono::milliseconds(std::max<qint64>(0, now.msecsTo(time)));
    };
    const QByteArray header = response.header("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = header.toLongLong(&isNumber);
    // Beyond a year it is a mistake, and beyond 2^63 ms an overflow.
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(std::min<qint64>(seconds, 365 * 24 * 3600));
    const QDateTime date = fromHttpDate(header);
    if (date.isValid())
        return until(date);
    const qint64 reset = response.header("x-ratelimit-reset").trimmed().toLongLong(&isNumber);
    if (isNumber && reset > 0 && response.status == 429)
        return until(QDateTime::fromSecsSinceEpoch(reset, Qt::UTC));
    return std::nullopt;
}

std::chrono::milliseconds backOff(int attempt, double jitter)
{
    const double seconds = std::min(60.0, 0.5 * std::pow(2.0, std::clamp(attempt, 0, 10)));
    return std::chrono::milliseconds(qint64(seconds * 1000 * std::clamp(jitter, 0.5, 1.0)));
}
} // namespace Auth0::RetryPolicy
