// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <memory>
#include <optional>

namespace Auth0 {
//! A public key of a JWK set (RFC 7517), imported into OpenSSL once. It and its copies belong to one thread.
class Jwk
{
public:
    //! RSA of 2048 bits and more, and EC P-256, for signatures; anything else is InvalidResponse.
    static Result<Jwk> fromJson(const QJsonObject &json);

    QString kid() const;
    //! The key's `alg`; empty when it names none.
    QString alg() const;
    //! Whether the key can check signatures of \a alg: its type fits, and its own `alg`, if named, is the same.
    bool fits(const QByteArray &alg) const;
    //! Verifies RS256, PS256 (salt as long as the hash) or ES256 (RFC 7518, section 3) over \a input. The key's type
    //! counts; whether its own `alg` allows it is asked of fits().
    bool verify(const QByteArray &alg, const QByteArray &input, const QByteArray &signature) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

//! The keys of a tenant; keys of other kinds and uses are passed over (RFC 7517, section 5).
class JwkSet
{
public:
    //! InvalidResponse when \a bytes is no JWK set or larger than 64 kB.
    static Result<JwkSet> fromBytes(const QByteArray &bytes);

    bool isEmpty() const { return m_keys.isEmpty(); }
    const QList<Jwk> &keys() const { return m_keys; }
    //! The key for a header's \a kid and \a alg. With an empty \a kid: the only key that fits, else none.
    std::optional<Jwk> find(const QString &kid, const QByteArray &alg) const;

private:
    QList<Jwk> m_keys;
};
} // namespace Auth0
