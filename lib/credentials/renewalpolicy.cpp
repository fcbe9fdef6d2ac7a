// SPDX-License-Identifier: Apache-2.0
#include "credentials/renewalpolicy.h"
#include "core/scopes.h"

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

bool ceilingReached(const SessionRecord &record, const QDateTime &now)
{
    constexpr qint64 early = 30'000;
    return record.sessionExpiresAt != 0 && now.toMSecsSinceEpoch() + early >= record.sessionExpiresAt;
}
} // namespace Auth0::RenewalPolicy
