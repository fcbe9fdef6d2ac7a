// SPDX-License-Identifier: Apache-2.0
#include "webauth/logouturl.h"
#include "core/queryfields.h"
#include "http/telemetry.h"

namespace Auth0 {
Result<QUrl> logoutUrl(
    const WebLogoutRequest &request, const QUrl &returnTo, const QUrl &endSession, const WebAuthSettings &settings)
{
    const bool oidc = request.useOidcLogout;
    QueryFields fields{
        {QStringLiteral("client_id"), settings.tenant.clientId},
        {oidc ? QStringLiteral("post_logout_redirect_uri") : QStringLiteral("returnTo"),
         returnTo.toString(QUrl::FullyEncoded)}};
    if (oidc && !request.idTokenHint.isEmpty())
        fields.append({QStringLiteral("id_token_hint"), request.idTokenHint});
    if (request.federated)
        fields.append({QStringLiteral("federated"), QString()});
    const auto extra = fieldsOf(
        request.parameters,
        {QStringLiteral("client_id"), QStringLiteral("returnTo"), QStringLiteral("post_logout_redirect_uri"),
         QStringLiteral("id_token_hint"), QStringLiteral("federated"), QStringLiteral("auth0Client")});
    if (!extra)
        return extra.error();
    fields.append(*extra);
    if (settings.telemetry)
        fields.append({QStringLiteral("auth0Client"), QString::fromLatin1(telemetryValue())});
    const QUrl fallback = settings.tenant.endpoint(QStringLiteral("oidc/logout"));
    const QUrl oidcEndpoint = endSession.isEmpty() ? fallback : endSession;
    return withQuery(oidc ? oidcEndpoint : settings.tenant.endpoint(QStringLiteral("v2/logout")), fields);
}
} // namespace Auth0
