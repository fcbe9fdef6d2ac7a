// SPDX-License-Identifier: Apache-2.0
#include "webauth/authorizeurl.h"
#include "core/queryfields.h"
#include "http/telemetry.h"
#include "webauth/invitation.h"

namespace Auth0 {
static const QStringList &reservedNames()
{
    static const QStringList names = QStringLiteral("response_type client_id redirect_uri scope state nonce "
                                                    "code_challenge code_challenge_method audience connection "
                                                    "organization invitation max_age dpop_jkt auth0Client")
                                         .split(QLatin1Char(' '));
    return names;
}

Result<QUrl>
authorizeUrl(const WebAuthRequest &request, const AuthorizeTransaction &transaction, const WebAuthSettings &settings)
{
    QueryFields fields{
        {QStringLiteral("response_type"), QStringLiteral("code")},
        {QStringLiteral("client_id"), settings.tenant.clientId},
        {QStringLiteral("redirect_uri"), transaction.redirectUri},
        {QStringLiteral("scope"), request.scope},
        {QStringLiteral("state"), transaction.state},
        {QStringLiteral("nonce"), transaction.nonce},
        {QStringLiteral("code_challenge"), transaction.codeChallenge()},
        {QStringLiteral("code_challenge_method"), QStringLiteral("S256")}};
    const auto append = [&fields](const char *name, const QString &value) {
        if (!value.isEmpty())
            fields.append({QLatin1String(name), value});
    };
    append("audience", request.audience);
    append("connection", request.connection);
    append("organization", transaction.organization);
    if (!request.invitationUrl.isEmpty())
        append("invitation", Invitation::fromUrl(request.invitationUrl)->ticket);
    if (transaction.dpopKey)
        append("dpop_jkt", QString::fromLatin1(transaction.dpopKey->thumbprint()));
    if (request.maxAge)
        append("max_age", QString::number(request.maxAge->count() / 1000));
    const auto extra = fieldsOf(request.parameters, reservedNames());
    if (!extra)
        return extra.error();
    fields.append(*extra);
    if (settings.telemetry)
        append("auth0Client", QString::fromLatin1(telemetryValue()));
    return withQuery(settings.tenant.endpoint(QStringLiteral("authorize")), fields);
}
} // namespace Auth0
