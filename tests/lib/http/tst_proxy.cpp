// SPDX-License-Identifier: Apache-2.0
#include "http/httpclient.h"
#include "support/await.h"
#include "support/rawserver.h"
#include <QtNetwork/QNetworkProxy>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
// Sends everything to one proxy, but for the hosts it names.
class OneProxy : public QNetworkProxyFactory
{
public:
    OneProxy(quint16 port, const QString &direct)
        : m_port(port)
        , m_direct(direct)
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (query.peerHostName() == m_direct)
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return {QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_qs, m_port)};
    }

private:
    quint16 m_port;
    QString m_direct;
};

const QUrl farAway(u"http://tenant.invalid/oauth/token"_qs);
} // namespace

class tst_Proxy : public QObject
{
    Q_OBJECT
    SystemClock clock;
    RawServer systems;

private Q_SLOTS:
    void initTestCase() { qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(systems.port())); }
    void init() { systems.requests.clear(); }
    void cleanup()
    {
        qunsetenv("no_proxy");
        QNetworkProxyFactory::setUseSystemConfiguration(true); // as it is when nobody has said anything
    }

    void theSystemsProxyIsUsed()
    {
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::postForm(farAway, {})));
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        QCOMPARE(systems.requests.size(), 1);
        QCOMPARE(systems.requests[0].target, farAway.toEncoded());
    }

    void loopbackIsReachedDirectly()
    {
        RawServer tenant;
        HttpClient http(nullptr, &clock);
        QVERIFY(await(http.send(HttpRequest::get(tenant.url(u"/"_qs)))));
        QCOMPARE(tenant.requests.size(), 1);
        QVERIFY(systems.requests.isEmpty());
    }

    void noProxyIsHeeded()
    {
        qputenv("no_proxy", "tenant.invalid");
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::get(farAway)));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QVERIFY(systems.requests.isEmpty());
    }

    void theApplicationsFactoryGoesBeforeTheSystems()
    {
        RawServer applications;
        QNetworkProxyFactory::setApplicationProxyFactory(new OneProxy(applications.port(), {}));
        HttpClient http(nullptr, &clock);
        QVERIFY(await(http.send(HttpRequest::get(farAway))));
        QCOMPARE(applications.requests.size(), 1);
        QVERIFY(systems.requests.isEmpty());
    }

    void aFactoryThatSaysDirectIsObeyed()
    {
        RawServer applications;
        QNetworkProxyFactory::setApplicationProxyFactory(new OneProxy(applications.port(), farAway.host()));
        HttpClient http(nullptr, &clock);
        QVERIFY(!await(http.send(HttpRequest::get(farAway))));
        QVERIFY(applications.requests.isEmpty());
        QVERIFY(systems.requests.isEmpty());
    }

    void anApplicationThatWantsNoProxyGetsNone()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        HttpClient http(nullptr, &clock);
        QVERIFY(!await(http.send(HttpRequest::get(farAway))));
        QVERIFY(systems.requests.isEmpty());
    }

    void aProxyThatWantsAPasswordIsNamed()
    {
        systems.respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, 407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n");
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::get(farAway)));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(u"sent"_qs), QVariant(false));
        QVERIFY2(
            answer.error().message().contains(u"127.0.0.1:%1"_qs.arg(systems.port())),
            qPrintable(answer.error().message()));
    }
};

QTEST_GUILESS_MAIN(tst_Proxy)
#include "tst_proxy.moc"
