// SPDX-License-Identifier: Apache-2.0
#include "credentials/sessionchanges.h"
#include "core/scopes.h"
#include "core/userprofile.h"
#include "credentials/renewalpolicy.h"
#include <algorithm>

namespace Auth0::SessionChanges {
StoredToken
tokenOf(const TokenResponse &answer, const QString &audience, const QString &requestedScope, const QDateTime &now)
{
    StoredToken token;
    token.audience = audience;
    token.requestedScope = requestedScope;
    // RFC 6749, section 5.1: the scope is left out when it is the one asked for.
    token.grantedScope = answer.scope.isEmpty() ? requestedScope : answer.scope;
    token.accessToken = answer.accessToken;
    token.tokenType = answer.tokenType;
    token.lifetime = answer.expiresIn.value_or(0) * 1000;
    token.expiresAt = answer.expiresIn ? now.toMSecsSinceEpoch() + *answer.expiresIn * 1000 : 0;
    return token;
}

SessionRecord rotated(const SessionRecord &record, const TokenResponse &answer)
{
    SessionRecord next = record;
    if (!answer.refreshToken.isEmpty())
        next.refreshToken = answer.refreshToken;
    return next;
}

SessionRecord
withToken(const SessionRecord &record, const TokenRequest &request, const TokenResponse &answer, const QDateTime &now)
{
    SessionRecord next = rotated(record, answer);
    if (RenewalPolicy::isForLogin(record, request)) {
        next.loginToken = tokenOf(answer, record.loginAudience, record.loginScope, now);
        // RFC 6749, section 6: no scope was sent, so a missing one is what the login was granted.
        if (answer.scope.isEmpty() && !record.loginToken.grantedScope.isEmpty())
            next.loginToken.grantedScope = record.loginToken.grantedScope;
        return next;
    }
    next.tokens.removeIf(
        [&now](const StoredToken &old) { return old.expiresAt != 0 && old.expiresAt <= now.toMSecsSinceEpoch(); });
    const StoredToken token = tokenOf(answer, request.audience, RenewalPolicy::sentScope(request), now);
    const auto same = std::find_if(next.tokens.begin(), next.tokens.end(), [&token](const StoredToken &old) {
        return old.audience == token.audience && Scopes::equal(old.requestedScope, token.requestedScope);
    });
    if (same != next.tokens.end())
        *same = token;
    else
        next.tokens.append(token);
    return next;
}

SessionRecord withoutTokens(const SessionRecord &record, const QString &audience, const std::optional<QString> &scope)
{
    SessionRecord next = record;
    next.tokens.removeIf([&](const StoredToken &token) {
        const bool ofLogin = token.audience.isEmpty() && audience == record.loginAudience;
        return (token.audience == audience || ofLogin) && (!scope || Scopes::equal(token.requestedScope, *scope));
    });
    return next;
}

SessionRecord withIdentity(const SessionRecord &record, const QString &idToken, const QJsonObject &claims)
{
    SessionRecord next = record;
    next.idToken = idToken;
    const QJsonObject fresh = UserProfile::userClaims(claims);
    for (auto it = fresh.begin(); it != fresh.end(); ++it)
        next.userClaims.insert(it.key(), it.value());
    if (next.sessionExpiresAt == 0)
        next.sessionExpiresAt = sessionCeiling(claims);
    return next;
}

qint64 sessionCeiling(const QJsonObject &claims)
{
    const double seconds = claims.value(QLatin1String("session_expiry")).toDouble();
    return seconds > 0 && seconds < 1e10 ? qint64(seconds * 1000) : 0;
}
} // namespace Auth0::SessionChanges
