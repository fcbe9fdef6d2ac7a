// SPDX-License-Identifier: Apache-2.0
#include "api/tokenresponse.h"
#include "core/jsonmembers.h"
#include <QtCore/QJsonDocument>
#include <cmath>

namespace Auth0 {
namespace {
Error malformed(const QString &what)
{
    return {Error::InvalidResponse, QStringLiteral("The token endpoint's answer %1.").arg(what)};
}

// RFC 6749, section 5.1, says a number; some servers send it as text. Without one, or with something that is none, the
// lifetime is unknown ("if omitted, the authorization server SHOULD provide the expiration time via other means"). A
// negative one has passed already, like 0. What lies beyond three centuries is cut there: no date overflows.
std::optional<qint64> seconds(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = ok ? value.toDouble() : value.toString().toDouble(&ok);
    if (!ok || !std::isfinite(number))
        return std::nullopt;
    return qint64(std::clamp(number, 0.0, 1e10));
}

// The member that has the wrong type, if any. JSON's null counts as missing.
QString wrongMember(const QJsonObject &json)
{
    for (const char *name : {"access_token", "token_type", "id_token", "refresh_token", "scope", "recovery_code"}) {
        const QJsonValue value = json.value(QLatin1String(name));
        if (!value.isString() && !value.isUndefined() && !value.isNull())
            return QLatin1String(name);
    }
    const QJsonValue lifetime = json.value(QLatin1String("expires_in"));
    return lifetime.isArray() || lifetime.isObject() || lifetime.isBool() ? QStringLiteral("expires_in") : QString();
}

// RFC 6749, section 5.1: the letter case does not count.
bool isKnownType(const QString &tokenType)
{
    return tokenType.compare(QLatin1String("bearer"), Qt::CaseInsensitive) == 0
        || tokenType.compare(QLatin1String("dpop"), Qt::CaseInsensitive) == 0;
}
} // namespace

Result<TokenResponse> TokenResponse::fromResponse(const HttpResponse &response, const QDateTime &now)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (!document.isObject())
        return malformed(QStringLiteral(
            "is no JSON object: check domain, and whether a proxy or a login page of the network answers"));
    const QString twice = doubleMember(response.body);
    if (!twice.isEmpty())
        return malformed(QStringLiteral("has the member \"%1\" twice").arg(twice));
    const QJsonObject json = document.object();
    const QString wrong = wrongMember(json);
    if (!wrong.isEmpty())
        return malformed(QStringLiteral("has a member \"%1\" of the wrong type").arg(wrong));
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    TokenResponse answer;
    answer.accessToken = text("access_token");
    if (answer.accessToken.isEmpty())
        return malformed(QStringLiteral("has no access_token"));
    // RFC 6749 demands token_type; whoever leaves it out means Bearer.
    answer.tokenType = text("token_type").isEmpty() ? QStringLiteral("Bearer") : text("token_type");
    if (!isKnownType(answer.tokenType))
        return malformed(QStringLiteral("has a token_type that is neither Bearer nor DPoP"));
    answer.expiresIn = seconds(json.value(QLatin1String("expires_in")));
    answer.idToken = text("id_token");
    answer.refreshToken = text("refresh_token");
    answer.scope = text("scope");
    answer.recoveryCode = text("recovery_code");
    answer.serverTime = response.date.isValid() ? response.date : now;
    return answer;
}

Result<TokenResponse> TokenResponse::ofRefresh(const HttpResponse &response, const QDateTime &now)
{
    const Result<TokenResponse> read = fromResponse(response, now);
    if (read)
        return read;
    TokenResponse rest;
    rest.refreshToken =
        QJsonDocument::fromJson(response.body).object().value(QLatin1String("refresh_token")).toString();
    rest.defect = read.error();
    return rest.refreshToken.isEmpty() ? read : rest;
}
} // namespace Auth0
