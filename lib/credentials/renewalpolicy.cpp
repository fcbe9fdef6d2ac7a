// SPDX-License-Identifier: Apache-2.0
#include "credentials/renewalpolicy.h"
#include "core/scopes.h"
#include <algorithm>

namespace Auth0::RenewalPolicy {
static bool isLoginAudience(const SessionRecord &record, const QString &audience)
{
    return audience.isEmpty() || audience == record.loginAudience;
}

static bool fits(const SessionRecord &record, const StoredToken &token, const TokenRequest &request)
{
    if (token.accessToken.isEmpty())
        return false;
    const bool isLogins = isLoginAudience(record, request.audience);
    if (!(isLogins ? isLoginAudience(record, token.audience) : token.audience == request.audience))
        return false;
    if (!isLogins && !request.scope && token.requestedScope.isEmpty())
        return true;
    return Scopes::covers(token.requestedScope, wantedScope(record, request));
}

QString wantedScope(const SessionRecord &record, const TokenRequest &request)
{
    return request.scope.value_or(record.loginScope);
}

QString sentScope(const TokenRequest &request) { return request.scope.value_or(QString()); }

bool isForLogin(const SessionRecord &record, const TokenRequest &request)
{
    return isLoginAudience(record, request.audience) && Scopes::covers(record.loginScope, wantedScope(record, request));
}

// The login's token first, then the one with the fewest words in its requested scope, among those that are good enough.
template<typename IsGood>
static const StoredToken *best(const SessionRecord &record, const TokenRequest &request, IsGood isGood)
{
    if (fits(record, record.loginToken, request) && isGood(record.loginToken))
        return &record.loginToken;
    const StoredToken *best = nullptr;
    for (const StoredToken &token : record.tokens) {
        if (!fits(record, token, request) || !isGood(token))
            continue;
        if (!best || Scopes::count(token.requestedScope) < Scopes::count(best->requestedScope))
            best = &token;
    }
    return best;
}

const StoredToken *find(const SessionRecord &record, const TokenRequest &request)
{
    return best(record, request, [](const StoredToken &) { return true; });
}

bool isFresh(const StoredToken &token, const QDateTime &now, std::chrono::milliseconds minTtl)
{
    return token.expiresAt == 0 || token.expiresAt > now.toMSecsSinceEpoch() + minTtl.count();
}

const StoredToken *serving(const SessionRecord &record, const TokenRequest &request, const QDateTime &now)
{
    if (request.force)
        return nullptr;
    return best(record, request, [&](const StoredToken &token) { return isFresh(token, now, request.minTtl); });
}

static std::chrono::milliseconds part(qint64 milliseconds, double jitter)
{
    return std::chrono::milliseconds(qint64(double(milliseconds) * jitter));
}

std::chrono::milliseconds earliness(const StoredToken &token, std::chrono::milliseconds lead, double jitter)
{
    if (token.lifetime == 0)
        return lead;
    const qint64 half = token.lifetime / 2;
    const qint64 margin = std::min<qint64>(lead.count(), half);
    return std::chrono::milliseconds(margin) + part(std::min(token.lifetime / 10, half - margin), jitter);
}

std::chrono::milliseconds lateness(const StoredToken &token, double jitter) { return part(token.lifetime / 2, jitter); }

std::chrono::milliseconds pause(const StoredToken &token, int failures, double jitter)
{
    constexpr qint64 second = 1000, minute = 60 * second;
    const bool known = token.lifetime > 0;
    const qint64 first = known ? std::min(token.lifetime / 4, 20 * minute) : 10 * second;
    const qint64 longest = known ? std::min(token.lifetime / 2, 60 * minute) : 10 * minute;
    const qint64 grown = std::max<qint64>(first, second) << std::clamp(failures, 0, 12);
    return part(std::min(grown, std::max<qint64>(longest, second)), 0.5 + jitter / 2);
}

QDateTime ceiling(const SessionRecord &record)
{
    constexpr qint64 early = 30'000;
    return QDateTime::fromMSecsSinceEpoch(record.sessionExpiresAt - early, Qt::UTC);
}

bool ceilingReached(const SessionRecord &record, const QDateTime &now)
{
    return record.sessionExpiresAt != 0 && now >= ceiling(record);
}
} // namespace Auth0::RenewalPolicy
