// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopchallenge.h"
#include "dpop/dpopprover.h"
#include "support/manualclock.h"
#include "support/proofparts.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
TokenUse goodUse()
{
    TokenUse use;
    use.method = u"GET"_qs;
    use.url = QUrl(u"https://api.example.com/orders?page=2"_qs);
    use.accessToken = u"the-token"_qs;
    use.tokenType = u"DPoP"_qs;
    return use;
}

DpopBinding boundTo(const DpopKey &key) { return {true, key.toText(), QString::fromLatin1(key.thumbprint())}; }

HttpResponse answer(int status, const QByteArray &nonce, const QByteArray &challenge = {}, const QByteArray &body = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    if (!nonce.isNull())
        response.headers.append({"dpop-nonce", nonce});
    if (!challenge.isNull())
        response.headers.append({"WWW-Authenticate", challenge});
    return response;
}

const QByteArray wantsNonce = "DPoP error=\"use_dpop_nonce\", error_description=\"Resource server requires nonce\"";
} // namespace

class tst_DpopProver : public QObject
{
    Q_OBJECT
    ManualClock clock;
    std::chrono::milliseconds tenantOffset{0};
    std::unique_ptr<DpopProver> prover;

    ProofParts proofOf(const TokenUse &use)
    {
        const auto headers = prover->headers(use);
        return ProofParts(headers ? headers->last().second : QByteArray());
    }

private Q_SLOTS:
    void init()
    {
        tenantOffset = 0ms;
        prover = std::make_unique<DpopProver>(&clock, [this] { return tenantOffset; });
        prover->setOn(true);
    }

    void aDpopTokenGoesWithItsProof()
    {
        const auto headers = prover->headers(goodUse());
        QVERIFY(headers);
        QCOMPARE(headers->size(), 2);
        QCOMPARE(headers->at(0), (std::pair<QByteArray, QByteArray>("Authorization", "DPoP the-token")));
        QCOMPARE(headers->at(1).first, QByteArray("DPoP"));
        const ProofParts proof(headers->at(1).second);
        QCOMPARE(proof.text("htm"), u"GET"_qs);
        QCOMPARE(proof.text("htu"), u"https://api.example.com/orders"_qs);
        QCOMPARE(proof.claims[u"iat"].toInteger(), clock.time.toSecsSinceEpoch());
        QVERIFY(!proof.claims.contains(u"nonce"));
    }

    void anyOtherTypeIsBearerAndHasNoProof()
    {
        for (const QString &type : {u"Bearer"_qs, u"bearer"_qs, QString(), u"MAC"_qs, u"DPoPx"_qs}) {
            TokenUse use = goodUse();
            use.tokenType = type;
            const DpopProver::Headers wanted{{"Authorization", "Bearer the-token"}};
            QCOMPARE(*prover->headers(use), wanted);
            prover->setOn(false);
            QCOMPARE(*prover->headers(use), wanted);
            prover->setOn(true);
        }
    }

    void theTypeCountsInAnyLetterCaseAndTheMethodIsSentInUpperCase()
    {
        for (const QString &type : {u"DPoP"_qs, u"dpop"_qs, u"DPOP"_qs}) {
            TokenUse use = goodUse();
            use.tokenType = type;
            use.method = u"patch"_qs;
            QCOMPARE(proofOf(use).text("htm"), u"PATCH"_qs);
        }
    }

    void unfitInputIsNamed_data()
    {
        QTest::addColumn<TokenUse>("use");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *tag, const QString &name, const std::function<void(TokenUse &)> &change) {
            TokenUse use = goodUse();
            change(use);
            QTest::newRow(tag) << use << name;
        };
        const auto url = [&row](const char *text) {
            row(text, u"url"_qs, [text](TokenUse &use) { use.url = QUrl(QString::fromUtf8(text)); });
        };
        url("");
        url("/orders");
        url("api.example.com/orders");
        url("ftp://api.example.com/orders");
        url("https:///orders");
        url("file:///etc/passwd");
        url("http://api.example.com/orders");
        url("http://127.0.0.1.example.com/orders");
        row("no method", u"method"_qs, [](TokenUse &use) { use.method.clear(); });
        row("two methods", u"method"_qs, [](TokenUse &use) { use.method = u"GET POST"_qs; });
        row("method with a quote", u"method"_qs, [](TokenUse &use) { use.method = u"GET\""_qs; });
        row("no token", u"accessToken"_qs, [](TokenUse &use) { use.accessToken.clear(); });
        row("token with a blank", u"accessToken"_qs, [](TokenUse &use) { use.accessToken = u"a b"_qs; });
        row("token with a line", u"accessToken"_qs, [](TokenUse &use) { use.accessToken = u"a\r\nX: b"_qs; });
        row("token beyond ASCII", u"accessToken"_qs, [](TokenUse &use) { use.accessToken = u"aü"_qs; });
        row("empty nonce", u"nonce"_qs, [](TokenUse &use) { use.nonce = QString(); });
        row("nonce with a quote", u"nonce"_qs, [](TokenUse &use) { use.nonce = u"a\"b"_qs; });
    }
    void unfitInputIsNamed()
    {
        QFETCH(TokenUse, use);
        QFETCH(QString, name);
        const Error error = prover->headers(use).error();
        QCOMPARE(error.code(), Error::InvalidArgument);
        QVERIFY2(error.message().startsWith(name + u' '), qPrintable(error.message()));
        if (!use.accessToken.isEmpty())
            QVERIFY(!error.message().contains(use.accessToken));
    }

    void plainHttpIsForLoopbackOnly()
    {
        for (const QString &url : {u"http://127.0.0.1:8080/x"_qs, u"http://localhost/x"_qs, u"http://[::1]:1/x"_qs}) {
            TokenUse use = goodUse();
            use.url = QUrl(url);
            QVERIFY2(prover->headers(use), qPrintable(url));
        }
    }

    void aGivenNonceIsUsedAndOtherwiseTheNewestOfThatServer()
    {
        TokenUse use = goodUse();
        prover->heed(use.url, answer(401, "n1", wantsNonce), {}, 0ms);
        QCOMPARE(proofOf(use).text("nonce"), u"n1"_qs);
        // Taken from every answer, a good one included.
        prover->heed(QUrl(u"https://api.example.com:443/else"_qs), answer(200, "n2"), {}, 0ms);
        QCOMPARE(proofOf(use).text("nonce"), u"n2"_qs);
        prover->heed(use.url, answer(200, {}), {}, 0ms);
        prover->heed(use.url, answer(200, "not \"one"), {}, 0ms);
        QCOMPARE(proofOf(use).text("nonce"), u"n2"_qs);
        use.nonce = u"mine"_qs;
        QCOMPARE(proofOf(use).text("nonce"), u"mine"_qs);
        use.nonce.reset();
        QCOMPARE(proofOf(use).text("nonce"), u"n2"_qs);
    }

    void noncesOfDifferentServersAndSpacesAreApart()
    {
        prover->heed(goodUse().url, answer(200, "n1"), {}, 0ms);
        for (const QString &other :
             {u"https://api.example.com:8443/orders"_qs, u"https://orders.example.com/orders"_qs,
              u"http://127.0.0.1/orders"_qs}) {
            TokenUse use = goodUse();
            use.url = QUrl(other);
            QVERIFY(!proofOf(use).claims.contains(u"nonce"));
        }
        TokenUse use = goodUse();
        use.nonceSpace = u"second"_qs;
        QVERIFY(!proofOf(use).claims.contains(u"nonce"));
    }

    void ofManyServersTheOneNotHeardOfForLongestIsForgotten()
    {
        const auto server = [](int i) { return QUrl(u"https://s%1.example.com/"_qs.arg(i)); };
        DpopNonces nonces;
        for (int i = 0; i < DpopNonces::most; ++i)
            nonces.set(server(i), {}, "n" + QByteArray::number(i));
        nonces.set(server(0), {}, "again");
        nonces.set(server(DpopNonces::most), {}, "new");
        QCOMPARE(nonces.find(server(0), {}), QByteArray("again"));
        QCOMPARE(nonces.find(server(1), {}), QByteArray());
        QCOMPARE(nonces.find(server(2), {}), QByteArray("n2"));
        QCOMPARE(nonces.find(server(DpopNonces::most), {}), QByteArray("new"));
    }

    void onlyADemandForANonceThatIsGivenCallsForAnotherAttempt_data()
    {
        QTest::addColumn<HttpResponse>("response");
        QTest::addColumn<bool>("again");
        const auto row = [](const char *tag, const HttpResponse &response, bool again) {
            QTest::newRow(tag) << response << again;
        };
        const QByteArray body = "{\"error\":\"use_dpop_nonce\",\"error_description\":\"…\"}";
        row("resource", answer(401, "n", wantsNonce), true);
        row("resource, invalid", answer(401, "n", "DPoP error=\"invalid_dpop_nonce\""), true);
        row("unquoted", answer(401, "n", "DPoP error=use_dpop_nonce"), true);
        row("scheme in lower case", answer(401, "n", "dpop algs=\"ES256\", error=\"use_dpop_nonce\""), true);
        row("after another challenge", answer(401, "n", "Bearer realm=\"a, b\", DPoP error=\"use_dpop_nonce\""), true);
        row("token endpoint", answer(400, "n", {}, body), true);
        row("no nonce given", answer(401, {}, wantsNonce), false);
        row("unfit nonce", answer(401, "a b", wantsNonce), false);
        row("another challenge's", answer(401, "n", "DPoP algs=\"ES256\", Bearer error=\"use_dpop_nonce\""), false);
        row("in the description",
            answer(401, "n", "DPoP error=\"invalid_token\", error_description=\"no error=\\\"use_dpop_nonce\\\"\""),
            false);
        row("in another member",
            answer(400, "n", {}, "{\"error\":\"invalid_grant\",\"error_description\":\"use_dpop_nonce\"}"), false);
        row("another error", answer(401, "n", "DPoP error=\"invalid_token\""), false);
        row("a good answer", answer(200, "n", {}, body), false);
        row("a failing server", answer(500, "n", {}, body), false);
    }
    void onlyADemandForANonceThatIsGivenCallsForAnotherAttempt()
    {
        QFETCH(HttpResponse, response);
        QFETCH(bool, again);
        QCOMPARE(prover->heed(goodUse().url, response, {}, prover->offset(goodUse().url)), again);
    }

    void aWrongClockIsCorrectedByTheServersDateAndTriedOnceMore()
    {
        const QUrl url = goodUse().url;
        HttpResponse response = answer(401, {}, "DPoP error=\"invalid_dpop_proof\"");
        response.date = clock.time.addSecs(3600);
        QVERIFY(prover->heed(url, response, {}, prover->offset(url)));
        QCOMPARE(proofOf(goodUse()).claims[u"iat"].toInteger(), clock.time.toSecsSinceEpoch() + 3600);
        // Right now, and refused all the same: the clock is not the reason.
        QVERIFY(!prover->heed(url, response, {}, prover->offset(url)));
    }

    void theTenantsClockIsGoneByWhereTheServerSaysNothingElse()
    {
        tenantOffset = -7200s;
        const QUrl url = goodUse().url;
        QCOMPARE(proofOf(goodUse()).claims[u"iat"].toInteger(), clock.time.toSecsSinceEpoch() - 7200);
        HttpResponse response = answer(200, {});
        response.date = clock.time.addSecs(-7197);
        prover->heed(url, response, {}, prover->offset(url));
        QCOMPARE(prover->offset(url), std::chrono::milliseconds(-7200s));
    }

    void aSessionsKeyProvesAndOtherwiseTheNextLogins()
    {
        const DpopKey key = *DpopKey::generate();
        const QJsonObject before = proofOf(goodUse()).header;
        QCOMPARE(proofOf(goodUse()).header, before);
        QCOMPARE(prover->nextKey()->thumbprint(), prover->currentKey()->thumbprint());
        prover->setBinding(boundTo(key));
        QVERIFY(proofOf(goodUse()).header != before);
        QCOMPARE(*prover->currentKey(), key);
        prover->setBinding({});
        QCOMPARE(proofOf(goodUse()).header, before);
    }

    void aStoredLoginUsesUpTheKeyItWasMadeWith()
    {
        const DpopKey first = *prover->nextKey();
        prover->loginStored(*DpopKey::generate());
        QCOMPARE(*prover->nextKey(), first);
        prover->loginStored(first);
        QVERIFY(*prover->nextKey() != first);
    }

    void aKeyThatIsMissingForeignOrSwitchedOffIsToldApart()
    {
        const DpopKey key = *DpopKey::generate(), other = *DpopKey::generate();
        DpopBinding missing = boundTo(key), mismatch = boundTo(key), unreadable = boundTo(key), older = boundTo(key);
        missing.key.clear();
        unreadable.key = u"AAAA"_qs;
        mismatch.key = other.toText();
        older.thumbprint.clear();
        QCOMPARE(prover->keyOf(missing).error().code(), Error::DpopKeyMissing);
        QCOMPARE(prover->keyOf(unreadable).error().code(), Error::DpopKeyMissing);
        QCOMPARE(prover->keyOf(mismatch).error().code(), Error::DpopKeyMismatch);
        QCOMPARE(**prover->keyOf(older), key);
        QVERIFY(!*prover->keyOf({}));
        prover->setOn(false);
        for (const DpopBinding &binding : {missing, mismatch, boundTo(key)})
            QCOMPARE(prover->keyOf(binding).error().code(), Error::DpopNotConfigured);
        QVERIFY(!*prover->keyOf({}));
        QCOMPARE(prover->headers(goodUse()).error().code(), Error::DpopNotConfigured);
    }

    void aLostKeyIsNeverReplacedByAnother()
    {
        prover->setBinding({true, {}, {}});
        QCOMPARE(prover->headers(goodUse()).error().code(), Error::DpopKeyMissing);
        QCOMPARE(prover->currentKey().error().code(), Error::DpopKeyMissing);
    }
};

Q_DECLARE_METATYPE(TokenUse)
Q_DECLARE_METATYPE(HttpResponse)
QTEST_GUILESS_MAIN(tst_DpopProver)
#include "tst_dpopprover.moc"
