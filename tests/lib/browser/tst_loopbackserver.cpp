// SPDX-License-Identifier: Apache-2.0
#include "browser/loopbackserver.h"
#include "visitor.h"
#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QTcpServer>

using namespace Auth0;
using namespace std::chrono_literals;
using Auth0::Test::Visitor;

namespace {
//! A port that was free a moment ago.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QUrl withQuery(QUrl url, const char *query)
{
    url.setQuery(QString::fromLatin1(query));
    return url;
}
} // namespace

//! A listener that waits for `state=right`, and is visited by everything that visits such listeners.
class TestLoopbackServer : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoopbackServer> m_server;
    QUrl m_url;
    QList<QUrl> m_judged;

    quint16 port() const { return quint16(m_url.port()); }
    QUrl right() const { return withQuery(m_url, "code=c0de&state=right"); }
    QUrl other(const char *path) const { return m_url.resolved(QUrl(QString::fromLatin1(path))); }
    QByteArray raw(const QByteArray &head) { return Visitor(port()).ask(head); }
    QByteArray host() const { return m_url.authority().toLatin1(); }

    void theLoginStillCompletes()
    {
        const auto before = m_judged.size();
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(right())), 303);
        QCOMPARE(m_judged.size(), before + 1);
    }

private Q_SLOTS:
    void init()
    {
        m_judged.clear();
        m_server = std::make_unique<LoopbackServer>();
        m_url = *m_server->listen(QList<quint16>{freePort()}, QStringLiteral("/callback"));
        m_server->setJudge([this](const QUrl &callback) {
            m_judged.append(callback);
            const QString query = callback.query();
            if (!query.contains(QLatin1String("state=right")))
                return LoopbackServer::Ignored;
            return query.contains(QLatin1String("error=")) ? LoopbackServer::Failure : LoopbackServer::Success;
        });
    }

    void theFirstFreePortWins()
    {
        QTcpServer busy;
        QVERIFY(busy.listen(QHostAddress::LocalHost));
        const quint16 free = freePort();
        LoopbackServer server;
        const auto url = server.listen({busy.serverPort(), free}, QStringLiteral("/callback"));
        QVERIFY(url);
        QCOMPARE(*url, QUrl(QStringLiteral("http://127.0.0.1:%1/callback").arg(free)));
    }

    void whenNoPortIsFreeTheErrorNamesEachOne()
    {
        QTcpServer one, two;
        QVERIFY(one.listen(QHostAddress::LocalHost) && two.listen(QHostAddress::Any));
        LoopbackServer server;
        const auto url = server.listen({one.serverPort(), two.serverPort()}, QStringLiteral("/callback"));
        QVERIFY(!url);
        QCOMPARE(url.error().code(), Error::NoCallbackPort);
        QVERIFY(url.error().message().contains(QString::number(one.serverPort())));
        QVERIFY(url.error().message().contains(QString::number(two.serverPort())));
        QVERIFY(!server.isListening());
    }

    void nobodyElseCanListenOnThePort()
    {
        LoopbackServer second;
        QVERIFY(!second.listen(QList<quint16>{port()}, QStringLiteral("/callback")));
        QTcpServer everywhere;
        QVERIFY(!everywhere.listen(QHostAddress::AnyIPv4, port()));
    }

    void onlyThisComputerCanReachIt()
    {
        const auto addresses = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : addresses) {
            if (address.isLoopback() || address.protocol() != QAbstractSocket::IPv4Protocol)
                continue;
            QTcpSocket socket;
            socket.connectToHost(address, port());
            QVERIFY2(!socket.waitForConnected(500), qPrintable(address.toString()));
        }
    }

    void aPortIsFreeAgainRightAfterALogin()
    {
        Visitor::answerTo(right());
        m_server->close();
        LoopbackServer next;
        QVERIFY(next.listen(QList<quint16>{port()}, QStringLiteral("/callback")));
    }

    void aGivenLoopbackAddressIsBoundAsItStands_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("127.0.0.1") << QStringLiteral("http://127.0.0.1:%1/x/y");
        QTest::newRow("localhost") << QStringLiteral("http://localhost:%1/x/y");
        QTest::newRow("no path") << QStringLiteral("http://127.0.0.1:%1");
        QTest::newRow("another of the loopback network") << QStringLiteral("http://127.0.0.2:%1/x");
    }
    void aGivenLoopbackAddressIsBoundAsItStands()
    {
        QFETCH(QString, address);
        const QUrl url(address.arg(freePort()));
        QVERIFY(LoopbackServer::isLoopback(url));
        QCOMPARE(m_server->listen(url).error(), Error());
        m_server->setJudge([](const QUrl &) { return LoopbackServer::Success; });
        QTcpSocket socket;
        socket.connectToHost(
            url.host() == u"localhost" ? QStringLiteral("127.0.0.1") : url.host(), quint16(url.port()));
        QVERIFY(QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
        QUrl target = withQuery(url, "state=right");
        if (target.path().isEmpty())
            target.setPath(QStringLiteral("/"));
        socket.write(Visitor::get(target));
        QVERIFY(QTest::qWaitFor([&] { return socket.bytesAvailable() > 12; }));
        QCOMPARE(Visitor::statusOf(socket.readAll()), 303);
    }

    void whatIsNotLoopbackIsTold()
    {
        QVERIFY(!LoopbackServer::isLoopback(QUrl(QStringLiteral("https://127.0.0.1:1/callback"))));
        QVERIFY(!LoopbackServer::isLoopback(QUrl(QStringLiteral("http://192.168.1.1:1/callback"))));
        QVERIFY(!LoopbackServer::isLoopback(QUrl(QStringLiteral("http://127.0.0.1.example.com/callback"))));
        QVERIFY(!LoopbackServer::isLoopback(QUrl(QStringLiteral("com.example.app:/callback"))));
        QVERIFY(LoopbackServer::isLoopback(QUrl(QStringLiteral("http://[::1]:1/callback"))));
    }

    void theCallbackIsJudgedAsItCameAndLeavesTheAddressBar()
    {
        const QByteArray answer =
            Visitor::answerTo(withQuery(m_url, "code=a%2Bb+c&state=right&iss=https%3A%2F%2Ft%2F"));
        QCOMPARE(m_judged.size(), 1);
        QCOMPARE(
            m_judged.first().query(QUrl::FullyEncoded),
            QStringLiteral("code=a%2Bb+c&state=right&iss=https%3A%2F%2Ft%2F"));
        QCOMPARE(m_judged.first().adjusted(QUrl::RemoveQuery), m_url);
        QCOMPARE(Visitor::statusOf(answer), 303);
        QCOMPARE(Visitor::headerOf(answer, "Location"), QByteArray("/callback/done"));
        QVERIFY(!answer.contains("a%2Bb"));
        const QByteArray page = Visitor::answerTo(other("/callback/done"));
        QCOMPARE(Visitor::statusOf(page), 200);
        QVERIFY(page.contains("You are logged in"));
    }

    void eachAnswerKeepsQuiet_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("callback") << QByteArray("/callback?code=c0de&state=right");
        QTest::newRow("foreign") << QByteArray("/callback?code=c0de&state=wrong");
        QTest::newRow("nothing there") << QByteArray("/c0de");
        QTest::newRow("favicon") << QByteArray("/favicon.ico?c0de");
    }
    void eachAnswerKeepsQuiet()
    {
        QFETCH(QByteArray, target);
        const QByteArray answer = raw("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        QCOMPARE(Visitor::headerOf(answer, "Cache-Control"), QByteArray("no-store"));
        QCOMPARE(Visitor::headerOf(answer, "Referrer-Policy"), QByteArray("no-referrer"));
        QCOMPARE(Visitor::headerOf(answer, "X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(Visitor::headerOf(answer, "Connection"), QByteArray("close"));
        QVERIFY(
            Visitor::headerOf(answer, "Content-Security-Policy").startsWith("default-src 'none'; style-src 'sha256-"));
        QVERIFY(!answer.contains("c0de"));
    }

    void aRefusalShowsThatTheLoginDidNotFinish()
    {
        const QByteArray answer = Visitor::answerTo(withQuery(m_url, "error=access_denied&state=right"));
        QCOMPARE(Visitor::statusOf(answer), 303);
        QCOMPARE(Visitor::headerOf(answer, "Location"), QByteArray("/callback/failed"));
        const QByteArray page = Visitor::answerTo(other("/callback/failed"));
        QCOMPARE(Visitor::statusOf(page), 200);
        QVERIFY(page.contains("The login did not finish"));
    }

    void thePageSaysWhatItWasFor_data()
    {
        QTest::addColumn<BrowserRequest::Purpose>("purpose");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("login") << BrowserRequest::Login << QByteArray("You are logged in");
        QTest::newRow("logout") << BrowserRequest::Logout << QByteArray("You are logged out");
        QTest::newRow("connect") << BrowserRequest::ConnectAccount << QByteArray("Your account is connected");
    }
    void thePageSaysWhatItWasFor()
    {
        QFETCH(BrowserRequest::Purpose, purpose);
        QFETCH(QByteArray, text);
        m_server->setPurpose(purpose);
        Visitor::answerTo(right());
        QVERIFY(Visitor::answerTo(other("/callback/done")).contains(text));
    }

    void theSameCallbackTwiceShowsSuccessTwiceAndIsJudgedOnce()
    {
        QCOMPARE(Visitor::answerTo(right()), Visitor::answerTo(right()));
        QCOMPARE(m_judged.size(), 1);
        QVERIFY(Visitor::answerTo(other("/callback/done")).contains("You are logged in"));
        QVERIFY(Visitor::answerTo(other("/callback/done")).contains("You are logged in"));
    }

    void aForeignStateIsAnsweredAndTheRightOneStillCompletes()
    {
        const QByteArray answer = Visitor::answerTo(withQuery(m_url, "code=c0de&state=wrong"));
        QCOMPARE(Visitor::statusOf(answer), 400);
        QVERIFY(answer.contains("This page belongs to another login"));
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(other("/callback/done"))), 404);
        theLoginStillCompletes();
    }

    void aForeignStateAfterTheLoginChangesNothing()
    {
        Visitor::answerTo(right());
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(withQuery(m_url, "error=access_denied&state=wrong"))), 400);
        QVERIFY(Visitor::answerTo(other("/callback/done")).contains("You are logged in"));
    }

    void twoCallbacksAtOnceAreBothAnswered()
    {
        Visitor one(port()), two(port());
        QVERIFY(one.waitForConnection() && two.waitForConnection());
        one.say(Visitor::get(right()));
        two.say(Visitor::get(right()));
        QVERIFY(one.waitForClose() && two.waitForClose());
        QCOMPARE(Visitor::statusOf(one.heard()), 303);
        QCOMPARE(Visitor::statusOf(two.heard()), 303);
        QCOMPARE(m_judged.size(), 1);
    }

    void anotherPathOrMethodHasNoEffect_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("favicon") << QByteArray("GET /favicon.ico") << 404;
        QTest::newRow("root") << QByteArray("GET /") << 404;
        QTest::newRow("port scan") << QByteArray("GET /.git/config") << 404;
        QTest::newRow("longer path") << QByteArray("GET /callbackevil?code=c&state=right") << 404;
        QTest::newRow("trailing slash") << QByteArray("GET /callback/?code=c&state=right") << 404;
        QTest::newRow("other case") << QByteArray("GET /Callback?code=c&state=right") << 404;
        QTest::newRow("encoded") << QByteArray("GET /%63allback?code=c&state=right") << 404;
        QTest::newRow("result before any") << QByteArray("GET /callback/done") << 404;
        QTest::newRow("POST") << QByteArray("POST /callback?code=c&state=right") << 405;
        QTest::newRow("HEAD") << QByteArray("HEAD /callback?code=c&state=right") << 405;
        QTest::newRow("OPTIONS") << QByteArray("OPTIONS /callback?code=c&state=right") << 405;
        QTest::newRow("proxy form") << QByteArray("GET http://127.0.0.1/callback?code=c&state=right") << 400;
        QTest::newRow("CONNECT") << QByteArray("CONNECT example.com:443") << 400;
    }
    void anotherPathOrMethodHasNoEffect()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QCOMPARE(Visitor::statusOf(raw(request + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n")), status);
        QVERIFY(m_judged.isEmpty());
        theLoginStillCompletes();
    }

    void aPostWithABodyIsAnsweredToo()
    {
        const QByteArray head = "POST /callback HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 200000\r\n\r\n";
        QCOMPARE(Visitor::statusOf(raw(head + QByteArray(200'000, 'x'))), 405);
        QVERIFY(m_judged.isEmpty());
    }

    void aWrongHostHasNoEffect_data()
    {
        QTest::addColumn<QByteArray>("hosts");
        QTest::newRow("foreign") << QByteArray("Host: evil.example\r\n");
        QTest::newRow("foreign with the port") << QByteArray("Host: evil.example:PORT\r\n");
        QTest::newRow("localhost, though the callback says 127.0.0.1") << QByteArray("Host: localhost:PORT\r\n");
        QTest::newRow("no port") << QByteArray("Host: 127.0.0.1\r\n");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("two") << QByteArray("Host: evil.example\r\nHost: 127.0.0.1:PORT\r\n");
    }
    void aWrongHostHasNoEffect()
    {
        QFETCH(QByteArray, hosts);
        hosts.replace("PORT", QByteArray::number(port()));
        QCOMPARE(Visitor::statusOf(raw("GET /callback?code=c&state=right HTTP/1.1\r\n" + hosts + "\r\n")), 400);
        QVERIFY(m_judged.isEmpty());
        theLoginStillCompletes();
    }

    void aHugeHeaderIsRefused_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("just above") << 17'000;
        QTest::newRow("a lot") << 2'000'000;
    }
    void aHugeHeaderIsRefused()
    {
        QFETCH(int, size);
        const QByteArray head = "GET /callback?code=c&state=right HTTP/1.1\r\nHost: " + host() + "\r\nCookie: ";
        QCOMPARE(Visitor::statusOf(raw(head + QByteArray(size, 'x'))), 431);
        QVERIFY(m_judged.isEmpty());
        theLoginStillCompletes();
    }

    void aLongHeaderBelowTheLimitIsTaken()
    {
        const QByteArray head = "GET /callback?code=c&state=right HTTP/1.1\r\nHost: " + host() + "\r\nCookie: ";
        QCOMPARE(Visitor::statusOf(raw(head + QByteArray(15'000, 'x') + "\r\n\r\n")), 303);
    }

    void aTlsHelloIsClosedAtOnce()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("speaks https to the callback")));
        Visitor browser(port());
        browser.say(QByteArray::fromHex("16030100f8010000f40303"));
        QVERIFY(browser.waitForClose(1000));
        QCOMPARE(browser.heard(), QByteArray());
        theLoginStillCompletes();
    }

    void garbageIsAnsweredAtOnce()
    {
        QCOMPARE(Visitor::statusOf(raw(QByteArray::fromHex("00ff01020304"))), 400);
        QCOMPARE(Visitor::statusOf(raw("hello\r\n\r\n")), 400);
        theLoginStillCompletes();
    }

    void aSlowSenderIsHeardOutAndBlocksNobody()
    {
        Visitor slow(port());
        const QByteArray request = Visitor::get(right());
        for (qsizetype i = 0; i < request.size() - 1; ++i) {
            slow.say(request.mid(i, 1));
            QCoreApplication::processEvents();
        }
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(withQuery(m_url, "state=wrong"))), 400);
        QVERIFY(slow.isOpen());
        slow.say(request.right(1));
        QVERIFY(slow.waitForClose());
        QCOMPARE(Visitor::statusOf(slow.heard()), 303);
    }

    void idleConnectionsBlockNobodyAndAreDropped()
    {
        m_server->setPatience(200ms);
        std::vector<std::unique_ptr<Visitor>> idle;
        for (int i = 0; i < 20; ++i) {
            idle.push_back(std::make_unique<Visitor>(port()));
            QVERIFY(idle.back()->waitForConnection());
        }
        theLoginStillCompletes();
        for (const auto &one : idle)
            QVERIFY(one->waitForClose(2000));
    }

    void moreConnectionsThanItHoldsCostTheOldestOnly()
    {
        std::vector<std::unique_ptr<Visitor>> idle;
        for (int i = 0; i < 70; ++i) {
            idle.push_back(std::make_unique<Visitor>(port()));
            QVERIFY(idle.back()->waitForConnection());
        }
        theLoginStillCompletes();
        QVERIFY(idle.front()->waitForClose());
        QVERIFY(idle.back()->isOpen());
    }

    void aConnectionThatIsResetHasNoEffect()
    {
        for (int i = 0; i < 5; ++i) {
            Visitor prefetch(port());
            prefetch.say(Visitor::get(right()).left(30));
            prefetch.reset();
        }
        QVERIFY(m_judged.isEmpty());
        theLoginStillCompletes();
    }

    void onceClosedNobodyListens()
    {
        Visitor idle(port());
        QVERIFY(idle.waitForConnection());
        m_server->close();
        QVERIFY(idle.waitForClose());
        QVERIFY(Visitor(port()).wasRefused());
        QVERIFY(m_judged.isEmpty());
    }

    void itStaysForRepeatedDeliveriesAndNoLonger()
    {
        Visitor::answerTo(right());
        m_server->closeLater(300ms);
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(right())), 303);
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->isListening(), 2000);
        QVERIFY(Visitor(port()).wasRefused());
    }

    void theNextVisitStillServesTheLastPage()
    {
        Visitor::answerTo(right());
        m_server->closeLater(100ms);
        Visitor early(port());
        QVERIFY(early.waitForConnection());
        QCOMPARE(*m_server->listen(QList<quint16>{freePort(), port()}, QStringLiteral("/callback")), m_url);
        m_server->setJudge([](const QUrl &) { return LoopbackServer::Ignored; });
        m_server->setPurpose(BrowserRequest::Logout);
        QVERIFY(early.ask(Visitor::get(other("/callback/done"))).contains("You are logged in"));
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(right())), 400);
        QTest::qWait(300);
        QVERIFY(m_server->isListening());
    }

    void theListenerMayBeDestroyedByItsJudge()
    {
        m_server->setJudge([this](const QUrl &) {
            m_server.reset();
            return LoopbackServer::Success;
        });
        QCOMPARE(Visitor::answerTo(right()), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestLoopbackServer)
#include "tst_loopbackserver.moc"
