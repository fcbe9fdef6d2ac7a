// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QJsonObject>
#include <memory>

namespace Auth0 {
//! A P-256 key that signs ES256 (RFC 7518, section 3.4), for one thread. Its private half leaves it only by toPkcs8().
class EcSigningKey
{
public:
    //! A new key; Unknown when OpenSSL cannot make one.
    static Result<EcSigningKey> generate();
    //! From DER; InvalidArgument when \a der is no PKCS#8 or holds another kind of key.
    static Result<EcSigningKey> fromPkcs8(const QByteArray &der);
    //! PKCS#8 (RFC 5208) as DER, unencrypted: to be kept where secrets are.
    QByteArray toPkcs8() const;
    //! The public members: crv, kty, x, y.
    QJsonObject publicJwk() const;
    //! RFC 7638, in base64url.
    QByteArray thumbprint() const;
    //! r‖s, 64 bytes; empty when OpenSSL refuses.
    QByteArray sign(const QByteArray &input) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};
} // namespace Auth0
