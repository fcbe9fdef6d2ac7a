// SPDX-License-Identifier: Apache-2.0
#include "session/recordviews.h"
#include "credentials/sessionchanges.h"

namespace Auth0::RecordViews {
static QDateTime timeOf(qint64 msecs) { return msecs ? QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC) : QDateTime(); }

Credentials credentials(const SessionRecord &record, const StoredToken &token)
{
    Credentials credentials;
    credentials.accessToken = token.accessToken;
    credentials.tokenType = token.tokenType;
    credentials.idToken = record.idToken;
    credentials.refreshToken = record.refreshToken;
    credentials.expiresAt = timeOf(token.expiresAt);
    credentials.scope = token.grantedScope;
    credentials.sessionExpiresAt = timeOf(record.sessionExpiresAt);
    return credentials;
}

ApiCredentials apiCredentials(const StoredToken &token)
{
    ApiCredentials api;
    api.accessToken = token.accessToken;
    api.tokenType = token.tokenType;
    api.expiresAt = timeOf(token.expiresAt);
    api.scope = token.grantedScope;
    api.requestedScope = token.requestedScope;
    api.audience = token.audience;
    return api;
}

SessionData snapshot(const SessionRecord &record)
{
    SessionData data;
    data.user = UserProfile::fromClaims(record.userClaims);
    data.tokenSet = credentials(record, record.loginToken);
    for (const StoredToken &token : record.tokens)
        data.accessTokens.append(apiCredentials(token));
    data.data = record.data.toVariantMap();
    return data;
}

SessionRecord fromLogin(const WebAuthResult &result, const QDateTime &now)
{
    SessionRecord record;
    record.refreshToken = result.tokens.refreshToken;
    record.loginAudience = result.audience;
    record.loginScope = result.requestedScope;
    record.loginToken = SessionChanges::tokenOf(result.tokens, result.audience, result.requestedScope, now);
    if (result.dpopKey) {
        record.dpopKey = result.dpopKey->toText();
        record.dpopJkt = QString::fromLatin1(result.dpopKey->thumbprint());
    }
    return SessionChanges::withIdentity(record, result.tokens.idToken, result.claims);
}

SessionRecord fromCredentials(
    const Credentials &credentials, const QJsonObject &claims, const QString &audience, const QString &scope)
{
    SessionRecord record;
    record.refreshToken = credentials.refreshToken;
    record.loginAudience = audience;
    record.loginScope = credentials.scope.isEmpty() ? scope : credentials.scope;
    record.loginToken.audience = audience;
    record.loginToken.requestedScope = record.loginScope;
    record.loginToken.grantedScope = record.loginScope;
    record.loginToken.accessToken = credentials.accessToken;
    record.loginToken.tokenType = credentials.tokenType.isEmpty() ? QStringLiteral("Bearer") : credentials.tokenType;
    record.loginToken.expiresAt = credentials.expiresAt.isValid() ? credentials.expiresAt.toMSecsSinceEpoch() : 0;
    if (credentials.sessionExpiresAt.isValid())
        record.sessionExpiresAt = credentials.sessionExpiresAt.toMSecsSinceEpoch();
    return SessionChanges::withIdentity(record, credentials.idToken, claims);
}
} // namespace Auth0::RecordViews
