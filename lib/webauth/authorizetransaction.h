// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/randombytes.h"
#include "webauth/webauth.h"

namespace Auth0 {
//! Everything that one login must remember between opening the browser and judging what comes back.
struct AuthorizeTransaction
{
    QString state, nonce, codeVerifier;
    QString redirectUri; //!< byte for byte as sent
    QString issuer;
    QString organization; //!< that of the invitation, else of the request
    std::optional<DpopKey> dpopKey; //!< what the code and all that follows from it is bound to (RFC 9449, section 10)

    //! Fresh random values, 32 bytes each, unless the request brings its own.
    static Result<AuthorizeTransaction>
    begin(const WebAuthRequest &request, const Tenant &tenant, const QUrl &redirectUri, const RandomBytes &random);
    //! RFC 7636, section 4.2, S256.
    QString codeChallenge() const;
};
} // namespace Auth0
