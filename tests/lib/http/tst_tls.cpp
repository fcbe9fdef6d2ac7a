// SPDX-License-Identifier: Apache-2.0
#include "http/httpclient.h"
#include "support/await.h"
#include "support/certificates.h"
#include "support/rawserver.h"
#include <QtNetwork/QSslServer>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

class tst_Tls : public QObject
{
    Q_OBJECT
    SystemClock clock;
    Certificates certificates;
    std::unique_ptr<QSslServer> tls;
    std::unique_ptr<RawServer> server;

    HttpRequest post() const
    {
        return HttpRequest::postForm(server->url(u"/oauth/token"_qs, u"https"_qs), {{u"code"_qs, u"c"_qs}});
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(certificates.isValid()); }
    void init()
    {
        tls = std::make_unique<QSslServer>();
        tls->setSslConfiguration(certificates.serverConfiguration());
        server = std::make_unique<RawServer>(tls.get());
    }

    // Qt's network thread counts as ended a moment before OpenSSL has freed what it kept for it.
    void cleanupTestCase() { QTest::qWait(100); }

    void aCertificateNobodyKnowsIsRefused()
    {
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(post()));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(u"sent"_qs), QVariant(false));
        QVERIFY(answer.error().message().contains(QLatin1String("caCertificates")));
        QVERIFY(server->requests.isEmpty());
    }

    void aCertificateOfCaCertificatesIsAccepted()
    {
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.authority(), true});
        const auto answer = await(http.send(post()));
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        QCOMPARE(server->requests.size(), 1);
    }

    void leavingCaCertificatesEndsTheTrust()
    {
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.authority(), true});
        QVERIFY(await(http.send(post())));
        http.setSettings({10s, {}, true});
        init();
        QCOMPARE(await(http.send(post())).error().code(), Error::NetworkFailure);
    }

    void anotherHostsCertificateIsRefused()
    {
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.authority(), true});
        HttpRequest request = post();
        request.url.setHost(u"127.0.0.2"_qs);
        QVERIFY(!await(http.send(request)));
        QVERIFY(server->requests.isEmpty());
    }

    void aFileThatHoldsNoCertificateIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("missing") << u"nowhere.pem"_qs;
        QTest::newRow("a key") << u"server.key"_qs;
    }
    void aFileThatHoldsNoCertificateIsNamed()
    {
        QFETCH(QString, file);
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.path(file), true});
        const auto answer = await(http.send(post()));
        QCOMPARE(answer.error().code(), Error::InvalidConfiguration);
        QVERIFY(answer.error().message().contains(QLatin1String("caCertificates")));
        QVERIFY(answer.error().message().contains(file));
    }

    void aPostIsSentOnceOverTlsToo()
    {
        server->respond = RawServer::drop;
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.authority(), true});
        const auto answer = await(http.send(post()));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(u"sent"_qs), QVariant(true));
        QTest::qWait(200); // time for a repetition to show
        QCOMPARE(server->requests.size(), 1);
    }

    void aHandshakeThatNeverEndsHasSentNothing()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        HttpClient http(nullptr, &clock);
        http.setSettings({500ms, {}, true});
        HttpRequest request = post();
        request.url.setPort(silent.serverPort());
        const auto answer = await(http.send(request));
        QCOMPARE(answer.error().code(), Error::Timeout);
        QCOMPARE(answer.error().details().value(u"sent"_qs), QVariant(false));
    }

    void aConnectionOpenedAheadIsTheOneThatIsUsed()
    {
        HttpClient http(nullptr, &clock);
        http.setSettings({10s, certificates.authority(), true});
        http.preconnect(server->url(u"/"_qs, u"https"_qs));
        QTRY_COMPARE(server->connections, 1);
        QTest::qWait(300); // our side ends the handshake later than the server
        QVERIFY(await(http.send(post())));
        QCOMPARE(server->connections, 1);
    }
};

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
