// SPDX-License-Identifier: Apache-2.0
#include "storage/sessionrecord.h"
#include "storage/jsonreader.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
namespace {
const auto versionName = QStringLiteral("version");

QJsonObject toJson(const StoredToken &token)
{
    QJsonObject json = token.unknown;
    json.insert(QStringLiteral("audience"), token.audience);
    json.insert(QStringLiteral("requested_scope"), token.requestedScope);
    json.insert(QStringLiteral("granted_scope"), token.grantedScope);
    json.insert(QStringLiteral("access_token"), token.accessToken);
    json.insert(QStringLiteral("token_type"), token.tokenType);
    json.insert(QStringLiteral("expires_at"), token.expiresAt);
    json.insert(QStringLiteral("lifetime"), token.lifetime);
    return json;
}

std::optional<StoredToken> tokenFrom(const QJsonValue &json)
{
    if (!json.isObject())
        return std::nullopt;
    JsonReader reader(json.toObject());
    StoredToken token;
    token.audience = reader.string(QStringLiteral("audience"));
    token.requestedScope = reader.string(QStringLiteral("requested_scope"));
    token.grantedScope = reader.string(QStringLiteral("granted_scope"));
    token.accessToken = reader.string(QStringLiteral("access_token"));
    token.tokenType = reader.string(QStringLiteral("token_type"));
    token.expiresAt = qint64(reader.number(QStringLiteral("expires_at")));
    token.lifetime = qint64(reader.number(QStringLiteral("lifetime")));
    token.unknown = reader.rest();
    return reader.wrong().isEmpty() ? std::optional(token) : std::nullopt;
}

QJsonArray toJson(const QList<StoredToken> &tokens)
{
    QJsonArray json;
    for (const StoredToken &token : tokens)
        json.append(toJson(token));
    return json;
}

void readTokens(JsonReader &reader, SessionRecord &record)
{
    const auto loginName = QStringLiteral("login_token"), listName = QStringLiteral("tokens");
    if (const auto token = tokenFrom(reader.object(loginName)))
        record.loginToken = *token;
    else
        reader.refuse(loginName);
    const QJsonArray list = reader.array(listName);
    for (const auto &json : list) {
        if (const auto token = tokenFrom(json))
            record.tokens.append(*token);
        else
            reader.refuse(listName);
    }
}

SessionRecord readMembers(JsonReader &reader)
{
    SessionRecord record;
    record.number = reader.number(QStringLiteral("number"));
    record.family = reader.number(QStringLiteral("family"));
    record.login = reader.string(QStringLiteral("login"));
    record.refreshToken = reader.string(QStringLiteral("refresh_token"));
    record.idToken = reader.string(QStringLiteral("id_token"));
    record.loginAudience = reader.string(QStringLiteral("login_audience"));
    record.loginScope = reader.string(QStringLiteral("login_scope"));
    record.userClaims = reader.object(QStringLiteral("user_claims"));
    readTokens(reader, record);
    record.dpopKey = reader.string(QStringLiteral("dpop_key"));
    record.dpopJkt = reader.string(QStringLiteral("dpop_jkt"));
    record.connectionTokens = reader.array(QStringLiteral("connection_tokens"));
    record.data = reader.object(QStringLiteral("data"));
    record.sessionExpiresAt = qint64(reader.number(QStringLiteral("session_expires_at")));
    record.unknown = reader.rest();
    return record;
}

Error unreadable(const QString &why)
{
    return {Error::StoreFailed, QStringLiteral("The stored session cannot be read: %1.").arg(why)};
}
} // namespace

QByteArray SessionRecord::toBytes() const
{
    QJsonObject json = unknown;
    json.insert(versionName, formatVersion);
    json.insert(QStringLiteral("number"), qint64(number));
    json.insert(QStringLiteral("family"), qint64(family));
    json.insert(QStringLiteral("login"), login);
    json.insert(QStringLiteral("refresh_token"), refreshToken);
    json.insert(QStringLiteral("id_token"), idToken);
    json.insert(QStringLiteral("login_audience"), loginAudience);
    json.insert(QStringLiteral("login_scope"), loginScope);
    json.insert(QStringLiteral("user_claims"), userClaims);
    json.insert(QStringLiteral("login_token"), toJson(loginToken));
    json.insert(QStringLiteral("tokens"), toJson(tokens));
    json.insert(QStringLiteral("dpop_key"), dpopKey);
    json.insert(QStringLiteral("dpop_jkt"), dpopJkt);
    json.insert(QStringLiteral("connection_tokens"), connectionTokens);
    json.insert(QStringLiteral("data"), data);
    json.insert(QStringLiteral("session_expires_at"), sessionExpiresAt);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<SessionRecord> SessionRecord::fromBytes(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return unreadable(QStringLiteral("it is not a JSON object"));
    JsonReader reader(document.object());
    const quint64 version = reader.number(versionName);
    if (version > formatVersion)
        return Error(
                   Error::StoreUnavailable,
                   QStringLiteral(
                       "The stored session was written by a newer version of this library (format %1): update the "
                       "application.")
                       .arg(version))
            .withDetails({{versionName, version}});
    if (version != formatVersion)
        return unreadable(QStringLiteral("it names no format version"));
    const SessionRecord record = readMembers(reader);
    if (!reader.wrong().isEmpty())
        return unreadable(QStringLiteral("\"%1\" has a wrong type").arg(reader.wrong()));
    return record;
}
} // namespace Auth0
