// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "http/httpclient.h"
#include "http/requestsigner.h"
#include "support/await.h"
#include "support/rawserver.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>
#include <QtCore/QLoggingCategory>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
HttpRequest tokenRequest(const RawServer &server)
{
    return HttpRequest::postForm(
        server.url(QStringLiteral("/oauth/token")), {{QStringLiteral("refresh_token"), QStringLiteral("r1")}});
}

// Answers the first request of each connection, then reads one more and drops it.
void serveOneThenDrop(RawServer &server)
{
    server.respond = [first = true](QTcpSocket *socket, const RawRequest &request) mutable {
        if (std::exchange(first, false))
            RawServer::answer(socket, 200, "{}");
        else
            RawServer::drop(socket, request);
    };
}

int postsOfPlainManager(RawServer &server, int calls)
{
    QNetworkAccessManager manager;
    for (int i = 0; i < calls; ++i) {
        QNetworkRequest request(server.url(QStringLiteral("/oauth/token")));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        std::unique_ptr<QNetworkReply> reply(manager.post(request, "refresh_token=r1"));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
            return -1;
    }
    return int(server.requests.size());
}

class CountingSigner : public RequestSigner
{
public:
    int proofs = 0, looks = 0;
    bool wants = true;

    Result<QList<std::pair<QByteArray, QByteArray>>> sign(const QByteArray &method, const QUrl &url) override
    {
        return QList<std::pair<QByteArray, QByteArray>>{
            {"DPoP", method + ' ' + url.path().toLatin1() + ' ' + QByteArray::number(++proofs)}};
    }
    bool wantsRetry(const QUrl &, const HttpResponse &response) override
    {
        ++looks;
        return wants && response.status == 400;
    }
};
} // namespace

class tst_HttpClient : public QObject
{
    Q_OBJECT
    SystemClock clock;

private Q_SLOTS:
    void aPostArrivesWhole()
    {
        RawServer server;
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::postForm(
            server.url(QStringLiteral("/oauth/token")),
            {{QStringLiteral("scope"), QStringLiteral("a b+c")}, {QStringLiteral("x&"), QStringLiteral("ä=")}})));
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, QByteArray("{}"));
        QCOMPARE(server.requests.size(), 1);
        const RawRequest &request = server.requests.first();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/oauth/token"));
        QCOMPARE(request.body, QByteArray("scope=a%20b%2Bc&x%26=%C3%A4%3D"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(request.headers.value("accept"), QByteArray("application/json"));
    }

    void aPostWithoutABodyArrives()
    {
        RawServer server;
        HttpClient http(nullptr, &clock);
        HttpRequest request = tokenRequest(server);
        request.body.clear();
        QVERIFY(await(http.send(request)));
        QCOMPARE(server.requests.value(0).headers.value("content-length"), QByteArray("0"));
    }

    void aPostIsSentOnceThoughAFreshConnectionDies()
    {
        RawServer server;
        server.respond = RawServer::drop;
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(tokenRequest(server)));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(QStringLiteral("sent")), QVariant(true));
        QTest::qWait(200); // time for a repetition to show
        QCOMPARE(server.requests.size(), 1);
    }

    void aPostIsSentOnceThoughAKeptConnectionDies()
    {
        RawServer server;
        serveOneThenDrop(server);
        HttpClient http(nullptr, &clock);
        QVERIFY(await(http.send(tokenRequest(server))));
        const auto second = await(http.send(tokenRequest(server)));
        QCOMPARE(second.error().code(), Error::NetworkFailure);
        QTest::qWait(200);
        QCOMPARE(server.requests.size(), 2);
        QCOMPARE(server.connections, 1);
    }

    // The control: without our body the server counts more, so the two tests above can fail.
    void aPlainManagerSendsItTwice()
    {
        RawServer fresh;
        fresh.respond = RawServer::drop;
        QVERIFY(postsOfPlainManager(fresh, 1) > 1);
        RawServer kept;
        serveOneThenDrop(kept);
        QVERIFY(postsOfPlainManager(kept, 2) > 2);
    }

    void aRedirectIsNotFollowed()
    {
        RawServer server;
        server.respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, 302, "", "Location: /elsewhere\r\n");
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::get(server.url(QStringLiteral("/userinfo")))));
        QVERIFY(answer);
        QCOMPARE(answer->status, 302);
        QVERIFY(!answer->isSuccess());
        QCOMPARE(answer->header("location"), QByteArray("/elsewhere"));
        QCOMPARE(server.requests.size(), 1);
    }

    void aRefusalIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 401, 403, 404, 405, 409, 410, 418, 429, 500, 501, 503, 504})
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }
    void aRefusalIsAnAnswer()
    {
        QFETCH(int, status);
        RawServer server;
        server.respond = [status](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, status, "{\"error\":\"x\"}", "WWW-Authenticate: Basic realm=\"x\"\r\n");
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(tokenRequest(server)));
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, QByteArray("{\"error\":\"x\"}"));
        QCOMPARE(server.requests.size(), 1);
    }

    void anAnswerThatIsCutOffIsNone()
    {
        RawServer server;
        server.respond = [](QTcpSocket *socket, const RawRequest &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":");
            socket->disconnectFromHost();
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(tokenRequest(server)));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(QStringLiteral("sent")), QVariant(true));
    }

    void aHugeAnswerIsRefused()
    {
        RawServer server;
        server.respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, 200, QByteArray(HttpClient::maxAnswer + 1, 'x'));
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::get(server.url(QStringLiteral("/keys?secret=1")))));
        QCOMPARE(answer.error().code(), Error::InvalidResponse);
        QVERIFY(answer.error().message().contains(QLatin1String("/keys")));
        QVERIFY(answer.error().message().contains(QString::number(HttpClient::maxAnswer)));
        QVERIFY(!answer.error().message().contains(QLatin1String("secret")));
    }

    void theLargestAnswerIsTaken()
    {
        RawServer server;
        server.respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, 200, QByteArray(HttpClient::maxAnswer, 'x'));
        };
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::get(server.url(QStringLiteral("/")))));
        QVERIFY(answer);
        QCOMPARE(answer->body.size(), HttpClient::maxAnswer);
    }

    void aSilentServerIsLeftAfterTheTimeout()
    {
        RawServer server;
        server.respond = [](QTcpSocket *, const RawRequest &) {};
        HttpClient http(nullptr, &clock);
        http.setSettings({200ms, {}, true});
        const auto answer = await(http.send(tokenRequest(server)), 5s);
        QCOMPARE(answer.error().code(), Error::Timeout);
        QCOMPARE(answer.error().details().value(QStringLiteral("sent")), QVariant(true));
        QVERIFY(answer.error().isRetryable());
    }

    void aServerThatDripsIsLeftAfterTheTimeout()
    {
        RawServer server;
        server.respond = [&server](QTcpSocket *socket, const RawRequest &) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            auto *timer = new QTimer(socket);
            QObject::connect(timer, &QTimer::timeout, &server, [socket] { socket->write("x"); });
            timer->start(20);
        };
        HttpClient http(nullptr, &clock);
        http.setSettings({300ms, {}, true});
        QElapsedTimer since;
        since.start();
        QCOMPARE(await(http.send(tokenRequest(server)), 5s).error().code(), Error::Timeout);
        QVERIFY(since.elapsed() < 3000);
    }

    void aRefusedConnectionHasSentNothing()
    {
        QUrl url;
        {
            RawServer gone;
            url = gone.url(QStringLiteral("/oauth/token"));
        }
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::postForm(url, {})));
        QCOMPARE(answer.error().code(), Error::NetworkFailure);
        QCOMPARE(answer.error().details().value(QStringLiteral("sent")), QVariant(false));
        QVERIFY(answer.error().message().contains(QLatin1String("127.0.0.1")));
    }

    void telemetryNamesLibraryAndQtOnly()
    {
        RawServer server;
        HttpClient http(nullptr, &clock);
        QVERIFY(await(http.send(tokenRequest(server))));
        http.setSettings({10s, {}, false});
        QVERIFY(await(http.send(tokenRequest(server))));
        const auto json = QJsonDocument::fromJson(
            fromBase64Url(server.requests[0].headers.value("auth0-client")).value_or(QByteArray()));
        QCOMPARE(json.object().keys(), (QStringList{u"env"_qs, u"name"_qs, u"version"_qs}));
        QCOMPARE(json[u"name"].toString(), u"auth0-qt"_qs);
        QCOMPARE(json[u"env"].toObject(), (QJsonObject{{u"qt"_qs, QString::fromLatin1(qVersion())}}));
        QVERIFY(!server.requests[1].headers.contains("auth0-client"));
    }

    void aSignerIsAskedForEveryAttemptAndForOneRetryAtMost()
    {
        RawServer server;
        server.respond = [](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, 400, "{}"); };
        HttpClient http(nullptr, &clock);
        const auto signer = std::make_shared<CountingSigner>();
        HttpRequest request = tokenRequest(server);
        request.signer = signer;
        const auto answer = await(http.send(request));
        QVERIFY(answer);
        QCOMPARE(answer->status, 400);
        QCOMPARE(server.requests.size(), 2);
        QCOMPARE(server.requests[0].headers.value("dpop"), QByteArray("POST /oauth/token 1"));
        QCOMPARE(server.requests[1].headers.value("dpop"), QByteArray("POST /oauth/token 2"));
        QCOMPARE(server.requests[1].body, QByteArray("refresh_token=r1"));
        QCOMPARE(signer->looks, 2);
        signer->wants = false;
        QVERIFY(await(http.send(request)));
        QCOMPARE(server.requests.size(), 3);
    }

    void whoWaitsIsAnsweredWhenTheClientDies()
    {
        RawServer server;
        server.respond = [](QTcpSocket *, const RawRequest &) {};
        auto http = std::make_unique<HttpClient>(nullptr, &clock);
        const auto waiting = http->send(tokenRequest(server));
        QTRY_COMPARE(server.requests.size(), 1);
        const auto never = http->send(HttpRequest::get(QUrl(u"https://tenant.invalid/"_qs)));
        http.reset();
        QVERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().error().code(), Error::Cancelled);
        QVERIFY(never.isFinished());
        QCOMPARE(never.result().error().code(), Error::Cancelled);
    }

    void theClientMayDieInTheAnswersContinuation()
    {
        RawServer server;
        auto http = std::make_unique<HttpClient>(nullptr, &clock);
        bool wasAnswered = false;
        http->send(tokenRequest(server)).then([&](const Result<HttpResponse> &answer) {
            wasAnswered = bool(answer);
            http.reset();
        });
        QTRY_VERIFY(!http);
        QVERIFY(wasAnswered);
    }

    void theServersClockIsLearnt()
    {
        RawServer server;
        server.respond = [this](QTcpSocket *socket, const RawRequest &) {
            const QDateTime ahead = clock.now().addSecs(3600);
            RawServer::answer(
                socket, 200, "{}",
                "Date: " + QLocale::c().toString(ahead, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1() + "\r\n");
        };
        HttpClient http(nullptr, &clock);
        QCOMPARE(http.clockOffset(), 0ms);
        const auto answer = await(http.send(tokenRequest(server)));
        QVERIFY(answer->date.isValid());
        QVERIFY(http.clockOffset() > 3598s && http.clockOffset() < 3602s);
    }

    void theStoryOfARequestHoldsNoSecret()
    {
        static QStringList lines;
        lines.clear();
        QLoggingCategory::setFilterRules(QStringLiteral("auth0.*=true"));
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { lines.append(text); });
        RawServer server;
        HttpClient http(nullptr, &clock);
        const auto answer = await(http.send(HttpRequest::postForm(
            server.url(QStringLiteral("/oauth/token?code=planted")), {{u"code"_qs, u"planted"_qs}})));
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(answer);
        const QString story = lines.join(QLatin1Char('\n'));
        QVERIFY2(
            QRegularExpression(u"^POST /oauth/token -> 200 in \\d+ ms$"_qs, QRegularExpression::MultilineOption)
                .match(story)
                .hasMatch(),
            qPrintable(story));
        QVERIFY(!story.contains(QLatin1String("planted")));
    }
};

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"
