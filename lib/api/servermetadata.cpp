// SPDX-License-Identifier: Apache-2.0
#include "api/servermetadata.h"
#include "api/authenticationapi.h"
#include "core/jsonmembers.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
namespace {
int portOf(const QUrl &url) { return url.port(url.scheme() == QLatin1String("https") ? 443 : 80); }

bool mayBeAsked(const QUrl &url, const Tenant &tenant)
{
    const bool sameOrigin = url.scheme() == tenant.baseUrl.scheme() && url.host() == tenant.baseUrl.host()
        && portOf(url) == portOf(tenant.baseUrl);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == QLatin1String("https") || sameOrigin);
}

Result<ServerMetadata> judge(const QByteArray &body, const Tenant &tenant)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return Error(
            Error::InvalidResponse,
            QStringLiteral(
                "The tenant's metadata is no JSON object: check domain, and whether a proxy or a login page of "
                "the network answers."));
    const QString twice = doubleMember(body);
    if (!twice.isEmpty())
        return Error(
            Error::InvalidResponse, QStringLiteral("The tenant's metadata has the member \"%1\" twice.").arg(twice));
    const QJsonObject json = document.object();
    const QString issuer = json.value(QLatin1String("issuer")).toString();
    if (issuer != tenant.issuer())
        return Error(
            Error::InvalidIssuer,
            QStringLiteral("The tenant's metadata names the issuer \"%1\", expected is \"%2\": check domain.")
                .arg(issuer, tenant.issuer()));
    ServerMetadata metadata = ServerMetadata::defaults(tenant);
    const QJsonValue jwksUri = json.value(QLatin1String("jwks_uri"));
    if (!jwksUri.isUndefined())
        metadata.jwksUri = QUrl(jwksUri.toString(), QUrl::StrictMode);
    if (!mayBeAsked(metadata.jwksUri, tenant))
        return Error(
            Error::InvalidResponse,
            QStringLiteral("The tenant's metadata has a jwks_uri that is neither https nor of its own origin."));
    const QUrl endSession(json.value(QLatin1String("end_session_endpoint")).toString(), QUrl::StrictMode);
    metadata.endSessionEndpoint = mayBeAsked(endSession, tenant) ? endSession : QUrl();
    metadata.issInAuthorizationResponse =
        json.value(QLatin1String("authorization_response_iss_parameter_supported")).toBool();
    return metadata;
}
} // namespace

ServerMetadata ServerMetadata::defaults(const Tenant &tenant)
{
    ServerMetadata metadata;
    metadata.jwksUri = tenant.endpoint(QStringLiteral(".well-known/jwks.json"));
    return metadata;
}

Async<ServerMetadata> ServerMetadata::fetch(HttpClient *http, const Tenant &tenant)
{
    const auto request = HttpRequest::get(tenant.endpoint(QStringLiteral(".well-known/openid-configuration")));
    return andThen(http->send(request), http, [http, tenant](const HttpResponse &response) {
        if (response.status == 404)
            return ready(defaults(tenant));
        if (!response.isSuccess())
            return failed<ServerMetadata>(AuthenticationApi::errorFromResponse(response, http->clock()->now()));
        return QtFuture::makeReadyFuture(judge(response.body, tenant));
    });
}
} // namespace Auth0
