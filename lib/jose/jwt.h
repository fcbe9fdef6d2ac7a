// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QJsonObject>

namespace Auth0 {
//! A compact JWS with JSON claims (RFC 7519), taken apart and not yet believed.
struct Jwt
{
    QJsonObject header;
    QJsonObject claims;
    QByteArray signingInput;
    QByteArray signature;

    //! IdTokenInvalid when it is not three base64url parts with two JSON objects.
    static Result<Jwt> decode(const QString &token);
    QByteArray alg() const { return header.value(QLatin1String("alg")).toString().toLatin1(); }
    QString kid() const { return header.value(QLatin1String("kid")).toString(); }
};
} // namespace Auth0
