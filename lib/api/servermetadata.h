// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/tenant.h"
#include "http/httpclient.h"

namespace Auth0 {
//! What we use of `/.well-known/openid-configuration` (OpenID Connect Discovery, section 3; RFC 9207, section 3).
struct ServerMetadata
{
    QUrl jwksUri;
    QUrl endSessionEndpoint; //!< empty when not announced
    bool issInAuthorizationResponse = false; //!< `iss` is demanded in the callback

    //! Auth0's fixed key path, nothing demanded: used when the tenant publishes no metadata (404).
    static ServerMetadata defaults(const Tenant &tenant);
    //! InvalidIssuer when `issuer` differs from the tenant's; InvalidResponse when it is no JSON or `jwks_uri` leaves
    //! https and the origin.
    static Async<ServerMetadata> fetch(HttpClient *http, const Tenant &tenant);
};
} // namespace Auth0
