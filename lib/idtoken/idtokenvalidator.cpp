// SPDX-License-Identifier: Apache-2.0
#include "idtoken/idtokenvalidator.h"
#include "core/base64url.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <algorithm>
#include <array>

namespace Auth0::IdTokenValidator {
namespace {
//! What the checks look at.
struct Subject
{
    const Jwt &jwt;
    const JwkSet &keys;
    const IdTokenExpectations &expected;

    QJsonValue claim(const char *name) const { return jwt.claims.value(QLatin1String(name)); }
    QString text(const char *name) const { return claim(name).toString(); }
    double now() const { return double(expected.now.toMSecsSinceEpoch()) / 1000; }
    double leeway() const { return double(expected.leeway.count()) / 1000; }
};

//! Empty when the token passes, else what is wrong.
using Verdict = QString;

Verdict mismatch(const char *claim, const QString &expected, const QString &found)
{
    return QStringLiteral("%1 mismatch: expected \"%2\", found \"%3\"").arg(QLatin1String(claim), expected, found);
}

Verdict require(bool holds, const char *what) { return holds ? Verdict() : QString::fromLatin1(what); }

bool isNamed(const Subject &s, const Jwk &key) { return s.jwt.kid().isEmpty() || key.kid() == s.jwt.kid(); }

// Only asymmetric algorithms: `none` and HS* are never accepted. And only what the key that the header names is for
// (RFC 8725, section 3.1).
Verdict checkAlgorithm(const Subject &s)
{
    const QByteArray alg = s.jwt.alg();
    if (alg != "RS256" && alg != "PS256" && alg != "ES256")
        return QStringLiteral(
            "signature algorithm must be RS256, PS256 or ES256; in the dashboard: Advanced, OAuth, JsonWebToken "
            "Signature Algorithm");
    bool isKnown = false;
    for (const Jwk &key : s.keys.keys()) {
        if (isNamed(s, key) && key.fits(alg))
            return {};
        isKnown = isKnown || isNamed(s, key);
    }
    return require(!isKnown, "signature algorithm is not that of the tenant's key");
}

// RFC 7515, section 4.1.11: an extension that is not understood must be refused.
Verdict checkCritical(const Subject &s)
{
    return require(!s.jwt.header.contains(QLatin1String("crit")), "header names critical extensions (crit)");
}

// Without a kid the key is clear when only one fits (RFC 7515, section 4.1.4, makes it optional).
Verdict checkKey(const Subject &s)
{
    const QJsonValue kid = s.jwt.header.value(QLatin1String("kid"));
    if (kid.isUndefined())
        return require(s.keys.find({}, s.jwt.alg()).has_value(), "header has no kid, and not exactly one key fits");
    const auto &keys = s.keys.keys();
    const bool isKnown =
        std::any_of(keys.begin(), keys.end(), [&kid](const Jwk &key) { return kid == QJsonValue(key.kid()); });
    return require(isKnown && !s.jwt.kid().isEmpty(), "header's kid names no key of the tenant");
}

Verdict checkSignature(const Subject &s)
{
    const auto isSignedBy = [&s](const Jwk &key) {
        return key.verify(s.jwt.alg(), s.jwt.signingInput, s.jwt.signature);
    };
    const char *what = "signature is invalid";
    if (const auto key = s.keys.find(s.jwt.kid(), s.jwt.alg()))
        return require(isSignedBy(*key), what);
    // Only reached when a check above was left out: which key, is theirs to say.
    const auto &keys = s.keys.keys();
    return require(std::any_of(keys.begin(), keys.end(), isSignedBy), what);
}

// OpenID Connect Core, section 3.1.3.7, rule 2.
Verdict checkIssuer(const Subject &s)
{
    return s.text("iss") == s.expected.issuer
        ? Verdict()
        : mismatch("iss", s.expected.issuer, s.text("iss")) + QStringLiteral("; check domain");
}

Verdict checkSubject(const Subject &s)
{
    return require(!s.text("sub").isEmpty(), "sub must be a text that is not empty");
}

// A text or a list of texts; anything else has no audience.
QStringList audiences(const QJsonValue &aud)
{
    if (aud.isString())
        return {aud.toString()};
    QStringList list;
    const QJsonArray array = aud.toArray();
    for (const auto &one : array) {
        if (!one.isString())
            return {};
        list.append(one.toString());
    }
    return list;
}

// Rule 3.
Verdict checkAudience(const Subject &s)
{
    const QStringList list = audiences(s.claim("aud"));
    return list.contains(s.expected.clientId)
        ? Verdict()
        : mismatch("aud", s.expected.clientId, list.join(QLatin1Char(' '))) + QStringLiteral("; check clientId");
}

// Rules 4 and 5.
Verdict checkAuthorizedParty(const Subject &s)
{
    const bool needed = audiences(s.claim("aud")).size() > 1;
    if (!needed && s.claim("azp").isUndefined())
        return {};
    return s.text("azp") == s.expected.clientId ? Verdict() : mismatch("azp", s.expected.clientId, s.text("azp"));
}

// Rule 9.
Verdict checkExpiry(const Subject &s)
{
    const QJsonValue exp = s.claim("exp");
    return require(exp.isDouble() && s.now() <= exp.toDouble() + s.leeway(), "exp is missing or has passed");
}

// Rule 10.
Verdict checkIssuedAt(const Subject &s)
{
    const QJsonValue iat = s.claim("iat");
    return require(iat.isDouble() && iat.toDouble() <= s.now() + s.leeway(), "iat is missing or lies in the future");
}

// RFC 7519, section 4.1.5.
Verdict checkNotBefore(const Subject &s)
{
    const QJsonValue nbf = s.claim("nbf");
    return require(
        nbf.isUndefined() || (nbf.isDouble() && nbf.toDouble() <= s.now() + s.leeway()), "nbf lies in the future");
}

// Rule 11.
Verdict checkNonce(const Subject &s)
{
    return require(
        !s.expected.nonce || s.claim("nonce") == QJsonValue(*s.expected.nonce), "nonce is not the one of this login");
}

// Rule 13.
Verdict checkAuthTime(const Subject &s)
{
    if (!s.expected.maxAge)
        return {};
    const QJsonValue authTime = s.claim("auth_time");
    return require(
        authTime.isDouble() && s.now() <= authTime.toDouble() + double(s.expected.maxAge->count()) + s.leeway(),
        "auth_time is missing or older than max_age allows");
}

// Auth0, Work with Tokens and Organizations: an id is compared as it is, a name in lower case.
Verdict checkOrganization(const Subject &s)
{
    const QString organization = s.expected.organization;
    if (organization.isEmpty())
        return {};
    if (organization.startsWith(QLatin1String("org_")))
        return s.text("org_id") == organization ? Verdict() : mismatch("org_id", organization, s.text("org_id"));
    return s.text("org_name") == organization.toLower()
        ? Verdict()
        : mismatch("org_name", organization.toLower(), s.text("org_name"));
}

// Section 3.1.3.6: the left half of the access token's hash, when the token carries it.
Verdict checkAccessTokenHash(const Subject &s)
{
    const QJsonValue atHash = s.claim("at_hash");
    if (atHash.isUndefined() || s.expected.accessToken.isEmpty())
        return {};
    const QByteArray hash = QCryptographicHash::hash(s.expected.accessToken.toLatin1(), QCryptographicHash::Sha256);
    return require(
        atHash.toString().toLatin1() == toBase64Url(hash.left(16)), "at_hash is not that of the access token");
}

Verdict sameAsBefore(const Subject &s, const char *name, bool whenBoth)
{
    const QJsonValue before = s.expected.previousClaims.value(QLatin1String(name));
    const QJsonValue now = s.claim(name);
    if (before.isUndefined() || (whenBoth && now.isUndefined()))
        return {};
    return now == before ? Verdict() : QStringLiteral("%1 is another than before the refresh").arg(QLatin1String(name));
}

// OpenID Connect Core, section 12.2.
Verdict checkSameSubject(const Subject &s) { return sameAsBefore(s, "sub", false); }
Verdict checkSameNonce(const Subject &s) { return sameAsBefore(s, "nonce", true); }
Verdict checkSameAuthTime(const Subject &s) { return sameAsBefore(s, "auth_time", true); }
Verdict checkSameOrganization(const Subject &s) { return sameAsBefore(s, "org_id", true); }

struct Check
{
    const char *name;
    Verdict (*passes)(const Subject &);
    bool foreign = false;
};

constexpr std::array checks{
    Check{"alg", checkAlgorithm},
    Check{"crit", checkCritical},
    Check{"kid", checkKey},
    Check{"signature", checkSignature},
    Check{"iss", checkIssuer, true},
    Check{"sub", checkSubject, true},
    Check{"aud", checkAudience, true},
    Check{"azp", checkAuthorizedParty},
    Check{"exp", checkExpiry},
    Check{"iat", checkIssuedAt},
    Check{"nbf", checkNotBefore},
    Check{"nonce", checkNonce},
    Check{"auth_time", checkAuthTime},
    Check{"organization", checkOrganization},
    Check{"at_hash", checkAccessTokenHash},
    Check{"same_sub", checkSameSubject, true},
    Check{"same_nonce", checkSameNonce},
    Check{"same_auth_time", checkSameAuthTime},
    Check{"same_org_id", checkSameOrganization},
};

Error refusal(const Verdict &verdict, const char *check, bool foreign)
{
    return Error(Error::IdTokenInvalid, QStringLiteral("The ID token is refused: %1.").arg(verdict))
        .withDetails({{QStringLiteral("check"), QLatin1String(check)}, {QStringLiteral("foreign"), foreign}});
}

// Checks among \a names only, or all but those.
std::optional<Error> firstFailure(const Subject &subject, const QStringList &names, bool chosen)
{
    for (const Check &check : checks) {
        if (names.contains(QLatin1String(check.name)) != chosen)
            continue;
        const Verdict verdict = check.passes(subject);
        if (!verdict.isEmpty())
            return refusal(verdict, check.name, check.foreign);
    }
    return std::nullopt;
}
} // namespace

QStringList checkNames()
{
    QStringList names;
    for (const Check &check : checks)
        names.append(QString::fromLatin1(check.name));
    return names;
}

Result<QJsonObject>
validate(const QString &idToken, const JwkSet &keys, const IdTokenExpectations &expected, const QStringList &without)
{
    const Result<Jwt> jwt = Jwt::decode(idToken);
    if (!jwt)
        return refusal(QStringLiteral("it is missing or no JWT"), "form", false);
    if (const auto error = firstFailure({*jwt, keys, expected}, without, false))
        return *error;
    return jwt->claims;
}

Result<QJsonObject> decodeOwn(const QString &idToken, const QString &issuer, const QString &clientId)
{
    const Result<Jwt> jwt = Jwt::decode(idToken);
    if (!jwt)
        return refusal(QStringLiteral("it is missing or no JWT"), "form", false);
    IdTokenExpectations expected;
    expected.issuer = issuer;
    expected.clientId = clientId;
    const QStringList own{QStringLiteral("iss"), QStringLiteral("sub"), QStringLiteral("aud")};
    if (const auto error = firstFailure({*jwt, JwkSet(), expected}, own, true))
        return *error;
    return jwt->claims;
}
} // namespace Auth0::IdTokenValidator
