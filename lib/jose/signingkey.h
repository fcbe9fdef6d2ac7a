// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QJsonObject>
#include <memory>

namespace Auth0 {
//! A P-256 key that signs ES256 (RFC 7518, section 3.4). The private half leaves it only through toPem().
class SigningKey
{
public:
    static SigningKey generate();
    //! From PKCS#8; StoreFailed when it is no P-256 key.
    static Result<SigningKey> fromPem(const QByteArray &pem);
    //! PKCS#8, to be stored where secrets are.
    QByteArray toPem() const;
    //! Public members only: crv, kty, x, y.
    QJsonObject publicJwk() const;
    //! RFC 7638: base64url of the SHA-256 of the public JWK.
    QByteArray thumbprint() const;
    //! r‖s, 64 bytes; empty when OpenSSL refuses.
    QByteArray sign(const QByteArray &input) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};
} // namespace Auth0
