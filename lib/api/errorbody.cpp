// SPDX-License-Identifier: Apache-2.0
#include "api/authenticationapi.h"
#include "api/servererror.h"
#include "http/retrypolicy.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

namespace Auth0::AuthenticationApi {
namespace {
//! The parts of a refusal, whatever its shape.
struct Refusal
{
    QString code, description, name;
    QVariantMap details;
};

// RFC 6750, section 3: `Bearer error="invalid_token", error_description="…"`.
QString challengeParameter(const QByteArray &challenge, const char *name)
{
    const QRegularExpression pattern(QStringLiteral("(?:^|[\\s,])%1=\"([^\"]*)\"").arg(QLatin1String(name)));
    return pattern.match(QString::fromUtf8(challenge)).captured(1);
}

QString firstText(const QJsonObject &json, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QString text = json.value(QLatin1String(name)).toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

Refusal fromJson(const QJsonObject &json)
{
    Refusal refusal;
    refusal.code = firstText(json, {"error", "code", "type"});
    refusal.description = firstText(json, {"error_description", "description", "message", "detail", "title"});
    refusal.name = json.value(QLatin1String("name")).toString();
    for (const char *name : {"mfa_token", "mfa_requirements", "validation_errors", "description", "policy"}) {
        const QJsonValue value = json.value(QLatin1String(name));
        if (!value.isUndefined() && !(value.isString() && value.toString() == refusal.description))
            refusal.details.insert(QLatin1String(name), value.toVariant());
    }
    return refusal;
}

Refusal fromChallenge(const HttpResponse &response)
{
    const QByteArray challenge = response.header("WWW-Authenticate");
    Refusal refusal;
    refusal.code = challengeParameter(challenge, "error");
    refusal.description = challengeParameter(challenge, "error_description");
    if (refusal.code.isEmpty())
        refusal.code = QStringLiteral("http_error_%1").arg(response.status);
    return refusal;
}

Error::Code codeOf(const HttpResponse &response, const Refusal &refusal)
{
    const Error::Code code = codeForServerError(refusal.code, refusal.description, refusal.name);
    return code == Error::ServerFailure && response.status == 429 ? Error::TooManyRequests : code;
}
} // namespace

Error errorFromResponse(const HttpResponse &response, const QDateTime &now)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    Refusal refusal = document.isObject() ? fromJson(document.object()) : Refusal();
    if (refusal.code.isEmpty())
        refusal = fromChallenge(response);
    if (const auto wait = RetryPolicy::retryAfter(response, now))
        refusal.details.insert(QStringLiteral("retryAfter"), qint64((wait->count() + 999) / 1000));
    const QString text = refusal.description.isEmpty()
        ? QStringLiteral("The tenant answered with status %1 (%2).").arg(response.status).arg(refusal.code)
        : QStringLiteral("The tenant answered with status %1 (%2): %3")
              .arg(response.status)
              .arg(refusal.code, refusal.description);
    return Error(codeOf(response, refusal), text)
        .withServer(response.status, refusal.code)
        .withDetails(refusal.details);
}

Error errorFromCallback(const QString &error, const QString &description)
{
    const QString text = description.isEmpty()
        ? QStringLiteral("The tenant refused the login (%1).").arg(error)
        : QStringLiteral("The tenant refused the login (%1): %2").arg(error, description);
    return Error(codeForServerError(error, description, {}), text).withServer(0, error);
}
} // namespace Auth0::AuthenticationApi
