// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "idtoken/idtokenvalidator.h"
#include "support/cjosekey.h"
#include <QtCore/QCryptographicHash>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
const QString issuer = u"https://tenant.example/"_qs, clientId = u"client"_qs, accessToken = u"opaque.access-token"_qs;
const qint64 now = 1'795'000'000;

// One change of a good token, or of what it is held against.
struct Case
{
    const char *name;
    const char *check; //!< the only check that refuses it
    std::function<void(QJsonObject &header, QJsonObject &claims, IdTokenExpectations &expected)> change;
    std::function<void(QString &token)> afterwards = [](QString &) {};
};

IdTokenExpectations expectations()
{
    IdTokenExpectations expected;
    expected.issuer = issuer;
    expected.clientId = clientId;
    expected.now = QDateTime::fromSecsSinceEpoch(now, Qt::UTC);
    expected.nonce = u"n-1"_qs;
    expected.maxAge = 600s;
    expected.organization = u"org_1"_qs;
    expected.accessToken = accessToken;
    expected.previousClaims = {
        {u"sub"_qs, u"auth0|1"_qs},
        {u"nonce"_qs, u"n-1"_qs},
        {u"auth_time"_qs, double(now - 100)},
        {u"org_id"_qs, u"org_1"_qs}};
    return expected;
}

QJsonObject goodHeader() { return {{u"alg"_qs, u"RS256"_qs}, {u"kid"_qs, u"k1"_qs}, {u"typ"_qs, u"JWT"_qs}}; }

QJsonObject goodClaims()
{
    const QByteArray hash = QCryptographicHash::hash(accessToken.toLatin1(), QCryptographicHash::Sha256);
    return {
        {u"iss"_qs, issuer},
        {u"sub"_qs, u"auth0|1"_qs},
        {u"aud"_qs, QJsonArray{clientId, u"other"_qs}},
        {u"azp"_qs, clientId},
        {u"exp"_qs, double(now + 36000) + 0.5},
        {u"iat"_qs, double(now) - 0.25},
        {u"nbf"_qs, double(now)},
        {u"nonce"_qs, u"n-1"_qs},
        {u"auth_time"_qs, double(now - 100)},
        {u"org_id"_qs, u"org_1"_qs},
        {u"org_name"_qs, u"acme"_qs},
        {u"at_hash"_qs, QString::fromLatin1(toBase64Url(hash.left(16)))},
        {u"name"_qs, u"Ada"_qs}};
}

Case claim(const char *name, const char *check, const QString &claim, const QJsonValue &value)
{
    return {name, check, [claim, value](QJsonObject &, QJsonObject &claims, IdTokenExpectations &) {
                if (value.isUndefined())
                    claims.remove(claim);
                else
                    claims[claim] = value;
            }};
}

Case expect(const char *name, const char *check, std::function<void(IdTokenExpectations &)> change)
{
    return {name, check, [change](QJsonObject &, QJsonObject &, IdTokenExpectations &expected) { change(expected); }};
}

void spoilSignature(QString &token)
{
    const qsizetype at = token.lastIndexOf(u'.') + 5;
    token[at] = token[at] == u'A' ? u'B' : u'A';
}

const QJsonValue missing = QJsonValue::Undefined;
} // namespace

class tst_IdTokenValidator : public QObject
{
    Q_OBJECT
    const CjoseKey key = CjoseKey::rsa(u"k1"_qs), ecKey = CjoseKey::ec(u"k2"_qs);
    const JwkSet keys = *JwkSet::fromBytes(jwkSet({key.publicJwk(u"RS256"_qs), ecKey.publicJwk(u"ES256"_qs)}));

    // Each row of wire.md 1.9: what differs from the good token, and the check that must see it.
    static QList<Case> cases()
    {
        QList<Case> list{
            {"the key's other algorithm", "alg",
             [](QJsonObject &header, QJsonObject &, IdTokenExpectations &) { header[u"alg"] = u"PS256"_qs; }},
            {"critical extension", "crit",
             [](QJsonObject &header, QJsonObject &, IdTokenExpectations &) {
                 header[u"crit"] = QJsonArray{u"b64"_qs};
             }},
            {"unknown kid", "kid",
             [](QJsonObject &header, QJsonObject &, IdTokenExpectations &) { header[u"kid"] = u"k9"_qs; }},
            {"spoilt signature", "signature", [](QJsonObject &, QJsonObject &, IdTokenExpectations &) {},
             spoilSignature},
            claim("issuer without slash", "iss", u"iss"_qs, u"https://tenant.example"_qs),
            claim("issuer in capitals", "iss", u"iss"_qs, u"https://TENANT.example/"_qs),
            claim("no issuer", "iss", u"iss"_qs, missing),
            claim("issuer in a list", "iss", u"iss"_qs, QJsonArray{issuer}),
            claim("another audience", "aud", u"aud"_qs, QJsonArray{u"other"_qs, u"more"_qs}),
            claim("no audience", "aud", u"aud"_qs, missing),
            claim("audience with a number", "aud", u"aud"_qs, QJsonArray{clientId, 5}),
            claim("audience that contains ours", "aud", u"aud"_qs, u"client2"_qs),
            claim("no azp for two audiences", "azp", u"azp"_qs, missing),
            claim("another azp", "azp", u"azp"_qs, u"other"_qs),
            claim("expired", "exp", u"exp"_qs, double(now - 60) - 0.5),
            claim("no exp", "exp", u"exp"_qs, missing),
            claim("exp as text", "exp", u"exp"_qs, QString::number(now + 100)),
            claim("issued in the future", "iat", u"iat"_qs, double(now + 61)),
            claim("no iat", "iat", u"iat"_qs, missing),
            claim("not yet valid", "nbf", u"nbf"_qs, double(now + 61)),
            claim("nbf as text", "nbf", u"nbf"_qs, u"0"_qs),
            expect("another login's nonce", "nonce", [](IdTokenExpectations &e) { e.nonce = u"n-2"_qs; }),
            expect("an empty nonce was sent", "nonce", [](IdTokenExpectations &e) { e.nonce = u""_qs; }),
            expect("logged in too long ago", "auth_time", [](IdTokenExpectations &e) { e.maxAge = 39s; }),
            expect(
                "another organization", "organization", [](IdTokenExpectations &e) { e.organization = u"org_2"_qs; }),
            expect("id in capitals", "organization", [](IdTokenExpectations &e) { e.organization = u"org_1A"_qs; }),
            expect(
                "another organization's name", "organization",
                [](IdTokenExpectations &e) { e.organization = u"umbrella"_qs; }),
            claim("another token's hash", "at_hash", u"at_hash"_qs, u"AAAAAAAAAAAAAAAAAAAAAA"_qs),
            claim("hash in a list", "at_hash", u"at_hash"_qs, QJsonArray{}),
            expect(
                "another user", "same_sub", [](IdTokenExpectations &e) { e.previousClaims[u"sub"] = u"auth0|2"_qs; }),
            expect(
                "another nonce than before", "same_nonce",
                [](IdTokenExpectations &e) { e.previousClaims[u"nonce"] = u"n-0"_qs; }),
            expect(
                "another login than before", "same_auth_time",
                [](IdTokenExpectations &e) { e.previousClaims[u"auth_time"] = double(now - 101); }),
            expect(
                "another organization than before", "same_org_id",
                [](IdTokenExpectations &e) { e.previousClaims[u"org_id"] = u"org_0"_qs; }),
        };
        for (const QJsonValue &sub : {missing, QJsonValue(u""_qs), QJsonValue(5)}) {
            list.append({"no subject", "sub", [sub](QJsonObject &, QJsonObject &claims, IdTokenExpectations &expected) {
                             claims[u"sub"] = sub;
                             expected.previousClaims.remove(u"sub"_qs);
                         }});
        }
        for (const QJsonValue &time : {missing, QJsonValue(QString::number(now))}) {
            list.append(
                {"no auth_time", "auth_time",
                 [time](QJsonObject &, QJsonObject &claims, IdTokenExpectations &expected) {
                     claims[u"auth_time"] = time;
                     expected.previousClaims.remove(u"auth_time"_qs);
                 }});
        }
        list.append({"no organization", "organization", [](QJsonObject &, QJsonObject &claims, IdTokenExpectations &) {
                         claims.remove(u"org_id"_qs);
                     }});
        return list;
    }

    QString made(const Case &one, IdTokenExpectations &expected) const
    {
        QJsonObject header = goodHeader(), claims = goodClaims();
        one.change(header, claims, expected);
        QString token = key.sign(header, claims);
        one.afterwards(token);
        return token;
    }

    static QString checkOf(const Error &error) { return error.details().value(u"check"_qs).toString(); }

private Q_SLOTS:
    void aGoodTokenPasses()
    {
        const auto claims = IdTokenValidator::validate(key.sign(goodHeader(), goodClaims()), keys, expectations());
        QVERIFY2(claims, qPrintable(claims.error().message()));
        QCOMPARE(*claims, goodClaims());
    }

    void everyCheckHasACase()
    {
        QSet<QString> covered;
        for (const Case &one : cases())
            covered.insert(QString::fromLatin1(one.check));
        const QStringList names = IdTokenValidator::checkNames();
        QCOMPARE(covered, QSet<QString>(names.begin(), names.end()));
        QCOMPARE(names.size(), covered.size());
    }

    // With one check left out exactly the tokens of that check pass; with none left out, none does.
    void eachTokenIsRefusedByItsCheckAlone_data()
    {
        QTest::addColumn<int>("index");
        const auto list = cases();
        for (int i = 0; i < list.size(); ++i)
            QTest::addRow("%d %s: %s", i, list[i].check, list[i].name) << i;
    }
    void eachTokenIsRefusedByItsCheckAlone()
    {
        QFETCH(int, index);
        const Case one = cases().at(index);
        IdTokenExpectations expected = expectations();
        const QString token = made(one, expected);
        QVERIFY(!token.isEmpty());
        const auto refused = IdTokenValidator::validate(token, keys, expected);
        QCOMPARE(refused.error().code(), Error::IdTokenInvalid);
        QCOMPARE(checkOf(refused.error()), QString::fromLatin1(one.check));
        const QStringList foreign{u"iss"_qs, u"sub"_qs, u"aud"_qs, u"same_sub"_qs};
        QCOMPARE(
            refused.error().details().value(u"foreign"_qs), QVariant(foreign.contains(QString::fromLatin1(one.check))));
        for (const QString &name : IdTokenValidator::checkNames()) {
            const bool passes = bool(IdTokenValidator::validate(token, keys, expected, {name}));
            QVERIFY2(passes == (name == QLatin1String(one.check)), qPrintable(name));
        }
    }

    void goodTokensOfEveryKindPass_data()
    {
        QTest::addColumn<QString>("alg");
        QTest::newRow("RS256") << u"RS256"_qs;
        QTest::newRow("PS256") << u"PS256"_qs;
        QTest::newRow("ES256") << u"ES256"_qs;
    }
    void goodTokensOfEveryKindPass()
    {
        QFETCH(QString, alg);
        const CjoseKey &signer = alg == u"ES256"_qs ? ecKey : key;
        const auto set = JwkSet::fromBytes(jwkSet({signer.publicJwk(alg)}));
        for (const QJsonValue &kid : {QJsonValue(alg == u"ES256"_qs ? u"k2"_qs : u"k1"_qs), missing}) {
            QJsonObject header{{u"alg"_qs, alg}};
            header[u"kid"] = kid;
            if (kid.isUndefined())
                header.remove(u"kid"_qs);
            const auto claims = IdTokenValidator::validate(signer.sign(header, goodClaims()), *set, expectations());
            QVERIFY2(claims, qPrintable(claims.error().message()));
        }
    }

    void whatIsNotAskedForMayBeMissing()
    {
        QJsonObject claims{
            {u"iss"_qs, issuer},
            {u"sub"_qs, u"auth0|1"_qs},
            {u"aud"_qs, clientId},
            {u"exp"_qs, double(now - 59)}, // within the leeway
            {u"iat"_qs, double(now + 59)}};
        IdTokenExpectations expected;
        expected.issuer = issuer;
        expected.clientId = clientId;
        expected.now = QDateTime::fromSecsSinceEpoch(now, Qt::UTC);
        expected.previousClaims = {
            {u"sub"_qs, u"auth0|1"_qs}, {u"auth_time"_qs, 1}, {u"org_id"_qs, u"o"_qs}, {u"nonce"_qs, u"n"_qs}};
        const auto passed = IdTokenValidator::validate(key.sign(goodHeader(), claims), keys, expected);
        QVERIFY2(passed, qPrintable(passed.error().message()));
        // One audience in a list is one audience; an azp that nobody needed must still be ours.
        claims[u"aud"] = QJsonArray{clientId};
        QVERIFY(IdTokenValidator::validate(key.sign(goodHeader(), claims), keys, expected));
        claims[u"azp"] = u"other"_qs;
        QCOMPARE(
            checkOf(IdTokenValidator::validate(key.sign(goodHeader(), claims), keys, expected).error()), u"azp"_qs);
    }

    void anOrganizationsNameIsComparedInLowerCase()
    {
        IdTokenExpectations expected = expectations();
        expected.organization = u"ACME"_qs;
        QVERIFY(IdTokenValidator::validate(key.sign(goodHeader(), goodClaims()), keys, expected));
    }

    void aFreshLoginIsDemandedByMaxAgeZero()
    {
        IdTokenExpectations expected = expectations();
        expected.maxAge = 0s;
        QCOMPARE(
            checkOf(IdTokenValidator::validate(key.sign(goodHeader(), goodClaims()), keys, expected).error()),
            u"auth_time"_qs);
    }

    void unsignedAndSymmetricTokensAreNeverAccepted_data()
    {
        QTest::addColumn<QString>("alg");
        for (const QString &alg :
             {u"none"_qs, u"None"_qs, u"NONE"_qs, u"HS256"_qs, u"HS512"_qs, u"RS384"_qs, u"RS1"_qs, u"rs256"_qs,
              u""_qs})
            QTest::newRow(qPrintable(u"alg "_qs + alg)) << alg;
    }
    void unsignedAndSymmetricTokensAreNeverAccepted()
    {
        QFETCH(QString, alg);
        QJsonObject header = goodHeader();
        header[u"alg"] = alg;
        const auto part = [](const QJsonObject &json) {
            return toBase64Url(QJsonDocument(json).toJson(QJsonDocument::Compact));
        };
        const QByteArray input = part(header) + '.' + part(goodClaims());
        const QString good = key.sign(goodHeader(), goodClaims());
        const QString signature = good.mid(good.lastIndexOf(u'.') + 1);
        for (const QString &tail : {QString(), signature}) {
            const auto refused =
                IdTokenValidator::validate(QString::fromLatin1(input) + u'.' + tail, keys, expectations());
            QCOMPARE(checkOf(refused.error()), u"alg"_qs);
            QVERIFY(!IdTokenValidator::validate(
                QString::fromLatin1(input) + u'.' + tail, keys, expectations(), {u"alg"_qs}));
        }
    }

    void aKidThatIsNoTextNamesNoKey()
    {
        const auto part = [](const QJsonObject &json) {
            return toBase64Url(QJsonDocument(json).toJson(QJsonDocument::Compact));
        };
        for (const QJsonValue &kid : {QJsonValue(1), QJsonValue(u""_qs), QJsonValue(QJsonArray{u"k1"_qs})}) {
            QJsonObject header = goodHeader();
            header[u"kid"] = kid;
            const QString token = QString::fromLatin1(part(header) + '.' + part(goodClaims()) + ".AAAA");
            QCOMPARE(checkOf(IdTokenValidator::validate(token, keys, expectations()).error()), u"kid"_qs);
        }
    }

    void withoutAKidTwoKeysThatFitAreOneTooMany()
    {
        const CjoseKey second = CjoseKey::rsa(u"k3"_qs);
        const auto both = JwkSet::fromBytes(jwkSet({key.publicJwk(), second.publicJwk()}));
        const QString token = key.sign({{u"alg"_qs, u"RS256"_qs}}, goodClaims());
        QCOMPARE(checkOf(IdTokenValidator::validate(token, *both, expectations()).error()), u"kid"_qs);
    }

    void whatIsNoTokenIsRefusedByItsForm()
    {
        for (const QString &token : {u""_qs, u"opaque"_qs, u"a.b.c"_qs}) {
            const auto refused = IdTokenValidator::validate(token, keys, expectations());
            QCOMPARE(refused.error().code(), Error::IdTokenInvalid);
            QCOMPARE(checkOf(refused.error()), u"form"_qs);
            QCOMPARE(refused.error().details().value(u"foreign"_qs), QVariant(false));
        }
    }

    void decodingOnesOwnLooksAtIssuerSubjectAndAudienceOnly()
    {
        QJsonObject claims = goodClaims();
        claims[u"exp"] = 0;
        QString token = key.sign(goodHeader(), claims);
        spoilSignature(token);
        QVERIFY(IdTokenValidator::decodeOwn(token, issuer, clientId));
        const auto foreign = IdTokenValidator::decodeOwn(token, u"https://other.example/"_qs, clientId);
        QCOMPARE(checkOf(foreign.error()), u"iss"_qs);
        QCOMPARE(foreign.error().details().value(u"foreign"_qs), QVariant(true));
        QCOMPARE(checkOf(IdTokenValidator::decodeOwn(token, issuer, u"x"_qs).error()), u"aud"_qs);
        claims.remove(u"sub"_qs);
        const QString noSub = key.sign(goodHeader(), claims);
        QCOMPARE(checkOf(IdTokenValidator::decodeOwn(noSub, issuer, clientId).error()), u"sub"_qs);
    }
};

QTEST_GUILESS_MAIN(tst_IdTokenValidator)
#include "tst_idtokenvalidator.moc"
