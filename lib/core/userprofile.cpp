// SPDX-License-Identifier: Apache-2.0
#include "core/userprofile.h"
#include <QtCore/QSet>
#include <algorithm>
#include <array>

namespace Auth0 {
namespace {
struct TextClaim
{
    const char *name;
    QString UserProfile::*member;
};
constexpr std::array textClaims{
    TextClaim{"sub", &UserProfile::sub},
    TextClaim{"name", &UserProfile::name},
    TextClaim{"given_name", &UserProfile::givenName},
    TextClaim{"family_name", &UserProfile::familyName},
    TextClaim{"middle_name", &UserProfile::middleName},
    TextClaim{"nickname", &UserProfile::nickname},
    TextClaim{"preferred_username", &UserProfile::preferredUsername},
    TextClaim{"profile", &UserProfile::profile},
    TextClaim{"picture", &UserProfile::picture},
    TextClaim{"website", &UserProfile::website},
    TextClaim{"email", &UserProfile::email},
    TextClaim{"gender", &UserProfile::gender},
    TextClaim{"birthdate", &UserProfile::birthdate},
    TextClaim{"zoneinfo", &UserProfile::zoneinfo},
    TextClaim{"locale", &UserProfile::locale},
    TextClaim{"phone_number", &UserProfile::phoneNumber},
    TextClaim{"org_id", &UserProfile::orgId},
    TextClaim{"org_name", &UserProfile::orgName},
};

// Claims of the protocol, as react-native-auth0 drops them.
bool isProtocolClaim(const QString &name)
{
    static const QSet<QString> names = [] {
        const QString list = QStringLiteral(
            "iss aud exp nbf iat jti azp nonce auth_time at_hash c_hash acr amr sub_jwk cnf sip_from_tag sip_date "
            "sip_callid sip_cseq_num sip_via_branch orig dest mky events toe txn rph sid vot vtm");
        const QStringList words = list.split(QLatin1Char(' '));
        return QSet<QString>(words.begin(), words.end());
    }();
    return names.contains(name);
}

QDateTime readTime(const QJsonValue &value)
{
    if (value.isDouble())
        return QDateTime::fromMSecsSinceEpoch(qint64(value.toDouble() * 1000), Qt::UTC);
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

// Some identity providers send booleans as text.
bool readBool(const QJsonValue &value) { return value.toBool() || value.toString() == QLatin1String("true"); }
} // namespace

QJsonObject UserProfile::userClaims(const QJsonObject &claims)
{
    QJsonObject kept;
    for (auto it = claims.begin(); it != claims.end(); ++it) {
        if (!isProtocolClaim(it.key()))
            kept.insert(it.key(), it.value());
    }
    return kept;
}

UserProfile UserProfile::fromClaims(const QJsonObject &claims)
{
    UserProfile user;
    QJsonObject rest = userClaims(claims);
    for (const TextClaim &claim : textClaims)
        user.*claim.member = rest.take(QLatin1String(claim.name)).toString();
    user.emailVerified = readBool(rest.take(QLatin1String("email_verified")));
    user.phoneNumberVerified = readBool(rest.take(QLatin1String("phone_number_verified")));
    user.address = rest.take(QLatin1String("address")).toObject().toVariantMap();
    user.updatedAt = readTime(rest.take(QLatin1String("updated_at")));
    user.claims = rest.toVariantMap();
    return user;
}

QString UserProfile::toString() const { return QStringLiteral("UserProfile(%1)").arg(sub); }

bool operator==(const UserProfile &a, const UserProfile &b)
{
    const auto sameText = [&a, &b](const TextClaim &claim) { return a.*claim.member == b.*claim.member; };
    return std::all_of(textClaims.begin(), textClaims.end(), sameText) && a.emailVerified == b.emailVerified
        && a.phoneNumberVerified == b.phoneNumberVerified && a.address == b.address && a.updatedAt == b.updatedAt
        && a.claims == b.claims;
}
} // namespace Auth0
