// SPDX-License-Identifier: Apache-2.0
#include "fetchbench.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! Where a fetcher's token comes from, and what it does when an API refuses it.
class tst_FetchTokens : public QObject
{
    Q_OBJECT
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<RawServer> server;

    std::unique_ptr<Fetcher> fetcher(CreateFetcherOptions options = {})
    {
        options.baseUrl = server->url(u"/api"_qs).toString();
        return std::make_unique<Fetcher>(options, bench->services());
    }

private Q_SLOTS:
    void init();
    void aRefusedTokenIsRenewedAndTheRequestRepeatedOnce();
    void theSecondRefusalIsHandedOut();
    void aRefusalForAnotherReasonIsHandedOut_data();
    void aRefusalForAnotherReasonIsHandedOut();
    void aForcedRefreshIsNotForcedAgain();
    void requestsRefusedTogetherAreRenewedTogether();
    void whyThereIsNoNewTokenIsSaid();
    void aSessionThatCannotBeRefreshedShowsTheAnswer();
    void noTokenNoRequest();
    void aRequestWaitsForItsToken();
    void tokensMayComeFromTheApplication_data();
    void tokensMayComeFromTheApplication();
};

void tst_FetchTokens::init()
{
    bench = std::make_unique<FetchBench>();
    server = std::make_unique<RawServer>();
}

void tst_FetchTokens::aRefusedTokenIsRenewedAndTheRequestRepeatedOnce()
{
    server->respond = refuseFirst;
    FetchOptions options = sending(u"POST"_qs);
    options.json = QJsonObject{{u"a"_qs, 1}};
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs, options));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, 200);
    QCOMPARE(bench->refreshes(), 1);
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(server->requests[1].headers["authorization"], QByteArray("Bearer canary-2"));
    QCOMPARE(server->requests[1].body, QByteArray(R"({"a":1})"));
}

void tst_FetchTokens::theSecondRefusalIsHandedOut()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 401, "no", "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
    };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY(response);
    QCOMPARE(response->status, 401);
    QCOMPARE(response->text(), u"no"_qs);
    QCOMPARE(bench->refreshes(), 1);
    QCOMPARE(server->requests.size(), 2);
}

void tst_FetchTokens::aRefusalForAnotherReasonIsHandedOut_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("no challenge") << 401 << QByteArray();
    QTest::newRow("no error") << 401 << QByteArray("Bearer realm=\"api\"");
    QTest::newRow("scope") << 403 << QByteArray("Bearer error=\"insufficient_scope\"");
    QTest::newRow("forbidden") << 403 << QByteArray("Bearer error=\"invalid_token\"");
    QTest::newRow("another scheme") << 401 << QByteArray("Basic error=\"invalid_token\"");
}

void tst_FetchTokens::aRefusalForAnotherReasonIsHandedOut()
{
    QFETCH(int, status);
    QFETCH(QByteArray, challenge);
    server->respond = [&](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(
            socket, status, {}, challenge.isEmpty() ? QByteArray() : "WWW-Authenticate: " + challenge + "\r\n");
    };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY(response);
    QCOMPARE(response->status, status);
    QCOMPARE(bench->refreshes(), 0);
    QCOMPARE(server->requests.size(), 1);
}

void tst_FetchTokens::aForcedRefreshIsNotForcedAgain()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 401, {}, "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
    };
    FetchOptions options;
    options.refresh = true;
    const auto own = fetcher();
    QCOMPARE(await(own->fetch(u"/x"_qs, options))->status, 401);
    QCOMPARE(bench->refreshes(), 1);
    QCOMPARE(server->requests.size(), 1);
}

void tst_FetchTokens::requestsRefusedTogetherAreRenewedTogether()
{
    server->respond = refuseFirst;
    const auto own = fetcher();
    QList<Async<FetchResponse>> running;
    for (int i = 0; i < 10; ++i)
        running.append(own->fetch(u"/%1"_qs.arg(i)));
    for (const auto &one : std::as_const(running)) {
        const auto response = await(one);
        QVERIFY2(response, qPrintable(response.error().toString()));
        QCOMPARE(response->status, 200);
    }
    QCOMPARE(bench->refreshes(), 1);
    QCOMPARE(server->requests.size(), 20);
}

void tst_FetchTokens::whyThereIsNoNewTokenIsSaid()
{
    server->respond = refuseFirst;
    bench->refreshRefusal = Error(Error::ServerFailure, u"busy"_qs).withServer(503, {});
    const auto own = fetcher();
    // Not as a 401: that would read as "signed out", and it is not.
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY(!response);
    QCOMPARE(response.error().code(), Error::ServerFailure);
    QVERIFY(response.error().isRetryable());
    bench->refreshRefusal.reset();
    QVERIFY(await(own->fetch(u"/x"_qs)));
}

void tst_FetchTokens::aSessionThatCannotBeRefreshedShowsTheAnswer()
{
    server->respond = refuseFirst;
    bench->refreshRefusal = Error(Error::NoRefreshToken, u"none"_qs);
    const auto own = fetcher();
    QCOMPARE(await(own->fetch(u"/x"_qs))->status, 401);
    QCOMPARE(server->requests.size(), 1);
}

void tst_FetchTokens::noTokenNoRequest()
{
    bench->refusal = Error(Error::NoCredentials, u"none"_qs);
    const auto own = fetcher();
    QCOMPARE(await(own->fetch(u"/x"_qs)).error().code(), Error::NoCredentials);
    QVERIFY(server->requests.isEmpty());
    QCOMPARE(server->connections, 0);
}

void tst_FetchTokens::aRequestWaitsForItsToken()
{
    bench->holds = true;
    const auto own = fetcher();
    const auto waiting = own->fetch(u"/x"_qs);
    QTest::qWait(50);
    QVERIFY(server->requests.isEmpty());
    ++bench->number;
    bench->release();
    QVERIFY(await(waiting));
    QCOMPARE(server->requests.size(), 1);
    QCOMPARE(server->requests[0].headers["authorization"], QByteArray("Bearer canary-2"));
}

void tst_FetchTokens::tokensMayComeFromTheApplication_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<std::optional<bool>>("useDPoP");
    QTest::addColumn<QByteArray>("header");
    using Switch = std::optional<bool>;
    QTest::newRow("bare") << QString() << Switch() << QByteArray("Bearer own");
    QTest::newRow("bare, switched on") << QString() << Switch(true) << QByteArray("DPoP own");
    QTest::newRow("bearer, switched on") << u"bearer"_qs << Switch(true) << QByteArray("bearer own");
    QTest::newRow("DPoP") << u"DPoP"_qs << Switch() << QByteArray("DPoP own");
    QTest::newRow("DPoP, switched off") << u"DPoP"_qs << Switch(false) << QByteArray("Bearer own");
}

void tst_FetchTokens::tokensMayComeFromTheApplication()
{
    QFETCH(QString, type);
    QFETCH(std::optional<bool>, useDPoP);
    CreateFetcherOptions options;
    options.useDPoP = useDPoP;
    QList<AccessTokenRequest> asked;
    options.getAccessToken = [&](const AccessTokenRequest &request) {
        asked.append(request);
        AccessToken token;
        token.token = u"own"_qs;
        token.tokenType = type;
        return ready(token);
    };
    const auto own = fetcher(options);
    FetchOptions fetching;
    fetching.scope = u"s"_qs;
    QVERIFY(await(own->fetch(u"/x"_qs, fetching)));
    QTEST(server->requests.value(0).headers["authorization"], "header");
    QVERIFY(bench->asked.isEmpty());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].scope, fetching.scope);
}

Q_DECLARE_METATYPE(std::optional<bool>)
QTEST_GUILESS_MAIN(tst_FetchTokens)
#include "tst_fetchtokens.moc"
