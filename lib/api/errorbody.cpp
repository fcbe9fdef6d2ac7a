// SPDX-License-Identifier: Apache-2.0
#include "api/authenticationapi.h"
#include "api/servererror.h"
#include "http/redact.h"
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
    const QRegularExpression pattern(
        QStringLiteral("(?:^|[\\s,])%1\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))").arg(QLatin1String(name)));
    const auto match = pattern.match(QString::fromUtf8(challenge));
    return match.captured(1) + match.captured(2);
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

// OAuth (RFC 6749, section 5.2), the older `code` and `description` of databases and passwordless, and problems of
// My Account (RFC 7807), which have a `type`.
Refusal fromJson(const QJsonObject &json)
{
    Refusal refusal;
    refusal.code = firstText(json, {"code", "error", "type"});
    refusal.description = firstText(json, {"error_description", "description", "message", "detail", "title"});
    refusal.name = json.value(QLatin1String("name")).toString();
    for (const char *name : {"mfa_token", "mfa_requirements", "validation_errors", "description", "policy"}) {
        const QJsonValue value = json.value(QLatin1String(name));
        if (!value.isUndefined() && !(value.isString() && value.toString() == refusal.description))
            refusal.details.insert(QLatin1String(name), value.toVariant());
    }
    return refusal;
}

// What the body does not tell may stand in the header; else only the status is left.
void complete(Refusal &refusal, const HttpResponse &response)
{
    const QByteArray challenge = response.header("WWW-Authenticate");
    if (refusal.code.isEmpty()) {
        refusal.code = challengeParameter(challenge, "error");
        if (refusal.description.isEmpty())
            refusal.description = challengeParameter(challenge, "error_description");
    }
    if (refusal.code.isEmpty())
        refusal.code = QStringLiteral("http_error_%1").arg(response.status);
    if (refusal.description.isEmpty() && response.status / 100 == 3)
        refusal.description = QStringLiteral("redirects are not followed; check the domain");
}

Error::Code codeOf(const HttpResponse &response, const Refusal &refusal)
{
    const Error::Code code = codeForServerError(refusal.code, refusal.description, refusal.name);
    return code == Error::ServerFailure && response.status == 429 ? Error::TooManyRequests : code;
}

QString sentence(const QString &start, const Refusal &refusal)
{
    const QString hint = hintForServerError(refusal.code);
    QString text = start + QStringLiteral(" (%1)").arg(refusal.code);
    if (!refusal.description.isEmpty())
        text += QStringLiteral(": ") + refusal.description;
    if (!hint.isEmpty())
        text += QStringLiteral(" — ") + hint;
    // A server may quote what it was sent.
    return redacted(text);
}
} // namespace

Error errorFromResponse(const HttpResponse &response, const QDateTime &now)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    Refusal refusal = document.isObject() ? fromJson(document.object()) : Refusal();
    complete(refusal, response);
    // A date in Retry-After is the server's: it is held against the server's own time.
    if (const auto wait = RetryPolicy::retryAfter(response, response.date.isValid() ? response.date : now))
        refusal.details.insert(QStringLiteral("retryAfter"), qint64((wait->count() + 999) / 1000));
    return Error(
               codeOf(response, refusal),
               sentence(QStringLiteral("The tenant answered with status %1").arg(response.status), refusal))
        .withServer(response.status, refusal.code)
        .withDetails(refusal.details);
}

Error errorFromCallback(const QString &error, const QString &description)
{
    const Refusal refusal{error, description, {}, {}};
    return Error(
               codeForServerError(error, description, {}),
               sentence(QStringLiteral("The tenant refused the login"), refusal))
        .withServer(0, error);
}
} // namespace Auth0::AuthenticationApi
