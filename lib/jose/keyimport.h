// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/opensslpointers.h"
#include <QtCore/QJsonObject>

namespace Auth0 {
//! An RSA public key of a JWK (RFC 7518, section 6.3.1); null when it is malformed or shorter than 2048 bits.
EvpKey importRsaKey(const QJsonObject &jwk);
//! A P-256 public key of a JWK (RFC 7518, section 6.2.1); null when it is malformed or the point is not on the curve.
EvpKey importP256Key(const QJsonObject &jwk);
} // namespace Auth0
