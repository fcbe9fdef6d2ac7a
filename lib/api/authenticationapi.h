// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/tenant.h"
#include "api/tokenresponse.h"
#include <QtCore/QVariantMap>

//! One function per endpoint of Auth0's Authentication API: builds the request, judges the answer. No state.
namespace Auth0::AuthenticationApi {
//! What proves possession of a key (DPoP); null: nothing does.
using Signer = std::shared_ptr<RequestSigner>;

//! `grant_type=authorization_code` with PKCE (RFC 7636, section 4.5).
struct CodeExchange
{
    QString code, codeVerifier, redirectUri;
};
Async<TokenResponse>
exchangeCode(HttpClient *http, const Tenant &tenant, const CodeExchange &exchange, const Signer &signer = {});

//! `grant_type=refresh_token` (RFC 6749, section 6); audience and scope are sent when not empty.
struct Refresh
{
    QString refreshToken, audience, scope;
    QVariantMap parameters;
    std::optional<std::chrono::milliseconds> timeout = {}; //!< nothing: that of \a http
};
Async<TokenResponse> refresh(HttpClient *http, const Tenant &tenant, const Refresh &refresh, const Signer &signer = {});

//! `/oauth/revoke` (RFC 7009). Any failure is RevokeFailed with its cause.
Async<Done> revoke(HttpClient *http, const Tenant &tenant, const QString &refreshToken);

//! `/userinfo` (OpenID Connect Core, section 5.3): the claims; InvalidResponse when `sub` is not \a expectedSub. A
//! \a signer presents the token in its own way.
Async<QJsonObject> userInfo(
    HttpClient *http, const Tenant &tenant, const QString &accessToken, const QString &tokenType,
    const QString &expectedSub, const Signer &signer = {});

//! The error behind a non-2xx answer: every body shape of Auth0, its code mapped to ours, `mfa_token` among the
//! details.
Error errorFromResponse(const HttpResponse &response, const QDateTime &now);
//! The same for an `error` of the authorization response (RFC 6749, section 4.1.2.1).
Error errorFromCallback(const QString &error, const QString &description);
} // namespace Auth0::AuthenticationApi
