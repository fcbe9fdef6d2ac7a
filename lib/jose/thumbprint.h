// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonObject>

namespace Auth0 {
//! RFC 7638 with SHA-256, in base64url; empty when \a jwk is neither RSA nor EC or misses a required member.
QByteArray jwkThumbprint(const QJsonObject &jwk);
} // namespace Auth0
