// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <memory>

namespace Auth0 {
/*!
    The P-256 key of one session (RFC 9449): what its refresh token and its access tokens are bound to. A value that
   is cheap to copy, for one thread; its private half leaves it only by toText().
*/
class DpopKey
{
public:
    //! A new key; DpopProofFailed when OpenSSL cannot make one.
    static Result<DpopKey> generate();
    //! From what toText() wrote; DpopKeyMissing when \a text holds no P-256 key.
    static Result<DpopKey> fromText(const QString &text);
    //! PKCS#8 in base64url, unencrypted: to be kept where the refresh token is.
    QString toText() const;
    //! RFC 7638, in base64url: `dpop_jkt` of an authorization request, `cnf.jkt` of a token.
    const QByteArray &thumbprint() const;
    //! The header of every proof, in base64url: the same for all of one key.
    const QByteArray &encodedHeader() const;
    //! r‖s of ES256, 64 bytes; empty when OpenSSL refuses.
    QByteArray sign(const QByteArray &input) const;

    friend bool operator==(const DpopKey &a, const DpopKey &b) { return a.thumbprint() == b.thumbprint(); }

private:
    struct Data;
    explicit DpopKey(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> m_data;
};
} // namespace Auth0
