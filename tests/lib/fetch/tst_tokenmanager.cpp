// SPDX-License-Identifier: Apache-2.0
#include "fetchbench.h"
#include "loader.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

/*!
    A network access manager on one thread, the client on another. It runs under ThreadSanitizer too; server and client
    share the test's thread, so that what they count needs no lock.
*/
class tst_TokenManager : public QObject
{
    Q_OBJECT
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<RawServer> server, other;
    std::unique_ptr<TokenDesk> desk;
    std::unique_ptr<Loader> loader;

private Q_SLOTS:
    void init();
    void cleanup();
    void theTokenGoesToTheAllowedOriginAlone();
    void aRequestDuringARefreshWaitsAndIsSentOnce();
    void aRefusedTokenIsRenewedForAllAtOnce();
    void aBodyIsSentAgainWithTheNewToken();
    void aBodyWhoseConnectionClosesIsSentOnce();
    void theSecondRefusalShows();
    void whatMayPassIsSaidToMayPass_data();
    void whatMayPassIsSaidToMayPass();
    void nobodySignedInTheRequestGoesWithout();
    void theAnswerShowsThrough();
    void redirectsAreFollowedWithTheToken();
    void theClientMayDieFirst();
    void theReplyMayDieFirst_data();
    void theReplyMayDieFirst();
    void theManagerMayDieWithWhatWaits();
    void theManagerMayDieWhileAnAnswerIsAwaited();
    void manyThreadsAskAtOnce();
};

void tst_TokenManager::init()
{
    bench = std::make_unique<FetchBench>();
    server = std::make_unique<RawServer>();
    other = std::make_unique<RawServer>();
    desk = std::make_unique<TokenDesk>(bench->services());
    loader = std::make_unique<Loader>(*OriginList::of({}, {server->url({}).toString()}), desk->mailbox());
}

void tst_TokenManager::cleanup()
{
    loader.reset();
    desk.reset();
}

void tst_TokenManager::theTokenGoesToTheAllowedOriginAlone()
{
    loader->load(server->url(u"/a"_qs));
    loader->load(other->url(u"/b"_qs));
    QVERIFY(loader->waitFor(2));
    QCOMPARE(server->requests.value(0).headers["authorization"], QByteArray("Bearer canary-1"));
    QCOMPARE(other->requests.size(), 1);
    QVERIFY(!other->requests[0].headers.contains("authorization"));
    QCOMPARE(bench->asked.size(), 1);
}

void tst_TokenManager::aRequestDuringARefreshWaitsAndIsSentOnce()
{
    bench->holds = true;
    for (int i = 0; i < 5; ++i)
        loader->load(server->url(u"/%1"_qs.arg(i)));
    QTRY_COMPARE(bench->held.size(), 5);
    loader->load(other->url(u"/b"_qs)); // what needs no token does not wait
    QVERIFY(loader->waitFor(1));
    QVERIFY(server->requests.isEmpty());
    ++bench->number; // the refresh ends
    bench->release();
    QVERIFY(loader->waitFor(6));
    QCOMPARE(server->requests.size(), 5);
    QSet<QByteArray> targets;
    for (const RawRequest &request : std::as_const(server->requests)) {
        targets.insert(request.target);
        QCOMPARE(request.headers["authorization"], QByteArray("Bearer canary-2"));
    }
    QCOMPARE(targets.size(), 5);
}

void tst_TokenManager::aRefusedTokenIsRenewedForAllAtOnce()
{
    server->respond = refuseFirst;
    for (int i = 0; i < 5; ++i)
        loader->load(server->url(u"/%1"_qs.arg(i)));
    QVERIFY(loader->waitFor(5));
    const auto results = loader->results();
    for (const Loaded &loaded : results) {
        QCOMPARE(loaded.status, 200);
        QCOMPARE(loaded.error, QNetworkReply::NoError);
        QCOMPARE(loaded.body, QByteArray("{}"));
    }
    QCOMPARE(server->requests.size(), 10);
    QCOMPARE(bench->refreshes(), 1);
}

void tst_TokenManager::aBodyIsSentAgainWithTheNewToken()
{
    server->respond = refuseFirst;
    loader->load(server->url(u"/a"_qs), "a body");
    QVERIFY(loader->waitFor(1));
    QCOMPARE(loader->results()[0].status, 200);
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(server->requests[0].body, QByteArray("a body"));
    QCOMPARE(server->requests[1].body, QByteArray("a body"));
    QCOMPARE(server->requests[1].headers["authorization"], QByteArray("Bearer canary-2"));
}

void tst_TokenManager::aBodyWhoseConnectionClosesIsSentOnce()
{
    server->respond = RawServer::drop;
    loader->load(server->url(u"/a"_qs), "a body");
    QVERIFY(loader->waitFor(1));
    QVERIFY(loader->results()[0].error != QNetworkReply::NoError);
    QTest::qWait(50); // time for a repetition to show
    QCOMPARE(server->requests.size(), 1);
}

void tst_TokenManager::theSecondRefusalShows()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 401, "no", "WWW-Authenticate: Bearer error=\"invalid_token\"\r\nX-Mark: m\r\n");
    };
    loader->load(server->url(u"/a"_qs));
    QVERIFY(loader->waitFor(1));
    const Loaded loaded = loader->results()[0];
    QCOMPARE(loaded.status, 401);
    QCOMPARE(loaded.error, QNetworkReply::AuthenticationRequiredError);
    QCOMPARE(loaded.body, QByteArray("no"));
    QCOMPARE(loaded.header, QByteArray("m"));
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(bench->refreshes(), 1);
}

void tst_TokenManager::whatMayPassIsSaidToMayPass_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::newRow("network") << int(Error::NetworkFailure) << QNetworkReply::TemporaryNetworkFailureError;
    QTest::newRow("locked") << int(Error::StoreLocked) << QNetworkReply::TemporaryNetworkFailureError;
    QTest::newRow("refused") << int(Error::RenewFailed) << QNetworkReply::AuthenticationRequiredError;
}

void tst_TokenManager::whatMayPassIsSaidToMayPass()
{
    QFETCH(int, code);
    bench->refusal = Error(Error::Code(code), u"no"_qs);
    loader->load(server->url(u"/a"_qs));
    QVERIFY(loader->waitFor(1));
    QTEST(loader->results()[0].error, "error");
    QVERIFY(server->requests.isEmpty());
}

void tst_TokenManager::nobodySignedInTheRequestGoesWithout()
{
    bench->refusal = Error(Error::NoCredentials, u"none"_qs);
    loader->load(server->url(u"/public.png"_qs));
    QVERIFY(loader->waitFor(1));
    QCOMPARE(loader->results()[0].status, 200);
    QCOMPARE(server->requests.size(), 1);
    QVERIFY(!server->requests[0].headers.contains("authorization"));
}

void tst_TokenManager::theAnswerShowsThrough()
{
    const QByteArray much(2'000'000, 'x');
    server->respond = [&much](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 200, much, "X-Mark: here\r\n");
    };
    loader->load(server->url(u"/a"_qs));
    QVERIFY(loader->waitFor(1));
    const Loaded loaded = loader->results()[0];
    QCOMPARE(loaded.status, 200);
    QCOMPARE(loaded.header, QByteArray("here"));
    QCOMPARE(loaded.body.size(), much.size());
    QCOMPARE(loaded.url, server->url(u"/a"_qs));
    server->respond = RawServer::drop;
    loader->load(server->url(u"/b"_qs));
    QVERIFY(loader->waitFor(2));
    QCOMPARE(loader->results()[1].error, QNetworkReply::RemoteHostClosedError);
}

void tst_TokenManager::redirectsAreFollowedWithTheToken()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        RawServer::answer(socket, request.target == "/a" ? 302 : 200, "end", "Location: /b\r\n");
    };
    loader->load(server->url(u"/a"_qs));
    QVERIFY(loader->waitFor(1));
    QCOMPARE(loader->results()[0].status, 200);
    QCOMPARE(loader->results()[0].url, server->url(u"/b"_qs));
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(server->requests[1].headers["authorization"], QByteArray("Bearer canary-1"));
}

void tst_TokenManager::theClientMayDieFirst()
{
    bench->holds = true;
    loader->load(server->url(u"/a"_qs));
    QTRY_COMPARE(bench->held.size(), 1);
    desk.reset();
    QVERIFY(loader->waitFor(1));
    loader->load(server->url(u"/b"_qs));
    QVERIFY(loader->waitFor(2));
    for (const Loaded &loaded : loader->results())
        QCOMPARE(loaded.error, QNetworkReply::OperationCanceledError);
    bench->release();
    QVERIFY(server->requests.isEmpty());
}

void tst_TokenManager::theReplyMayDieFirst_data()
{
    QTest::addColumn<bool>("byAbort");
    QTest::newRow("deleted") << false;
    QTest::newRow("aborted") << true;
}

void tst_TokenManager::theReplyMayDieFirst()
{
    QFETCH(bool, byAbort);
    bench->holds = true;
    loader->load(server->url(u"/a"_qs));
    QTRY_COMPARE(bench->held.size(), 1);
    loader->forget(byAbort);
    QCOMPARE(loader->results().size(), byAbort ? 1 : 0);
    bench->release();
    loader->load(other->url(u"/b"_qs));
    QVERIFY(loader->waitFor(byAbort ? 2 : 1));
    QVERIFY(server->requests.isEmpty());
}

void tst_TokenManager::theManagerMayDieWithWhatWaits()
{
    bench->holds = true;
    loader->load(server->url(u"/a"_qs));
    QTRY_COMPARE(bench->held.size(), 1);
    loader.reset();
    bench->release();
    QTest::qWait(20);
    QVERIFY(server->requests.isEmpty());
}

void tst_TokenManager::theManagerMayDieWhileAnAnswerIsAwaited()
{
    server->respond = [](QTcpSocket *, const RawRequest &) {};
    loader->load(server->url(u"/a"_qs));
    QTRY_COMPARE(server->requests.size(), 1);
    loader.reset();
    QVERIFY(bench->asked.size() == 1);
}

void tst_TokenManager::manyThreadsAskAtOnce()
{
    server->respond = refuseFirst;
    const OriginList origins = *OriginList::of({}, {server->url({}).toString()});
    std::vector<std::unique_ptr<Loader>> loaders;
    for (int i = 0; i < 4; ++i) {
        loaders.push_back(std::make_unique<Loader>(origins, desk->mailbox()));
        for (int j = 0; j < 10; ++j)
            loaders.back()->load(server->url(u"/%1/%2"_qs.arg(i).arg(j)));
    }
    for (const auto &one : loaders) {
        QVERIFY(one->waitFor(10));
        for (const Loaded &loaded : one->results())
            QCOMPARE(loaded.status, 200);
    }
    QCOMPARE(bench->refreshes(), 1);
    QSet<QByteArray> answered;
    for (const RawRequest &request : std::as_const(server->requests)) {
        if (request.headers["authorization"] == "Bearer canary-2") {
            QVERIFY(!answered.contains(request.target)); // each once
            answered.insert(request.target);
        }
    }
    QCOMPARE(answered.size(), 40);
}

QTEST_GUILESS_MAIN(tst_TokenManager)
#include "tst_tokenmanager.moc"
