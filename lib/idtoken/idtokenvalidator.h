// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwkset.h"
#include "jose/jwt.h"
#include <QtCore/QDateTime>
#include <QtCore/QStringList>
#include <chrono>
#include <optional>

namespace Auth0 {
//! What an ID token is held against (OpenID Connect Core, sections 3.1.3.7 and 12.2).
struct IdTokenExpectations
{
    QString issuer, clientId;
    QDateTime now; //!< corrected by the server's `Date`
    std::chrono::milliseconds leeway{60'000};
    std::optional<QString> nonce; //!< given: must be there and equal
    std::optional<std::chrono::seconds> maxAge; //!< given: `auth_time` is checked
    QString organization; //!< id (`org_…`) or name; empty: not checked
    QString accessToken; //!< for `at_hash`, when the token carries it
    QJsonObject previousClaims; //!< on refresh: `sub` equal; `auth_time` and `org_id` equal when both have them
};

namespace IdTokenValidator {
//! Every check by name, in order; the tests leave each out in turn.
QStringList checkNames();
/*!
    The claims, or IdTokenInvalid with details()["check"] naming the first check that failed and
    details()["foreign"] true when `iss`, `sub` or `aud` is another's. Checks named in \a without are left out (tests
   only).
*/
Result<QJsonObject> validate(
    const QString &idToken, const JwkSet &keys, const IdTokenExpectations &expected, const QStringList &without = {});
//! The same without signature: iss, aud, sub only (saveCredentials).
Result<QJsonObject> decodeOwn(const QString &idToken, const QString &issuer, const QString &clientId);
} // namespace IdTokenValidator
} // namespace Auth0
