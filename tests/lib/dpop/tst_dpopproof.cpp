// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopproof.h"
#include "jose/jwkset.h"
#include "jose/thumbprint.h"
#include "support/cjosekey.h"
#include "support/proofparts.h"
#include <QtCore/QSet>
#include <QtTest/QTest>
#include <openssl/err.h>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
// RFC 9449, sections 4.1, 7.1 and 6.1: two proofs by one key, its thumbprint, and the token that the second presents.
const QByteArray rfcHeader =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJo"
    "RjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19";
const QByteArray rfcTokenProof = rfcHeader
    + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF"
      "0"
      "IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
const QByteArray rfcResourceProof = rfcHeader
    + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWR"
      "y"
      "ZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9."
      "2oW9RP35"
      "yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
const QByteArray rfcThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
const QByteArray rfcAccessToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

DpopProof::Content rfcResourceRequest()
{
    DpopProof::Content content;
    content.method = "GET";
    content.url = QUrl(u"https://resource.example.org/protectedresource"_qs);
    content.issuedAt = 1562262618;
    content.accessToken = rfcAccessToken;
    return content;
}
} // namespace

class tst_DpopProof : public QObject
{
    Q_OBJECT
    const DpopKey key = *DpopKey::generate();

private Q_SLOTS:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void theRfcsProofsAreGoodByOurOwnRules()
    {
        for (const QByteArray &proof : {rfcTokenProof, rfcResourceProof}) {
            const ProofParts parts(proof);
            const QJsonObject jwk = parts.header[u"jwk"].toObject();
            QCOMPARE(jwkThumbprint(jwk), rfcThumbprint);
            QVERIFY(Jwk::fromJson(jwk)->verify("ES256", parts.input, parts.signature));
            QVERIFY(cjoseAccepts(jwk, proof));
        }
    }

    void ourProofOfTheRfcsRequestSaysWhatTheRfcsSays()
    {
        const auto proof = DpopProof::make(key, rfcResourceRequest());
        QVERIFY(proof);
        const ProofParts ours(*proof), rfcs(rfcResourceProof);
        for (const char *name : {"htm", "htu", "iat", "ath"})
            QCOMPARE(ours.claims[QLatin1String(name)], rfcs.claims[QLatin1String(name)]);
        QCOMPARE(ours.claims.keys(), (QStringList{u"ath"_qs, u"htm"_qs, u"htu"_qs, u"iat"_qs, u"jti"_qs}));
        QCOMPARE(ours.text("ath"), u"fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"_qs);
    }

    void theHeaderHasTypeAlgorithmAndPublicKeyOnly()
    {
        const ProofParts parts(*DpopProof::make(key, rfcResourceRequest()));
        QCOMPARE(parts.header.keys(), (QStringList{u"alg"_qs, u"jwk"_qs, u"typ"_qs}));
        QCOMPARE(parts.header[u"typ"].toString(), u"dpop+jwt"_qs);
        QCOMPARE(parts.header[u"alg"].toString(), u"ES256"_qs);
        const QJsonObject jwk = parts.header[u"jwk"].toObject();
        QCOMPARE(jwk.keys(), (QStringList{u"crv"_qs, u"kty"_qs, u"x"_qs, u"y"_qs}));
        QCOMPARE(jwkThumbprint(jwk), key.thumbprint());
    }

    void anotherLibraryAcceptsEverySignature()
    {
        // One in 128 has a leading zero byte in r or s, which must be padded.
        for (int i = 0; i < 500; ++i) {
            const QByteArray proof = *DpopProof::make(key, rfcResourceRequest());
            const ProofParts parts(proof);
            QCOMPARE(parts.signature.size(), 64);
            QVERIFY(cjoseAccepts(parts.header[u"jwk"].toObject(), proof));
        }
    }

    void noTwoProofsShareAnId()
    {
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString id = ProofParts(*DpopProof::make(key, rfcResourceRequest())).text("jti");
            QCOMPARE(ProofParts::decoded(id.toLatin1()).size(), 16);
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void theHashIsThereOnlyWithATokenAndTheNonceOnlyWhenGiven()
    {
        DpopProof::Content content = rfcResourceRequest();
        content.accessToken.clear();
        content.nonce = "eyJ7S_zG.eyJH0-Z.HX4w-7v";
        const ProofParts parts(*DpopProof::make(key, content));
        QVERIFY(!parts.claims.contains(u"ath"));
        QCOMPARE(parts.text("nonce"), u"eyJ7S_zG.eyJH0-Z.HX4w-7v"_qs);
    }

    void theTargetIsTheAddressWithoutQueryFragmentAndUser_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("htu");
        const auto row = [](const char *url, const char *htu) {
            QTest::newRow(url) << QString::fromUtf8(url) << QByteArray(htu);
        };
        row("https://api.example.com/orders", "https://api.example.com/orders");
        row("https://api.example.com/orders?a=b&c", "https://api.example.com/orders");
        row("https://api.example.com/orders#part", "https://api.example.com/orders");
        row("https://api.example.com/orders/?#", "https://api.example.com/orders/");
        row("https://user:pass@api.example.com/x", "https://api.example.com/x");
        row("HTTPS://API.Example.COM/Orders", "https://api.example.com/Orders");
        row("https://api.example.com:443/x", "https://api.example.com/x");
        row("https://api.example.com:8443/x", "https://api.example.com:8443/x");
        row("http://127.0.0.1:80/x", "http://127.0.0.1/x");
        row("http://127.0.0.1:443/x", "http://127.0.0.1:443/x");
        row("http://[::1]:8080/x", "http://[::1]:8080/x");
        row("https://api.example.com", "https://api.example.com/");
        row("https://api.example.com?a=b", "https://api.example.com/");
        row("https://api.example.com:443", "https://api.example.com/");
        row("https://api.example.com/a%20b%2Fc", "https://api.example.com/a%20b%2Fc");
        row("https://api.example.com/a b", "https://api.example.com/a%20b");
        row("https://api.example.com/\"q\"\\", "https://api.example.com/%22q%22%5C");
        row("https://bücher.example.com/ü", "https://xn--bcher-kva.example.com/%C3%BC");
    }
    void theTargetIsTheAddressWithoutQueryFragmentAndUser()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, htu);
        QCOMPARE(DpopProof::target(QUrl(url)), htu);
        DpopProof::Content content = rfcResourceRequest();
        content.url = QUrl(url);
        // The payload is written by hand: whatever the address holds, it stays JSON.
        QCOMPARE(ProofParts(*DpopProof::make(key, content)).text("htu").toLatin1(), htu);
    }

    void aNonceHasOnlyTheCharactersOfTheRfc()
    {
        QVERIFY(DpopProof::isNonce("!#$%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~"));
        for (const QByteArray &wrong :
             {QByteArray(), QByteArray("a b"), QByteArray("a\"b"), QByteArray("a\\b"), QByteArray("a\r\nb"),
              QByteArray("\x7f"), QByteArray("ü")})
            QVERIFY2(!DpopProof::isNonce(wrong), wrong.constData());
    }

    void aKeyComesBackFromItsText()
    {
        const auto again = DpopKey::fromText(key.toText());
        QVERIFY(again);
        QCOMPARE(*again, key);
        QVERIFY(cjoseAccepts(
            ProofParts(*DpopProof::make(key, rfcResourceRequest())).header[u"jwk"].toObject(),
            *DpopProof::make(*again, rfcResourceRequest())));
        QVERIFY(*DpopKey::generate() != key);
    }

    void whatHoldsNoKeyIsAMissingKey()
    {
        QString cut = key.toText();
        cut.chop(40);
        for (const QString &text : {QString(), u"abc"_qs, u"-----BEGIN PRIVATE KEY-----"_qs, cut})
            QCOMPARE(DpopKey::fromText(text).error().code(), Error::DpopKeyMissing);
    }
};

QTEST_GUILESS_MAIN(tst_DpopProof)
#include "tst_dpopproof.moc"
