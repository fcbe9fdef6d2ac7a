// SPDX-License-Identifier: Apache-2.0
#include "webauth/authorizetransaction.h"
#include "core/base64url.h"
#include "webauth/invitation.h"
#include <QtCore/QCryptographicHash>

namespace Auth0 {
Result<AuthorizeTransaction> AuthorizeTransaction::begin(
    const WebAuthRequest &request, const Tenant &tenant, const QUrl &redirectUri, const RandomBytes &random)
{
    const auto fresh = [&random] { return QString::fromLatin1(toBase64Url(random(32))); };
    // An empty one would let everybody's callback through.
    if ((request.state && request.state->isEmpty()) || (request.nonce && request.nonce->isEmpty()))
        return Error(
            Error::InvalidArgument,
            QStringLiteral("state and nonce may not be empty: leave them out, and each login gets random ones."));
    AuthorizeTransaction transaction;
    transaction.state = request.state.value_or(fresh());
    transaction.nonce = request.nonce.value_or(fresh());
    transaction.codeVerifier = fresh();
    transaction.redirectUri = redirectUri.toString(QUrl::FullyEncoded);
    transaction.issuer = tenant.issuer();
    transaction.organization = request.organization;
    if (!request.invitationUrl.isEmpty()) {
        const Result<Invitation> invitation = Invitation::fromUrl(request.invitationUrl);
        if (!invitation)
            return invitation.error();
        transaction.organization = invitation->organization;
    }
    return transaction;
}

QString AuthorizeTransaction::codeChallenge() const
{
    return QString::fromLatin1(
        toBase64Url(QCryptographicHash::hash(codeVerifier.toLatin1(), QCryptographicHash::Sha256)));
}
} // namespace Auth0
