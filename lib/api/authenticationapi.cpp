// SPDX-License-Identifier: Apache-2.0
#include "api/authenticationapi.h"
#include <QtCore/QJsonDocument>

namespace Auth0::AuthenticationApi {
namespace {
using Fields = QList<std::pair<QString, QString>>;

void appendGiven(Fields &fields, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        fields.append({name, value});
}

using Reader = Result<TokenResponse> (*)(const HttpResponse &response, const QDateTime &now);

HttpRequest tokenRequest(const Tenant &tenant, const Fields &fields, const Signer &signer)
{
    HttpRequest request = HttpRequest::postForm(tenant.tokenUrl(), fields);
    request.signer = signer;
    return request;
}

Async<TokenResponse> askForTokens(HttpClient *http, const HttpRequest &request, Reader read)
{
    return andThen(http->send(request), http, [http, read](const HttpResponse &response) {
        const QDateTime now = http->clock()->now();
        if (!response.isSuccess())
            return failed<TokenResponse>(errorFromResponse(response, now));
        return QtFuture::makeReadyFuture(read(response, now));
    });
}
} // namespace

Async<TokenResponse>
exchangeCode(HttpClient *http, const Tenant &tenant, const CodeExchange &exchange, const Signer &signer)
{
    const Fields fields{
        {QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
        {QStringLiteral("client_id"), tenant.clientId},
        {QStringLiteral("code"), exchange.code},
        {QStringLiteral("code_verifier"), exchange.codeVerifier},
        {QStringLiteral("redirect_uri"), exchange.redirectUri}};
    return askForTokens(http, tokenRequest(tenant, fields, signer), TokenResponse::fromResponse);
}

Async<TokenResponse> refresh(HttpClient *http, const Tenant &tenant, const Refresh &refresh, const Signer &signer)
{
    Fields fields{
        {QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
        {QStringLiteral("client_id"), tenant.clientId},
        {QStringLiteral("refresh_token"), refresh.refreshToken}};
    appendGiven(fields, QStringLiteral("audience"), refresh.audience);
    appendGiven(fields, QStringLiteral("scope"), refresh.scope);
    for (auto it = refresh.parameters.begin(); it != refresh.parameters.end(); ++it)
        fields.append({it.key(), it.value().toString()});
    HttpRequest request = tokenRequest(tenant, fields, signer);
    request.timeout = refresh.timeout;
    return askForTokens(http, request, TokenResponse::ofRefresh);
}

Async<Done> revoke(HttpClient *http, const Tenant &tenant, const QString &refreshToken)
{
    const Fields fields{
        {QStringLiteral("client_id"), tenant.clientId},
        {QStringLiteral("token"), refreshToken},
        {QStringLiteral("token_type_hint"), QStringLiteral("refresh_token")}};
    const auto sent = http->send(HttpRequest::postForm(tenant.endpoint(QStringLiteral("oauth/revoke")), fields));
    // Auth0 answers with an empty body or the text `OK`: the status alone counts.
    const auto judged = andThen(sent, http, [http](const HttpResponse &response) {
        return response.isSuccess() ? ready(Done{}) : failed<Done>(errorFromResponse(response, http->clock()->now()));
    });
    return mapError(judged, [](const Error &cause) {
        return Error(
                   Error::RevokeFailed,
                   QStringLiteral("The refresh token could not be revoked: %1").arg(cause.message()))
            .causedBy(cause);
    });
}

Async<QJsonObject> userInfo(
    HttpClient *http, const Tenant &tenant, const QString &accessToken, const QString &tokenType,
    const QString &expectedSub, const Signer &signer)
{
    HttpRequest request = HttpRequest::get(tenant.endpoint(QStringLiteral("userinfo")));
    const QByteArray scheme = tokenType.compare(QLatin1String("dpop"), Qt::CaseInsensitive) == 0 ? "DPoP " : "Bearer ";
    request.signer = signer;
    if (!signer)
        request.headers.append({"Authorization", scheme + accessToken.toLatin1()});
    return andThen(http->send(request), http, [http, expectedSub](const HttpResponse &response) {
        if (!response.isSuccess())
            return failed<QJsonObject>(errorFromResponse(response, http->clock()->now()));
        const QJsonObject claims = QJsonDocument::fromJson(response.body).object();
        const QString sub = claims.value(QLatin1String("sub")).toString();
        // OpenID Connect Core, section 5.3.2: `sub` must be there and be the ID token's.
        if (sub.isEmpty() || (!expectedSub.isEmpty() && sub != expectedSub))
            return failed<QJsonObject>(
                {Error::InvalidResponse,
                 QStringLiteral(
                     "/userinfo answered without a `sub`, or with that of another user; nothing of it is used.")});
        return ready(claims);
    });
}
} // namespace Auth0::AuthenticationApi
