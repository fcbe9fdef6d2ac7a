// SPDX-License-Identifier: Apache-2.0
#include "api/tokenresponse.h"
#include <QtCore/QJsonDocument>
#include <cmath>

namespace Auth0 {
namespace {
Error malformed(const QString &what)
{
    return {Error::InvalidResponse, QStringLiteral("The token endpoint's answer %1.").arg(what)};
}

// RFC 6749, section 5.1 says a number; some servers send it as text.
std::optional<qint64> seconds(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = ok ? value.toDouble() : value.toString().toDouble(&ok);
    if (!ok || !std::isfinite(number) || number > 1e10)
        return std::nullopt;
    return qint64(std::max(0.0, number));
}
} // namespace

Result<TokenResponse> TokenResponse::fromResponse(const HttpResponse &response, const QDateTime &now)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (!document.isObject())
        return malformed(QStringLiteral("is no JSON object"));
    const QJsonObject json = document.object();
    for (const char *name : {"access_token", "token_type", "id_token", "refresh_token", "scope", "recovery_code"}) {
        const QJsonValue value = json.value(QLatin1String(name));
        if (!value.isString() && !value.isUndefined() && !value.isNull())
            return malformed(QStringLiteral("has a %1 that is no text").arg(QLatin1String(name)));
    }
    TokenResponse answer;
    answer.accessToken = json.value(QLatin1String("access_token")).toString();
    if (answer.accessToken.isEmpty())
        return malformed(QStringLiteral("has no access_token"));
    // RFC 6749 demands token_type; whoever leaves it out means Bearer.
    answer.tokenType = json.value(QLatin1String("token_type")).toString(QStringLiteral("Bearer"));
    const bool known = answer.tokenType.compare(QLatin1String("bearer"), Qt::CaseInsensitive) == 0
        || answer.tokenType.compare(QLatin1String("dpop"), Qt::CaseInsensitive) == 0;
    if (!known)
        return malformed(QStringLiteral("has an unknown token_type"));
    answer.expiresIn = seconds(json.value(QLatin1String("expires_in")));
    answer.idToken = json.value(QLatin1String("id_token")).toString();
    answer.refreshToken = json.value(QLatin1String("refresh_token")).toString();
    answer.scope = json.value(QLatin1String("scope")).toString();
    answer.recoveryCode = json.value(QLatin1String("recovery_code")).toString();
    answer.serverTime = response.date.isValid() ? response.date : now;
    return answer;
}
} // namespace Auth0
