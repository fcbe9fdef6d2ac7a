// SPDX-License-Identifier: Apache-2.0
#include "core/userprofile.h"
#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Auth0;

class tst_UserProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standardClaimsBecomeMembers()
    {
        const UserProfile user = UserProfile::fromClaims({
            {u"sub"_qs, u"auth0|1"_qs},
            {u"name"_qs, u"Ada Lovelace"_qs},
            {u"given_name"_qs, u"Ada"_qs},
            {u"family_name"_qs, u"Lovelace"_qs},
            {u"middle_name"_qs, u"King"_qs},
            {u"nickname"_qs, u"ada"_qs},
            {u"preferred_username"_qs, u"ada1"_qs},
            {u"profile"_qs, u"p"_qs},
            {u"picture"_qs, u"https://x.example/a.png"_qs},
            {u"website"_qs, u"w"_qs},
            {u"email"_qs, u"ada@example.com"_qs},
            {u"email_verified"_qs, true},
            {u"gender"_qs, u"f"_qs},
            {u"birthdate"_qs, u"1815-12-10"_qs},
            {u"zoneinfo"_qs, u"Europe/London"_qs},
            {u"locale"_qs, u"en"_qs},
            {u"phone_number"_qs, u"+44"_qs},
            {u"phone_number_verified"_qs, u"true"_qs},
            {u"address"_qs, QJsonObject{{u"street_address"_qs, u"s"_qs}}},
            {u"updated_at"_qs, u"2026-01-02T03:04:05.678Z"_qs},
            {u"org_id"_qs, u"org_1"_qs},
            {u"org_name"_qs, u"acme"_qs},
        });
        QCOMPARE(user.sub, u"auth0|1"_qs);
        QCOMPARE(user.name, u"Ada Lovelace"_qs);
        QCOMPARE(user.givenName, u"Ada"_qs);
        QCOMPARE(user.familyName, u"Lovelace"_qs);
        QCOMPARE(user.middleName, u"King"_qs);
        QCOMPARE(user.nickname, u"ada"_qs);
        QCOMPARE(user.preferredUsername, u"ada1"_qs);
        QCOMPARE(user.profile, u"p"_qs);
        QCOMPARE(user.picture, u"https://x.example/a.png"_qs);
        QCOMPARE(user.website, u"w"_qs);
        QCOMPARE(user.email, u"ada@example.com"_qs);
        QVERIFY(user.emailVerified);
        QCOMPARE(user.gender, u"f"_qs);
        QCOMPARE(user.birthdate, u"1815-12-10"_qs);
        QCOMPARE(user.zoneinfo, u"Europe/London"_qs);
        QCOMPARE(user.locale, u"en"_qs);
        QCOMPARE(user.phoneNumber, u"+44"_qs);
        QVERIFY(user.phoneNumberVerified);
        QCOMPARE(user.address, (QVariantMap{{u"street_address"_qs, u"s"_qs}}));
        QCOMPARE(user.updatedAt, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC));
        QCOMPARE(user.orgId, u"org_1"_qs);
        QCOMPARE(user.orgName, u"acme"_qs);
        QCOMPARE(user.claims, QVariantMap());
    }

    void otherClaimsStayAsTheyAreAndThoseOfTheProtocolGo()
    {
        QJsonObject claims{
            {u"sub"_qs, u"1"_qs},
            {u"https://my.ns/roles"_qs, QJsonArray{u"admin"_qs}},
            {u"some_thing"_qs, QJsonObject{{u"deep_er"_qs, 1}}},
            {u"session_expiry"_qs, 5}};
        const QVariantMap others{
            {u"https://my.ns/roles"_qs, QVariantList{u"admin"_qs}},
            {u"some_thing"_qs, QVariantMap{{u"deep_er"_qs, 1}}},
            {u"session_expiry"_qs, 5}};
        for (const char *name :
             {"iss", "aud", "exp", "nbf", "iat", "jti", "azp", "nonce", "auth_time", "at_hash", "c_hash", "acr", "amr",
              "cnf", "sid"})
            claims.insert(QString::fromLatin1(name), u"x"_qs);
        QCOMPARE(UserProfile::fromClaims(claims).claims, others);
        QCOMPARE(UserProfile::userClaims(claims).size(), 4);
    }

    void updatedAtMayBeANumber()
    {
        const UserProfile user = UserProfile::fromClaims({{u"updated_at"_qs, 1'795'000'000}});
        QCOMPARE(user.updatedAt, QDateTime::fromSecsSinceEpoch(1'795'000'000, Qt::UTC));
        QVERIFY(!UserProfile::fromClaims({{u"updated_at"_qs, u"yesterday"_qs}}).updatedAt.isValid());
    }

    void aClaimOfTheWrongTypeCountsAsMissing()
    {
        const UserProfile user = UserProfile::fromClaims(
            {{u"name"_qs, 5}, {u"email_verified"_qs, u"false"_qs}, {u"address"_qs, u"London"_qs}});
        QCOMPARE(user, UserProfile());
    }

    void usersAreComparedByEveryMember()
    {
        const QJsonObject claims{{u"sub"_qs, u"1"_qs}, {u"x"_qs, 1}};
        QCOMPARE(UserProfile::fromClaims(claims), UserProfile::fromClaims(claims));
        for (const char *name : {"name", "email", "picture", "org_id", "y"}) {
            QJsonObject changed = claims;
            changed.insert(QString::fromLatin1(name), u"other"_qs);
            QVERIFY(UserProfile::fromClaims(changed) != UserProfile::fromClaims(claims));
        }
    }

    void theTextShowsTheIdentifierAlone()
    {
        const UserProfile user =
            UserProfile::fromClaims({{u"sub"_qs, u"auth0|1"_qs}, {u"email"_qs, u"ada@example.com"_qs}});
        QCOMPARE(user.toString(), u"UserProfile(auth0|1)"_qs);
    }
};

QTEST_GUILESS_MAIN(tst_UserProfile)
#include "tst_userprofile.moc"
