// SPDX-License-Identifier: Apache-2.0
#include "fetch/tokennetworkaccessmanager.h"
#include "lib/fetch/fetchbench.h"
#include "support/certificates.h"
#include "support/serverprocess.h"
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

//! A QML engine's requests to an API that speaks HTTP/2, as most do: their bodies arrive, and arrive once.
class tst_EngineHttp2 : public QObject
{
    Q_OBJECT
    const Certificates certificates;
    std::unique_ptr<ServerProcess> server;
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<TokenDesk> desk;
    std::unique_ptr<TokenNetworkAccessManager> manager;

    struct Answer
    {
        QNetworkReply::NetworkError error = QNetworkReply::UnknownNetworkError;
        QJsonObject seen;
    };
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        const QNetworkRequest request(server->url().resolved(QUrl(path)));
        const std::unique_ptr<QNetworkReply> reply(
            method == "GET" ? manager->get(request) : manager->sendCustomRequest(request, method, body));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
            return {};
        return {reply->error(), QJsonDocument::fromJson(reply->readAll()).object()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(certificates.isValid());
        server = std::make_unique<ServerProcess>(
            QStringLiteral(INTEROP_NODE),
            QStringList{
                QStringLiteral(INTEROP_FOLDER "/http2.mjs"), QStringLiteral("--certificate"),
                certificates.path(u"server.pem"_qs), QStringLiteral("--key"), certificates.path(u"server.key"_qs)});
        QVERIFY2(server->url().isValid(), "the server did not start");
    }
    void init()
    {
        bench = std::make_unique<FetchBench>();
        bench->http.setSettings({5s, certificates.authority(), true});
        const auto route = await(bench->http.route(server->url()));
        QVERIFY2(route, qPrintable(route.error().toString()));
        bench->trust = route->tls;
        desk = std::make_unique<TokenDesk>(bench->services());
        manager = std::make_unique<TokenNetworkAccessManager>(
            *OriginList::of({}, {server->url().toString()}), desk->mailbox());
    }
    void cleanupTestCase()
    {
        manager.reset();
        QTest::qWait(100); // Qt's network thread counts as ended a moment before OpenSSL has freed what it kept for it
    }

    void theBodyArrives_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("size");
        QTest::newRow("GET") << QByteArray("GET") << 0;
        QTest::newRow("POST, nothing") << QByteArray("POST") << 0;
        QTest::newRow("POST, a little") << QByteArray("POST") << 10;
        QTest::newRow("POST, more than a window") << QByteArray("POST") << 300'000;
        QTest::newRow("PATCH") << QByteArray("PATCH") << 10;
    }
    void theBodyArrives()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, size);
        for (const QString &path : {u"/x"_qs, u"/refused"_qs}) {
            const Answer answer = send(method, path, QByteArray(size, 'x'));
            QCOMPARE(answer.error, QNetworkReply::NoError);
            QCOMPARE(answer.seen[u"version"].toString(), u"2.0"_qs);
            QCOMPARE(answer.seen[u"method"].toString(), QString::fromLatin1(method));
            QCOMPARE(answer.seen[u"length"].toInt(), size);
        }
        QCOMPARE(bench->refreshes(), 1);
    }

    void aPostWhoseConnectionClosesIsSentOnce()
    {
        const int before = send("GET", u"/arrived"_qs).seen[u"arrived"].toInt();
        QVERIFY(send("POST", u"/drop"_qs, "a body").error != QNetworkReply::NoError);
        QTest::qWait(50); // time for a repetition to show
        QCOMPARE(send("GET", u"/arrived"_qs).seen[u"arrived"].toInt(), before + 1);
    }
};

QTEST_GUILESS_MAIN(tst_EngineHttp2)
#include "tst_enginehttp2.moc"
