// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "jose/jwkset.h"
#include "jose/thumbprint.h"
#include "rfcvectors.h"
#include "support/cjosekey.h"
#include <QtTest/QTest>
#include <openssl/err.h>

using namespace Auth0;
using namespace Auth0::Test;
using namespace Auth0::Test::RfcVectors;

namespace {
QByteArray bytes(const QByteArray &base64url) { return fromBase64Url(base64url).value_or(QByteArray()); }

QByteArray changed(QByteArray data, qsizetype at)
{
    data[at] = char(data[at] ^ 1);
    return data;
}

QJsonObject with(QJsonObject json, const QString &name, const QJsonValue &value)
{
    json.insert(name, value);
    return json;
}
} // namespace

class tst_Jwk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // OpenSSL keeps errors per thread: one left behind would blame a later call of somebody else.
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void thePublishedSignaturesVerify_data()
    {
        QTest::addColumn<QJsonObject>("key");
        QTest::addColumn<QByteArray>("alg");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("RFC 7515 A.2") << rs256Key << QByteArray("RS256") << rs256Input << bytes(rs256Signature);
        QTest::newRow("RFC 7520 4.1") << cookbookKey << QByteArray("RS256") << cookbookHeader + '.' + cookbookPayload
                                      << bytes(cookbookSignature);
        QTest::newRow("RFC 7515 A.3") << es256Key << QByteArray("ES256") << es256Input << bytes(es256Signature);
    }
    void thePublishedSignaturesVerify()
    {
        QFETCH(QJsonObject, key);
        QFETCH(QByteArray, alg);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, signature);
        const auto jwk = Jwk::fromJson(key);
        QVERIFY2(jwk, qPrintable(jwk.error().message()));
        QVERIFY(jwk->verify(alg, input, signature));
        QVERIFY(jwk->verify(alg, input, signature)); // the context serves again
        QVERIFY(!jwk->verify(alg, changed(input, 3), signature));
        for (const qsizetype at : {qsizetype(0), signature.size() / 2, signature.size() - 1})
            QVERIFY(!jwk->verify(alg, input, changed(signature, at)));
        QVERIFY(!jwk->verify(alg, input, signature.chopped(1)));
        QVERIFY(!jwk->verify(alg, input, signature + '\0'));
        QVERIFY(!jwk->verify(alg, input, {}));
        QVERIFY(jwk->verify(alg, input, signature)); // and is not spoilt by failures
    }

    void ps256SignaturesOfAnotherLibraryVerify()
    {
        const CjoseKey key = CjoseKey::rsa();
        const QList<QByteArray> parts =
            key.sign({{u"alg"_qs, u"PS256"_qs}}, QByteArray("payload")).toLatin1().split('.');
        QCOMPARE(parts.size(), 3);
        const auto jwk = Jwk::fromJson(key.publicJwk());
        QVERIFY(jwk->verify("PS256", parts[0] + '.' + parts[1], bytes(parts[2])));
        QVERIFY(!jwk->verify("RS256", parts[0] + '.' + parts[1], bytes(parts[2])));
        QVERIFY(!jwk->verify("PS256", parts[0] + '.' + parts[1], changed(bytes(parts[2]), 9)));
    }

    void algorithmsOfAnotherTypeNeverVerify()
    {
        const auto rsa = Jwk::fromJson(rs256Key);
        const auto ec = Jwk::fromJson(es256Key);
        for (const QByteArray alg : {"none", "HS256", "RS384", "ES256", ""}) {
            QVERIFY(!rsa->fits(alg));
            QVERIFY(!rsa->verify(alg, rs256Input, bytes(rs256Signature)));
        }
        QVERIFY(!ec->fits("RS256"));
        QVERIFY(!ec->verify("RS256", es256Input, bytes(es256Signature)));
    }

    void aKeyServesItsOwnAlgorithmOnly()
    {
        QVERIFY(Jwk::fromJson(rs256Key)->fits("RS256"));
        QVERIFY(Jwk::fromJson(rs256Key)->fits("PS256"));
        const auto named = Jwk::fromJson(with(rs256Key, u"alg"_qs, u"RS256"_qs));
        QVERIFY(named->fits("RS256"));
        QVERIFY(!named->fits("PS256"));
        QVERIFY(!Jwk::fromJson(with(rs256Key, u"alg"_qs, u"RSA-OAEP"_qs))->fits("RS256"));
    }

    void unusableKeysAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("key");
        QTest::newRow("empty") << QJsonObject();
        QTest::newRow("oct") << QJsonObject{{u"kty"_qs, u"oct"_qs}, {u"k"_qs, u"c2VjcmV0"_qs}};
        QTest::newRow("for encryption") << setEcKey;
        QTest::newRow("use is no text") << with(rs256Key, u"use"_qs, 5);
        QTest::newRow("not for verification") << with(rs256Key, u"key_ops"_qs, QJsonArray{u"encrypt"_qs});
        QTest::newRow("no modulus") << with(rs256Key, u"n"_qs, {});
        QTest::newRow("modulus padded") << with(rs256Key, u"n"_qs, rs256Key[u"n"].toString() + u"=="_qs);
        QTest::newRow("exponent 1") << with(rs256Key, u"e"_qs, u"AQ"_qs);
        QTest::newRow("even exponent") << with(rs256Key, u"e"_qs, u"AQAC"_qs);
        QTest::newRow("RSA 1024") << CjoseKey::rsa({}, 1024).publicJwk();
        QTest::newRow("P-384") << CjoseKey::ec({}, CJOSE_JWK_EC_P_384).publicJwk();
        QTest::newRow("RFC 7520 3.1, P-521") << cookbookEcKey;
        QTest::newRow("point off the curve")
            << with(es256Key, u"y"_qs, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5b0"_qs);
        QTest::newRow("point at zero") << with(with(es256Key, u"x"_qs, QString(43, u'A')), u"y"_qs, QString(43, u'A'));
        QTest::newRow("short coordinate") << with(es256Key, u"x"_qs, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVA"_qs);
    }
    void unusableKeysAreRefused()
    {
        QFETCH(QJsonObject, key);
        QCOMPARE(Jwk::fromJson(key).error().code(), Error::InvalidResponse);
    }

    void aGoodSignatureOfAnAlgorithmThatIsNotOnTheListIsRefused()
    {
        const auto key = Jwk::fromJson(cookbookKey);
        QVERIFY(key);
        const auto signature = fromBase64Url(cookbookPs384Signature);
        QVERIFY(signature);
        for (const char *alg : {"PS384", "PS256", "RS256", "HS256", "none"})
            QVERIFY2(!key->verify(alg, cookbookPs384Header + '.' + cookbookPayload, *signature), alg);
    }

    void aSetPassesOverWhatItCannotUse()
    {
        const auto set = JwkSet::fromBytes(jwkSet({setEcKey, 5, u"x"_qs, QJsonObject(), setRsaKey}));
        QVERIFY(set);
        QCOMPARE(set->keys().size(), 1);
        QVERIFY(set->find(u"2011-04-29"_qs, "RS256"));
        QVERIFY(!set->find(u"2011-04-29"_qs, "PS256"));
        QVERIFY(!set->find(u"1"_qs, "ES256"));
    }

    void withoutAKidTheOnlyKeyThatFitsIsFound()
    {
        const QJsonObject other = with(rs256Key, u"kid"_qs, u"other"_qs);
        QVERIFY(JwkSet::fromBytes(jwkSet({setRsaKey, es256Key}))->find({}, "RS256"));
        QVERIFY(JwkSet::fromBytes(jwkSet({setRsaKey, es256Key}))->find({}, "ES256"));
        QVERIFY(!JwkSet::fromBytes(jwkSet({setRsaKey, other}))->find({}, "RS256"));
        QCOMPARE(JwkSet::fromBytes(jwkSet({setRsaKey, other}))->find(u"other"_qs, "RS256")->kid(), u"other"_qs);
    }

    void whatIsNoSetIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("html") << QByteArray("<html>");
        QTest::newRow("no keys") << QByteArray("{}");
        QTest::newRow("keys is an object") << QByteArray("{\"keys\":{}}");
        QTest::newRow("too large") << "{\"keys\":[],\"x\":\"" + QByteArray(64 * 1024, 'x') + "\"}";
    }
    void whatIsNoSetIsRefused()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(JwkSet::fromBytes(text).error().code(), Error::InvalidResponse);
    }

    void thePublishedThumbprintComesOut()
    {
        QCOMPARE(jwkThumbprint(setRsaKey), setRsaThumbprint);
        QCOMPARE(jwkThumbprint({{u"kty"_qs, u"oct"_qs}}), QByteArray());
        QCOMPARE(jwkThumbprint(with(setRsaKey, u"e"_qs, {})), QByteArray());
    }
};

QTEST_GUILESS_MAIN(tst_Jwk)
#include "tst_jwk.moc"
