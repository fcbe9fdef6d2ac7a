// SPDX-License-Identifier: Apache-2.0
#include "attacks.h"
#include "fetch/tokennetworkaccessmanager.h"
#include "fetchbench.h"
#include "support/certificates.h"
#include <QtCore/QFutureWatcher>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
//! await(), without the pauses between its looks: there are many rows.
Result<FetchResponse> settled(const Async<FetchResponse> &response)
{
    QFutureWatcher<Result<FetchResponse>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(response);
    if (!response.isFinished())
        finished.wait(20'000);
    return await(response);
}
} // namespace

/*!
    Addresses that try to take the token elsewhere. What decides is what the servers received: none but the allowed one
    ever sees the token, in whatever header.
*/
class tst_UrlAttacks : public QObject
{
    Q_OBJECT
    Certificates certificates;
    QTcpServer shorter, longer, everywhere, atHttpsPort, atHttpPort;
    QSslServer safeTls, theftTls;
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<RawServer> good, evil, evilLonger, safe, theft, onHttpPort, onHttpsPort;

    //! The servers that must not see the token.
    QList<RawServer *> strangers() const
    {
        QList<RawServer *> all{evil.get(), evilLonger.get(), theft.get()};
        for (RawServer *server : {onHttpPort.get(), onHttpsPort.get()}) {
            if (server)
                all.append(server);
        }
        return all;
    }
    QString placed(QString text) const;
    void load(TokenNetworkAccessManager *manager, const QUrl &url);
    static bool hasToken(const RawRequest &request);
    static int tokensAt(const RawServer &server);
    void redirect(RawServer &server, int status, const QString &location);

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void eachKindHasFive();
    void theTokenGoesWhereItMay();
    void noAddressTakesTheTokenElsewhere_data();
    void noAddressTakesTheTokenElsewhere();
    void noAddressTakesAnEnginesTokenElsewhere_data();
    void noAddressTakesAnEnginesTokenElsewhere();
    void noRedirectTakesTheTokenElsewhere_data();
    void noRedirectTakesTheTokenElsewhere();
    void noRedirectTakesAnEnginesTokenElsewhere_data();
    void noRedirectTakesAnEnginesTokenElsewhere();
    void aRedirectWithinTheOriginKeepsTheToken_data();
    void aRedirectWithinTheOriginKeepsTheToken();
    void aRedirectToAnAllowedOriginGoesWithoutTheToken_data();
    void aRedirectToAnAllowedOriginGoesWithoutTheToken();
    void theWayBackGoesWithoutTheTokenToo();
    void httpsNeverBecomesHttp_data();
    void httpsNeverBecomesHttp();
};

void tst_UrlAttacks::initTestCase()
{
    QVERIFY(certificates.isValid());
    // A port whose number begins with the allowed one's, as http://h:8080 begins with http://h:80.
    for (quint16 port = 2000; !longer.isListening() && port < 6500; ++port) {
        shorter.close();
        if (shorter.listen(QHostAddress::LocalHost, port))
            longer.listen(QHostAddress::Any, quint16(port * 10 + 7));
    }
    QVERIFY(longer.isListening());
    QVERIFY(everywhere.listen(QHostAddress::Any));
    // Where the system lets a test listen there; elsewhere a connection to them is refused.
    atHttpPort.listen(QHostAddress::Any, 80);
    atHttpsPort.listen(QHostAddress::Any, 443);
    for (QSslServer *tls : {&safeTls, &theftTls}) {
        tls->setSslConfiguration(certificates.serverConfiguration());
        QVERIFY(tls->listen(QHostAddress::LocalHost));
    }
}

void tst_UrlAttacks::cleanupTestCase()
{
    // Qt's network thread counts as ended a moment before OpenSSL has freed what it kept for it.
    QTest::qWait(100);
}

void tst_UrlAttacks::init()
{
    bench = std::make_unique<FetchBench>();
    bench->http.setSettings({5s, certificates.authority(), true});
    good = std::make_unique<RawServer>(&shorter);
    evil = std::make_unique<RawServer>(&everywhere);
    evilLonger = std::make_unique<RawServer>(&longer);
    safe = std::make_unique<RawServer>(&safeTls);
    theft = std::make_unique<RawServer>(&theftTls);
    onHttpPort = atHttpPort.isListening() ? std::make_unique<RawServer>(&atHttpPort) : nullptr;
    onHttpsPort = atHttpsPort.isListening() ? std::make_unique<RawServer>(&atHttpsPort) : nullptr;
}

QString tst_UrlAttacks::placed(QString text) const
{
    return text.replace(u"GOOD"_qs, QString::number(good->port()))
        .replace(u"EVIL"_qs, QString::number(evil->port()))
        .replace(u"LONGER"_qs, QString::number(evilLonger->port()))
        .replace(u"SAFE"_qs, QString::number(safe->port()))
        .replace(u"THEFT"_qs, QString::number(theft->port()));
}

bool tst_UrlAttacks::hasToken(const RawRequest &request)
{
    if (request.target.contains("canary") || request.body.contains("canary"))
        return true;
    return std::any_of(request.headers.begin(), request.headers.end(), [](const QByteArray &value) {
        return value.contains("canary");
    });
}

int tst_UrlAttacks::tokensAt(const RawServer &server)
{
    return int(std::count_if(server.requests.begin(), server.requests.end(), hasToken));
}

void tst_UrlAttacks::redirect(RawServer &server, int status, const QString &location)
{
    server.respond = [status, location](QTcpSocket *socket, const RawRequest &request) {
        if (request.target == "/start")
            RawServer::answer(socket, status, {}, "Location: " + location.toUtf8() + "\r\n");
        else
            RawServer::answer(socket, 200, "{}");
    };
}

void tst_UrlAttacks::load(TokenNetworkAccessManager *manager, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(1000); // TLS to a plain server would wait for ever
    const std::unique_ptr<QNetworkReply> reply(manager->get(request));
    connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), qOverload<>(&QNetworkReply::ignoreSslErrors));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(reply->isFinished() || finished.wait(20'000));
}

void tst_UrlAttacks::eachKindHasFive()
{
    QMap<QByteArray, int> kinds;
    const auto all = attacks() + redirectsWithinTheOrigin() + redirectAttacks();
    for (const Attack &attack : all)
        ++kinds[attack.kind];
    QCOMPARE(kinds.size(), 20);
    for (auto kind = kinds.begin(); kind != kinds.end(); ++kind)
        QVERIFY2(*kind >= 5, kind.key());
}

// Without this the rest could pass because nothing is ever sent.
void tst_UrlAttacks::theTokenGoesWhereItMay()
{
    Fetcher fetcher(at(good->url(u"/api"_qs)), bench->services());
    QVERIFY(settled(fetcher.fetch(u"/x"_qs)));
    QCOMPARE(tokensAt(*good), 1);
    TokenDesk desk(bench->services());
    TokenNetworkAccessManager manager(*OriginList::of({}, {good->url({}).toString()}), desk.mailbox());
    load(&manager, good->url(u"/x"_qs));
    QCOMPARE(tokensAt(*good), 2);
    load(&manager, evil->url(u"/x"_qs));
    QCOMPARE(evil->requests.size(), 1);
    QCOMPARE(tokensAt(*evil), 0);
}

static void addAttacks(const QList<Attack> &all)
{
    QTest::addColumn<QString>("text");
    for (const Attack &attack : all)
        QTest::newRow(attack.kind + ": " + attack.name) << attack.text;
}

void tst_UrlAttacks::noAddressTakesTheTokenElsewhere_data() { addAttacks(attacks()); }

void tst_UrlAttacks::noAddressTakesTheTokenElsewhere()
{
    QFETCH(QString, text);
    Fetcher fetcher(at(good->url(u"/api"_qs)), bench->services());
    const auto response = settled(fetcher.fetch(placed(text)));
    for (const RawServer *stranger : strangers()) {
        QCOMPARE(stranger->connections, 0); // not even asked
        QCOMPARE(stranger->requests.size(), 0);
    }
    if (response) {
        // It was a relative address after all: then it stayed below the base.
        QCOMPARE(good->requests.size(), 1);
        QVERIFY2(good->requests[0].target.startsWith("/api/"), good->requests[0].target);
        return;
    }
    QVERIFY(good->requests.isEmpty());
    const auto code = response.error().code();
    QVERIFY2(
        code == Error::OriginNotAllowed || code == Error::InvalidArgument, qPrintable(response.error().toString()));
}

void tst_UrlAttacks::noAddressTakesAnEnginesTokenElsewhere_data() { addAttacks(attacks()); }

void tst_UrlAttacks::noAddressTakesAnEnginesTokenElsewhere()
{
    QFETCH(QString, text);
    TokenDesk desk(bench->services());
    TokenNetworkAccessManager manager(*OriginList::of({}, {good->url({}).toString()}), desk.mailbox());
    // As an element of QML does: resolved against the document, whatever Qt makes of it.
    const QUrl url = good->url(u"/api/Main.qml"_qs).resolved(QUrl(placed(text)));
    load(&manager, url);
    for (const RawServer *stranger : strangers())
        QCOMPARE(tokensAt(*stranger), 0);
}

static void addRedirects(const QList<Attack> &all)
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("location");
    for (int status : {301, 302, 303, 307, 308}) {
        for (const Attack &attack : all)
            QTest::newRow(QByteArray::number(status) + ' ' + attack.kind + ": " + attack.name) << status << attack.text;
    }
}

void tst_UrlAttacks::noRedirectTakesTheTokenElsewhere_data() { addRedirects(redirectAttacks()); }

void tst_UrlAttacks::noRedirectTakesTheTokenElsewhere()
{
    QFETCH(int, status);
    QFETCH(QString, location);
    redirect(*good, status, placed(location));
    Fetcher fetcher(at(good->url({})), bench->services());
    FetchOptions options = sending(u"POST"_qs);
    options.body = u"x"_qs;
    const auto response = settled(fetcher.fetch(u"/start"_qs, options));
    for (const RawServer *stranger : strangers())
        QCOMPARE(stranger->connections, 0);
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(tokensAt(*good), int(good->requests.size()));
    // Not followed: the answer itself; or one more request, to the same origin.
    QCOMPARE(response->status, good->requests.size() == 1 ? status : 200);
}

void tst_UrlAttacks::noRedirectTakesAnEnginesTokenElsewhere_data() { addRedirects(redirectAttacks()); }

void tst_UrlAttacks::noRedirectTakesAnEnginesTokenElsewhere()
{
    QFETCH(int, status);
    QFETCH(QString, location);
    redirect(*good, status, placed(location));
    TokenDesk desk(bench->services());
    TokenNetworkAccessManager manager(*OriginList::of({}, {good->url({}).toString()}), desk.mailbox());
    load(&manager, good->url(u"/start"_qs));
    QVERIFY(tokensAt(*good) >= 1);
    for (const RawServer *stranger : strangers())
        QCOMPARE(tokensAt(*stranger), 0);
}

void tst_UrlAttacks::aRedirectWithinTheOriginKeepsTheToken_data() { addRedirects(redirectsWithinTheOrigin()); }

void tst_UrlAttacks::aRedirectWithinTheOriginKeepsTheToken()
{
    QFETCH(int, status);
    QFETCH(QString, location);
    // Once only, for a query alone leads to the same path.
    good->respond = [this, status, next = placed(location).toUtf8()](QTcpSocket *socket, const RawRequest &) {
        if (good->requests.size() % 2 == 1)
            RawServer::answer(socket, status, {}, "Location: " + next + "\r\n");
        else
            RawServer::answer(socket, 200, "{}");
    };
    Fetcher fetcher(at(good->url({})), bench->services());
    const auto response = settled(fetcher.fetch(u"/start"_qs));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, 200);
    QCOMPARE(good->requests.size(), 2);
    QCOMPARE(tokensAt(*good), 2);
    TokenDesk desk(bench->services());
    TokenNetworkAccessManager manager(*OriginList::of({}, {good->url({}).toString()}), desk.mailbox());
    load(&manager, good->url(u"/start"_qs));
    QCOMPARE(good->requests.size(), 4);
    QCOMPARE(tokensAt(*good), 4);
    QCOMPARE(good->requests[1].target, good->requests[3].target);
    for (const RawServer *stranger : strangers())
        QCOMPARE(stranger->connections, 0);
}

void tst_UrlAttacks::aRedirectToAnAllowedOriginGoesWithoutTheToken_data()
{
    QTest::addColumn<int>("status");
    for (int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_UrlAttacks::aRedirectToAnAllowedOriginGoesWithoutTheToken()
{
    QFETCH(int, status);
    redirect(*good, status, evil->url(u"/x"_qs).toString());
    CreateFetcherOptions options = at(good->url({}));
    options.allowedOrigins = QStringList{evil->url({}).toString()};
    Fetcher fetcher(options, bench->services());
    FetchOptions with;
    with.headers = {{u"Cookie"_qs, u"canary-cookie"_qs}};
    const auto response = settled(fetcher.fetch(u"/start"_qs, with));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->url, evil->url(u"/x"_qs));
    QCOMPARE(evil->requests.size(), 1);
    QCOMPARE(tokensAt(*evil), 0);
    // Asked by itself it gets the token: it is allowed.
    QVERIFY(settled(fetcher.fetch(evil->url(u"/y"_qs).toString())));
    QCOMPARE(tokensAt(*evil), 1);
}

void tst_UrlAttacks::theWayBackGoesWithoutTheTokenToo()
{
    redirect(*good, 302, evil->url(u"/start"_qs).toString());
    redirect(*evil, 302, good->url(u"/end"_qs).toString());
    CreateFetcherOptions options = at(good->url({}));
    options.allowedOrigins = QStringList{evil->url({}).toString()};
    Fetcher fetcher(options, bench->services());
    const auto response = settled(fetcher.fetch(u"/start"_qs));
    QVERIFY(response);
    QCOMPARE(good->requests.size(), 2);
    QVERIFY(hasToken(good->requests[0]));
    QVERIFY(!hasToken(good->requests[1]));
    QCOMPARE(tokensAt(*evil), 0);
}

void tst_UrlAttacks::httpsNeverBecomesHttp_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<bool>("alsoAllowed");
    QTest::newRow("another port") << u"http://127.0.0.1:EVIL/x"_qs << false;
    QTest::newRow("the same port") << u"http://127.0.0.1:SAFE/x"_qs << false;
    QTest::newRow("by name") << u"http://localhost:EVIL/x"_qs << false;
    QTest::newRow("letter case") << u"HTTP://127.0.0.1:EVIL/x"_qs << false;
    QTest::newRow("an origin that is allowed") << u"http://127.0.0.1:EVIL/x"_qs << true;
    QTest::newRow("TLS elsewhere") << u"https://127.0.0.1:THEFT/x"_qs << false;
}

void tst_UrlAttacks::httpsNeverBecomesHttp()
{
    QFETCH(QString, location);
    QFETCH(bool, alsoAllowed);
    redirect(*safe, 302, placed(location));
    CreateFetcherOptions options = at(safe->url({}, u"https"_qs));
    if (alsoAllowed)
        options.allowedOrigins = QStringList{evil->url({}).toString()};
    Fetcher fetcher(options, bench->services());
    const auto response = settled(fetcher.fetch(u"/start"_qs));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, alsoAllowed ? 200 : 302);
    QCOMPARE(tokensAt(*safe), 1);
    for (const RawServer *stranger : strangers())
        QCOMPARE(tokensAt(*stranger), 0);

    TokenDesk desk(bench->services());
    TokenNetworkAccessManager manager(*OriginList::of({}, {safe->url({}, u"https"_qs).toString()}), desk.mailbox());
    load(&manager, safe->url(u"/start"_qs, u"https"_qs));
    QCOMPARE(tokensAt(*safe), 2);
    for (const RawServer *stranger : strangers())
        QCOMPARE(tokensAt(*stranger), 0);
}

QTEST_GUILESS_MAIN(tst_UrlAttacks)
#include "tst_urlattacks.moc"
