// SPDX-License-Identifier: Apache-2.0
#include "webauth/codeexchange.h"
#include "api/authenticationapi.h"
#include "idtoken/idtokenvalidator.h"

namespace Auth0 {
namespace {
IdTokenExpectations expectationsOf(
    const CodeExchangeContext &context, const WebAuthRequest &request, const AuthorizeTransaction &transaction,
    const TokenResponse &tokens)
{
    IdTokenExpectations expected;
    expected.issuer = context.settings.tenant.issuer();
    expected.clientId = context.settings.tenant.clientId;
    expected.now = tokens.serverTime;
    expected.leeway = request.leeway;
    expected.nonce = transaction.nonce;
    if (request.maxAge)
        expected.maxAge = std::chrono::duration_cast<std::chrono::seconds>(*request.maxAge);
    expected.organization = transaction.organization;
    expected.accessToken = tokens.accessToken;
    return expected;
}

// Auth0 answers `unauthorized_client`, or 401 with whatever code, to a client that should have sent a secret.
Error withHint(const Error &error)
{
    if (error.code() != Error::UnauthorizedClient && error.statusCode() != 401)
        return error;
    return Error(
               Error::UnauthorizedClient,
               QStringLiteral("%1 In the dashboard, the application's type must be Native.").arg(error.message()))
        .causedBy(error);
}
} // namespace

Async<WebAuthResult> exchangeCode(
    const CodeExchangeContext &context, QObject *owner, const WebAuthRequest &request,
    const AuthorizeTransaction &transaction, const QString &code)
{
    const AuthenticationApi::CodeExchange exchange{code, transaction.codeVerifier, transaction.redirectUri};
    const auto signer = transaction.dpopKey ? context.settings.prover->tokenEndpointSigner(*transaction.dpopKey)
                                            : AuthenticationApi::Signer();
    const auto tokens =
        mapError(AuthenticationApi::exchangeCode(context.http, context.settings.tenant, exchange, signer), withHint);
    return andThen(tokens, owner, [=](const TokenResponse &tokens) {
        if (tokens.idToken.isEmpty())
            return failed<WebAuthResult>(
                {Error::IdTokenInvalid, QStringLiteral("The tenant sent no ID token, though `openid` was asked for.")});
        return andThen(context.keys->keysFor(tokens.idToken), owner, [=](const JwkSet &keys) {
            const auto expected = expectationsOf(context, request, transaction, tokens);
            const auto claims = IdTokenValidator::validate(tokens.idToken, keys, expected);
            if (!claims)
                return failed<WebAuthResult>(claims.error());
            return ready(WebAuthResult{tokens, *claims, request.scope, request.audience, transaction.dpopKey});
        });
    });
}
} // namespace Auth0
