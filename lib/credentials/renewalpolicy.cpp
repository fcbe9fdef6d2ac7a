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
    const bool sameAudience = isLoginAudience(record, request.audience) ? isLoginAudience(record, token.audience)
                                                                        : token.audience == request.audience;
    return sameAudience && Scopes::covers(token.requestedScope, wantedScope(record, request));
}

QString wantedScope(const SessionRecord &record, const TokenRequest &request)
{
    if (request.scope)
        return *request.scope;
    return isLoginAudience(record, request.audience) ? record.loginScope : QString();
}

bool isForLogin(const SessionRecord &record, const TokenRequest &request)
{
    return isLoginAudience(record, request.audience) && Scopes::covers(record.loginScope, wantedScope(record, request));
}

const StoredToken *find(const SessionRecord &record, const TokenRequest &request)
{
    if (fits(record, record.loginToken, request))
        return &record.loginToken;
    const StoredToken *best = nullptr;
    for (const StoredToken &token : record.tokens) {
        if (fits(record, token, request) && (!best || token.requestedScope.size() < best->requestedScope.size()))
            best = &token;
    }
    return best;
}

bool isFresh(const StoredToken &token, const QDateTime &now, std::chrono::milliseconds minTtl)
{
    return token.expiresAt == 0 || token.expiresAt > now.toMSecsSinceEpoch() + minTtl.count();
}

const StoredToken *serving(const SessionRecord &record, const TokenRequest &request, const QDateTime &now)
{
    if (request.force)
        return nullptr;
    const StoredToken *token = find(record, request);
    return token && isFresh(*token, now, request.minTtl) ? token : nullptr;
}

bool ceilingReached(const SessionRecord &record, const QDateTime &now)
{
    constexpr qint64 early = 30'000;
    return record.sessionExpiresAt != 0 && now.toMSecsSinceEpoch() + early >= record.sessionExpiresAt;
}
} // namespace Auth0::RenewalPolicy
