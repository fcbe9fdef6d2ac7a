// SPDX-License-Identifier: Apache-2.0
#include "fetchbench.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

//! What a fetcher sends and hands out, seen at a socket.
class tst_Fetcher : public QObject
{
    Q_OBJECT
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<RawServer> server;

    std::unique_ptr<Fetcher> fetcher()
    {
        return std::make_unique<Fetcher>(at(server->url(u"/api/"_qs)), bench->services());
    }

private Q_SLOTS:
    void init();
    void theTokenGoesWithTheRequest();
    void eachMethodIsSentAsItIs_data();
    void eachMethodIsSentAsItIs();
    void eachBodyHasItsType_data();
    void eachBodyHasItsType();
    void theResponseHasAllOfTheAnswer();
    void anyStatusIsAnAnswer_data();
    void anyStatusIsAnAnswer();
    void noAnswerIsAnErrorAndAPostIsSentOnce();
    void anAnswerMayBeLarge();
    void theTagEndsWhatHasIt();
    void nothingIsLeftWaitingWhenTheFetcherGoes();
    void aTimeoutCoversTheToken();
    void progressIsToldInBothDirections();
    void progressMayAbort();
    void redirectsKeepOrChangeTheMethod_data();
    void redirectsKeepOrChangeTheMethod();
    void redirectsEnd();
    void aTransportOfOnesOwnGetsTheWholeRequest();
    void badOptionsOfTheFetcherAreEachFetchsError();
};

void tst_Fetcher::init()
{
    bench = std::make_unique<FetchBench>();
    server = std::make_unique<RawServer>();
}

void tst_Fetcher::theTokenGoesWithTheRequest()
{
    FetchOptions options;
    options.headers = {{u"authorization"_qs, u"Basic bWU6"_qs}, {u"X-Own"_qs, u"1"_qs}, {u"Accept"_qs, u"text/csv"_qs}};
    options.scope = u"read:orders"_qs;
    options.audience = u"https://orders.example"_qs;
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/orders?open=1"_qs, options));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(server->requests.size(), 1);
    const RawRequest seen = server->requests.first();
    QCOMPARE(seen.target, QByteArray("/api/orders?open=1"));
    QCOMPARE(seen.headers["authorization"], QByteArray("Bearer canary-1"));
    QCOMPARE(seen.headers["x-own"], QByteArray("1"));
    QCOMPARE(seen.headers["accept"], QByteArray("text/csv"));
    QVERIFY(!seen.headers.contains("auth0-client")); // an API is not Auth0
    QCOMPARE(bench->asked.size(), 1);
    QCOMPARE(bench->asked[0].scope, options.scope);
    QCOMPARE(bench->asked[0].audience, options.audience);
    QVERIFY(!bench->asked[0].refresh);
}

void tst_Fetcher::eachMethodIsSentAsItIs_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("seen");
    QTest::newRow("get") << u"get"_qs << QByteArray("GET");
    QTest::newRow("HEAD") << u"HEAD"_qs << QByteArray("HEAD");
    QTest::newRow("POST") << u"POST"_qs << QByteArray("POST");
    QTest::newRow("PUT") << u"PUT"_qs << QByteArray("PUT");
    QTest::newRow("Patch") << u"Patch"_qs << QByteArray("PATCH");
    QTest::newRow("DELETE") << u"DELETE"_qs << QByteArray("DELETE");
    QTest::newRow("OPTIONS") << u"OPTIONS"_qs << QByteArray("OPTIONS");
}

void tst_Fetcher::eachMethodIsSentAsItIs()
{
    QFETCH(QString, method);
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        // An answer to HEAD names a length and has no body.
        if (request.method == "HEAD")
            socket->write("HTTP/1.1 200 Said\r\nContent-Length: 5\r\n\r\n");
        else
            RawServer::answer(socket, 200, "12345");
    };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs, sending(method)));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, 200);
    QTEST(server->requests.value(0).method, "seen");
}

void tst_Fetcher::eachBodyHasItsType_data()
{
    QTest::addColumn<FetchOptions>("options");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, auto set, const QByteArray &type, const QByteArray &body) {
        FetchOptions options = sending(u"POST"_qs);
        set(options);
        QTest::newRow(name) << options << type << body;
    };
    const QByteArray json = "application/json";
    row(
        "text", [](auto &o) { o.body = u"grün"_qs; }, "text/plain;charset=UTF-8", "gr\xc3\xbcn");
    row(
        "bytes", [](auto &o) { o.body = QByteArray("\0\xff", 2); }, {}, QByteArray("\0\xff", 2));
    row(
        "JSON object as body",
        [](auto &o) {
            o.body = QJsonObject{{u"a"_qs, 1}};
        },
        json, R"({"a":1})");
    row(
        "JSON array as body",
        [](auto &o) {
            o.body = QJsonArray{1, u"b"_qs};
        },
        json, R"([1,"b"])");
    row(
        "json",
        [](auto &o) {
            o.json = QJsonObject{{u"a"_qs, QJsonArray{}}};
        },
        json, R"({"a":[]})");
    row(
        "json that is a string", [](auto &o) { o.json = u"a]"_qs; }, json, R"("a]")");
    row(
        "json that is false", [](auto &o) { o.json = false; }, json, "false");
    row(
        "form",
        [](auto &o) {
            o.form = {{u"a b"_qs, u"1+1&2"_qs}, {u"n"_qs, 5}};
        },
        "application/x-www-form-urlencoded", "a%20b=1%2B1%262&n=5");
    row(
        "a type of one's own",
        [](auto &o) {
            o.json = 5;
            o.headers = {{u"content-type"_qs, u"application/merge-patch+json"_qs}};
        },
        "application/merge-patch+json", "5");
    row("none", [](auto &) {}, {}, {});
}

void tst_Fetcher::eachBodyHasItsType()
{
    QFETCH(FetchOptions, options);
    const auto own = fetcher();
    QVERIFY(await(own->fetch(u"/x"_qs, options)));
    QCOMPARE(server->requests.size(), 1);
    QTEST(server->requests[0].headers["content-type"], "type");
    QTEST(server->requests[0].body, "body");
}

void tst_Fetcher::theResponseHasAllOfTheAnswer()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        socket->write(
            "HTTP/1.1 404 Not Here\r\nContent-Length: 10\r\nX-A: 1\r\nETag: \"e\"\r\n\r\n{\"a\":\"\xc3\xbc\"}");
    };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"x"_qs));
    QVERIFY(response);
    QVERIFY(!response->ok());
    QCOMPARE(response->status, 404);
    QCOMPARE(response->statusText, u"Not Here"_qs);
    QCOMPARE(response->url, server->url(u"/api/x"_qs));
    QCOMPARE(response->header("etag"), QByteArray("\"e\""));
    QVERIFY(response->header("x-b").isNull());
    QCOMPARE(response->text(), u"{\"a\":\"ü\"}"_qs);
    const auto json = response->json();
    QVERIFY(json);
    QCOMPARE((*json)[u"a"].toString(), u"ü"_qs);
    FetchResponse other;
    other.body = "5";
    QCOMPARE(other.json()->toInt(), 5);
    for (const char *none : {"", "{", "1,2", "1]["}) {
        other.body = none;
        QCOMPARE(other.json().error().code(), Error::InvalidResponse);
    }
}

void tst_Fetcher::anyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (int status : {204, 304, 400, 401, 403, 404, 409, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void tst_Fetcher::anyStatusIsAnAnswer()
{
    QFETCH(int, status);
    server->respond = [status](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, status, {}); };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, status);
    QCOMPARE(server->requests.size(), 1);
}

void tst_Fetcher::noAnswerIsAnErrorAndAPostIsSentOnce()
{
    server->respond = RawServer::drop;
    const auto own = fetcher();
    QCOMPARE(await(own->fetch(u"/x"_qs, sending(u"POST"_qs))).error().code(), Error::NetworkFailure);
    QTest::qWait(200); // time for a repetition to show
    QCOMPARE(server->requests.size(), 1);
}

void tst_Fetcher::anAnswerMayBeLarge()
{
    const QByteArray much(3 * HttpClient::maxAnswer, 'x');
    server->respond = [&much](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, 200, much); };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY(response);
    QCOMPARE(response->body.size(), much.size());
}

void tst_Fetcher::theTagEndsWhatHasIt()
{
    int gone = 0;
    server->respond = [&gone](QTcpSocket *socket, const RawRequest &) {
        connect(socket, &QTcpSocket::disconnected, [&gone] { ++gone; });
    };
    const auto own = fetcher();
    FetchOptions first, second;
    first.tag = u"first"_qs;
    second.tag = u"second"_qs;
    const auto one = own->fetch(u"/1"_qs, first), two = own->fetch(u"/2"_qs, second), three = own->fetch(u"/3"_qs);
    QTRY_COMPARE(server->requests.size(), 3);
    own->abort(u"nobody"_qs);
    own->abort(u"first"_qs);
    QCOMPARE(await(one).error().code(), Error::Cancelled);
    QTRY_COMPARE(gone, 1); // the server is spared the rest
    QVERIFY(!two.isFinished() && !three.isFinished());
    own->abort();
    QCOMPARE(await(two).error().code(), Error::Cancelled);
    QCOMPARE(await(three).error().code(), Error::Cancelled);
}

void tst_Fetcher::nothingIsLeftWaitingWhenTheFetcherGoes()
{
    bench->holds = true;
    auto own = fetcher();
    const auto waiting = own->fetch(u"/x"_qs);
    own.reset();
    QCOMPARE(await(waiting).error().code(), Error::Cancelled);
    bench->release();
    QVERIFY(server->requests.isEmpty());
}

void tst_Fetcher::aTimeoutCoversTheToken()
{
    bench->holds = true;
    const auto own = fetcher();
    FetchOptions options;
    options.timeout = 200ms;
    const auto late = await(own->fetch(u"/x"_qs, options));
    QCOMPARE(late.error().code(), Error::Timeout);
    QVERIFY(late.error().isRetryable());
    bench->release();
    QTest::qWait(50);
    QVERIFY(server->requests.isEmpty());
}

void tst_Fetcher::progressIsToldInBothDirections()
{
    const QByteArray much(400'000, 'x');
    server->respond = [&much](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, 200, much); };
    struct Step
    {
        qint64 sent, received, total;
    };
    QList<Step> steps;
    const auto own = fetcher();
    connect(own.get(), &Fetcher::progress, this, [&](const QString &tag, qint64 sent, qint64 received, qint64 total) {
        QCOMPARE(tag, u"up"_qs);
        steps.append({sent, received, total});
    });
    FetchOptions options = sending(u"PUT"_qs);
    options.body = QByteArray(300'000, 'y');
    options.tag = u"up"_qs;
    QVERIFY(await(own->fetch(u"/x"_qs, options)));
    QVERIFY(steps.size() >= 2);
    QVERIFY(std::is_sorted(steps.begin(), steps.end(), [](const Step &a, const Step &b) {
        return a.sent < b.sent || (a.sent == b.sent && a.received < b.received);
    }));
    QCOMPARE(steps.first().total, qint64(300'000));
    QCOMPARE(steps.last().sent, qint64(300'000));
    QCOMPARE(steps.last().received, qint64(400'000));
    QCOMPARE(steps.last().total, qint64(400'000));
}

void tst_Fetcher::progressMayAbort()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 200, QByteArray(400'000, 'x'));
    };
    const auto own = fetcher();
    connect(own.get(), &Fetcher::progress, own.get(), [&own] { own->abort(u"t"_qs); });
    FetchOptions options;
    options.tag = u"t"_qs;
    QCOMPARE(await(own->fetch(u"/x"_qs, options)).error().code(), Error::Cancelled);
}

void tst_Fetcher::redirectsKeepOrChangeTheMethod_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("seen");
    const auto row = [](int status, const char *method, const char *seen) {
        QTest::addRow("%d %s", status, method) << status << QString::fromLatin1(method) << QByteArray(seen);
    };
    for (int status : {301, 302}) {
        row(status, "GET", "GET");
        row(status, "POST", "GET");
        row(status, "PUT", "PUT");
    }
    row(303, "POST", "GET");
    row(303, "PUT", "GET");
    row(303, "HEAD", "HEAD");
    for (int status : {307, 308}) {
        row(status, "POST", "POST");
        row(status, "DELETE", "DELETE");
    }
}

void tst_Fetcher::redirectsKeepOrChangeTheMethod()
{
    QFETCH(int, status);
    QFETCH(QString, method);
    QFETCH(QByteArray, seen);
    server->respond = [status](QTcpSocket *socket, const RawRequest &request) {
        if (request.target == "/api/a")
            RawServer::answer(socket, status, {}, "Location: ../b\r\n");
        else
            RawServer::answer(socket, 200, {});
    };
    FetchOptions options = sending(method);
    if (method == u"POST" || method == u"PUT")
        options.body = u"body"_qs;
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/a"_qs, options));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->url, server->url(u"/b"_qs));
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(server->requests[1].method, seen);
    QCOMPARE(server->requests[1].body, seen == "GET" ? QByteArray() : server->requests[0].body);
    QCOMPARE(server->requests[1].headers["authorization"], QByteArray("Bearer canary-1"));
    if (seen == "GET")
        QVERIFY(!server->requests[1].headers.contains("content-type"));
}

void tst_Fetcher::redirectsEnd()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 302, {}, "Location: /api/x\r\n");
    };
    const auto own = fetcher();
    const auto response = await(own->fetch(u"/x"_qs));
    QVERIFY(response);
    QCOMPARE(response->status, 302);
    QCOMPARE(server->requests.size(), 21); // the request and twenty redirects
}

void tst_Fetcher::aTransportOfOnesOwnGetsTheWholeRequest()
{
    CreateFetcherOptions options = at(server->url(u"/api"_qs));
    QList<FetchRequest> seen;
    options.fetch = [&seen](const FetchRequest &request) {
        seen.append(request);
        FetchResponse response;
        response.status = seen.size() == 1 ? 401 : 200;
        response.headers = {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}};
        return ready(response);
    };
    Fetcher own(options, bench->services());
    const auto response = await(own.fetch(u"/x"_qs, sending(u"DELETE"_qs)));
    QVERIFY(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen[0].method, QByteArray("DELETE"));
    QCOMPARE(seen[0].url, server->url(u"/api/x"_qs));
    QVERIFY(seen[0].headers.contains({"Authorization", "Bearer canary-1"}));
    QVERIFY(seen[1].headers.contains({"Authorization", "Bearer canary-2"}));
    QVERIFY(server->requests.isEmpty());
    // It guards the origins all the same.
    QCOMPARE(await(own.fetch(u"https://elsewhere.example/"_qs)).error().code(), Error::OriginNotAllowed);
    QCOMPARE(seen.size(), 2);
}

void tst_Fetcher::badOptionsOfTheFetcherAreEachFetchsError()
{
    CreateFetcherOptions options = at(server->url(u"/api"_qs));
    options.allowedOrigins = QStringList{u"*"_qs};
    Fetcher own(options, bench->services());
    for (int i = 0; i < 2; ++i)
        QCOMPARE(await(own.fetch(u"/x"_qs)).error().code(), Error::InvalidArgument);
    own.setOptions(at(server->url(u"/api"_qs)));
    QVERIFY(await(own.fetch(u"/x"_qs)));
    QCOMPARE(server->requests.size(), 1);
}

Q_DECLARE_METATYPE(Auth0::FetchOptions)
QTEST_GUILESS_MAIN(tst_Fetcher)
#include "tst_fetcher.moc"
