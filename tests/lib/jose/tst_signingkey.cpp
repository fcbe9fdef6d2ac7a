// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "jose/jwkset.h"
#include "jose/signingkey.h"
#include "support/cjosekey.h"
#include <QtTest/QTest>
#include <openssl/err.h>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
QByteArray tokenOf(const EcSigningKey &key)
{
    const QByteArray input = toBase64Url("{\"alg\":\"ES256\"}") + '.' + toBase64Url("{\"htm\":\"POST\"}");
    return input + '.' + toBase64Url(key.sign(input));
}
} // namespace

class tst_SigningKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void anotherLibraryAcceptsItsSignatures()
    {
        const auto key = EcSigningKey::generate();
        QVERIFY(key);
        // Short r and s come up once in 128 signatures; each must be padded.
        for (int i = 0; i < 300; ++i) {
            QCOMPARE(key->sign(QByteArray::number(i)).size(), 64);
        }
        const QByteArray token = tokenOf(*key);
        QVERIFY(cjoseAccepts(key->publicJwk(), token));
        QVERIFY(!cjoseAccepts(EcSigningKey::generate()->publicJwk(), token));
    }

    void ourOwnVerificationAcceptsThemToo()
    {
        const auto key = EcSigningKey::generate();
        const auto jwk = Jwk::fromJson(key->publicJwk());
        QVERIFY(jwk);
        for (int i = 0; i < 300; ++i)
            QVERIFY(jwk->verify("ES256", QByteArray::number(i), key->sign(QByteArray::number(i))));
    }

    void aStoredKeyIsTheSameKey()
    {
        const auto key = EcSigningKey::generate();
        const auto again = EcSigningKey::fromPkcs8(key->toPkcs8());
        QVERIFY(again);
        QCOMPARE(again->publicJwk(), key->publicJwk());
        QCOMPARE(again->thumbprint(), key->thumbprint());
        QCOMPARE(key->thumbprint().size(), 43);
        QVERIFY(cjoseAccepts(key->publicJwk(), tokenOf(*again)));
        QVERIFY(EcSigningKey::generate()->thumbprint() != key->thumbprint());
    }

    void thePublicJwkHoldsNothingPrivate()
    {
        QCOMPARE(EcSigningKey::generate()->publicJwk().keys(), (QStringList{u"crv"_qs, u"kty"_qs, u"x"_qs, u"y"_qs}));
    }

    void whatIsNoKeyIsRefused()
    {
        const QByteArray der = EcSigningKey::generate()->toPkcs8();
        for (const QByteArray &bad : {QByteArray(), QByteArray("x"), der.chopped(1), der.mid(1)})
            QCOMPARE(EcSigningKey::fromPkcs8(bad).error().code(), Error::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(tst_SigningKey)
#include "tst_signingkey.moc"
