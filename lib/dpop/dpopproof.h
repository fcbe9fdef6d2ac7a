// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dpop/dpopkey.h"
#include <QtCore/QUrl>

//! One proof of possession (RFC 9449, section 4.2): a JWT for one request, never used twice.
namespace Auth0::DpopProof {
//! What a proof says about its request.
struct Content
{
    QByteArray method; //!< as sent
    QUrl url; //!< absolute; query and fragment are left out
    qint64 issuedAt = 0; //!< seconds since 1970, by the server's clock
    QByteArray accessToken; //!< presented with the request; its hash becomes `ath`
    QByteArray nonce; //!< the server's newest; only characters that isNonce() takes
};

//! The proof, with a `jti` of 128 random bits. DpopProofFailed when OpenSSL refuses.
Result<QByteArray> make(const DpopKey &key, const Content &content);
//! `htu`: \a url without user, query and fragment, scheme and host in lower case, without a default port, with a path.
QByteArray target(const QUrl &url);
//! Whether \a text can be a nonce (section 8.1, NQCHAR): visible ASCII without `"` and `\`, not empty.
bool isNonce(const QByteArray &text);
} // namespace Auth0::DpopProof
