// SPDX-License-Identifier: Apache-2.0
#include "fetch/challenge.h"
#include "fetch/fetchrequest.h"
#include "fetch/fetchurl.h"
#include "fetch/redirect.h"
#include <QtTest/QTest>

using namespace Auth0;

//! What is decided before anything is sent.
class tst_FetchUrl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRelativeUrlIsPutBehindTheBase_data();
    void aRelativeUrlIsPutBehindTheBase();
    void anOriginIsSchemeHostAndPort_data();
    void anOriginIsSchemeHostAndPort();
    void aBadListIsNamed_data();
    void aBadListIsNamed();
    void aRelativeUrlNeedsABase();
    void aChallengeIsReadAndNotSearched_data();
    void aChallengeIsReadAndNotSearched();
    void aLocationIsResolved_data();
    void aLocationIsResolved();
    void aRequestThatHttpDoesNotHaveIsRefused_data();
    void aRequestThatHttpDoesNotHaveIsRefused();
};

void tst_FetchUrl::aRelativeUrlIsPutBehindTheBase_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("url");
    QTest::newRow("slash on both sides") << u"https://h.example/api/"_qs << u"/x"_qs << u"https://h.example/api/x"_qs;
    QTest::newRow("slash on no side") << u"https://h.example/api"_qs << u"x"_qs << u"https://h.example/api/x"_qs;
    QTest::newRow("two slashes at the base")
        << u"https://h.example/api//"_qs << u"x"_qs << u"https://h.example/api/x"_qs;
    QTest::newRow("no path") << u"https://h.example"_qs << u"/x/y"_qs << u"https://h.example/x/y"_qs;
    QTest::newRow("query") << u"https://h.example/v1"_qs << u"/x?q=a/b"_qs << u"https://h.example/v1/x?q=a/b"_qs;
    QTest::newRow("an address in the query") << u"https://h.example/v1"_qs << u"x?to=https://e.example/"_qs
                                             << u"https://h.example/v1/x?to=https://e.example/"_qs;
    QTest::newRow("fragment") << u"https://h.example/v1"_qs << u"/x#part"_qs << u"https://h.example/v1/x"_qs;
    QTest::newRow("blank") << u"https://h.example/v1"_qs << u"/a b"_qs << u"https://h.example/v1/a%20b"_qs;
    QTest::newRow("escaped slash") << u"https://h.example/v1"_qs << u"/a%2Fb"_qs << u"https://h.example/v1/a%2Fb"_qs;
    QTest::newRow("other letters") << u"https://h.example/v1"_qs << u"/ä"_qs << u"https://h.example/v1/%C3%A4"_qs;
    QTest::newRow("port") << u"https://h.example:8443/"_qs << u"x"_qs << u"https://h.example:8443/x"_qs;
    QTest::newRow("absolute") << u"https://h.example/v1"_qs << u"https://H.example:443/y"_qs
                              << u"https://h.example:443/y"_qs;
}

void tst_FetchUrl::aRelativeUrlIsPutBehindTheBase()
{
    QFETCH(QString, base);
    QFETCH(QString, input);
    const auto origins = OriginList::of(base, {});
    QVERIFY(origins);
    const auto url = fetchUrl(input, base, *origins);
    QVERIFY2(url, qPrintable(url.error().toString()));
    QTEST(url->toString(QUrl::FullyEncoded), "url");
}

void tst_FetchUrl::anOriginIsSchemeHostAndPort_data()
{
    QTest::addColumn<QString>("allowed");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("goes");
    const auto row = [](const char *name, const QString &allowed, const QString &url, bool goes) {
        QTest::newRow(name) << allowed << url << goes;
    };
    row("itself", u"https://h.example"_qs, u"https://h.example/x"_qs, true);
    row("slash at its end", u"https://h.example/"_qs, u"https://h.example/x"_qs, true);
    row("default port written", u"https://h.example"_qs, u"https://h.example:443/x"_qs, true);
    row("default port left out", u"https://h.example:443"_qs, u"https://h.example/x"_qs, true);
    row("another port", u"https://h.example"_qs, u"https://h.example:80/x"_qs, false);
    row("letter case", u"https://H.Example"_qs, u"HTTPS://h.eXample/x"_qs, true);
    row("another scheme", u"https://h.example"_qs, u"http://h.example/x"_qs, false);
    row("a name below", u"https://h.example"_qs, u"https://a.h.example/x"_qs, false);
    row("a name that begins alike", u"https://h.example"_qs, u"https://h.example.evil/x"_qs, false);
    row("a port that begins alike", u"http://127.0.0.1:80"_qs, u"http://127.0.0.1:8080/x"_qs, false);
    row("http to this machine", u"http://127.0.0.1:8080"_qs, u"http://127.0.0.1:8080/x"_qs, true);
    row("http to this machine, IPv6", u"http://[::1]:8080"_qs, u"http://[::1]:8080/x"_qs, true);
    row("http to this machine, by name", u"http://localhost:8080"_qs, u"http://localhost:8080/x"_qs, true);
    row("http elsewhere though allowed", u"http://h.example"_qs, u"http://h.example/x"_qs, false);
    row("http to a name that begins like this machine", u"http://localhost.evil"_qs, u"http://localhost.evil/"_qs,
        false);
    row("the same in Punycode", u"https://xn--bcher-kva.example"_qs, u"https://bücher.example/"_qs, true);
    row("a look-alike", u"https://h.example"_qs, u"https://h.exаmple/"_qs, false);
}

void tst_FetchUrl::anOriginIsSchemeHostAndPort()
{
    QFETCH(QString, allowed);
    QFETCH(QString, url);
    QFETCH(bool, goes);
    const auto origins = OriginList::of({}, {allowed});
    QVERIFY2(origins, qPrintable(origins.error().toString()));
    const auto target = fetchUrl(url, {}, *origins);
    QCOMPARE(bool(target), goes);
    if (!goes)
        QCOMPARE(target.error().code(), Error::OriginNotAllowed);
}

void tst_FetchUrl::aBadListIsNamed_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("named");
    QTest::newRow("a host alone") << QString() << u"h.example"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a path") << QString() << u"https://h.example/v1"_qs << u"allowedOrigins"_qs;
    QTest::newRow("everything") << QString() << u"*"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a pattern") << QString() << u"https://*.example"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a user") << QString() << u"https://me@h.example"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a file") << QString() << u"file:///"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a query") << QString() << u"https://h.example?x"_qs << u"allowedOrigins"_qs;
    QTest::newRow("a relative base") << u"/v1"_qs << u"https://h.example"_qs << u"baseUrl"_qs;
    QTest::newRow("a base with a query") << u"https://h.example/?x"_qs << u"https://h.example"_qs << u"baseUrl"_qs;
    QTest::newRow("a base that is a file") << u"file:///v1"_qs << u"https://h.example"_qs << u"baseUrl"_qs;
}

void tst_FetchUrl::aBadListIsNamed()
{
    QFETCH(QString, base);
    QFETCH(QString, origin);
    QFETCH(QString, named);
    const auto origins = OriginList::of(base, {origin});
    QVERIFY(!origins);
    QCOMPARE(origins.error().code(), Error::InvalidArgument);
    QVERIFY2(origins.error().message().contains(named), qPrintable(origins.error().message()));
}

void tst_FetchUrl::aRelativeUrlNeedsABase()
{
    const auto origins = OriginList::of({}, {u"https://h.example"_qs});
    QVERIFY(origins);
    QCOMPARE(fetchUrl(u"/x"_qs, {}, *origins).error().code(), Error::InvalidArgument);
    QCOMPARE(fetchUrl(u"https://h.example/x"_qs, {}, OriginList()).error().code(), Error::OriginNotAllowed);
}

void tst_FetchUrl::aChallengeIsReadAndNotSearched_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *name, const QByteArray &header, bool refused) {
        QTest::newRow(name) << header << refused;
    };
    row("quoted", R"(Bearer error="invalid_token")", true);
    row("bare", "Bearer error=invalid_token", true);
    row("letter case", R"(BEARER realm="x", Error="invalid_token")", true);
    row("DPoP", R"(DPoP algs="ES256", error="invalid_token")", true);
    row("the second challenge", R"(Basic realm="x", Bearer realm="y", error="invalid_token")", true);
    row("blanks", R"(Bearer   realm = "x" ,error = "invalid_token")", true);
    row("another error", R"(Bearer error="insufficient_scope")", false);
    row("no error", R"(Bearer realm="api")", false);
    row("the word in a text", R"(Bearer error="invalid_request", error_description="error=\"invalid_token\"")", false);
    row("another parameter", R"(Bearer xerror="invalid_token")", false);
    row("another scheme", R"(Basic error="invalid_token")", false);
    row("a scheme that follows", R"(Bearer realm="x", Digest error="invalid_token")", false);
    row("nothing", "", false);
}

void tst_FetchUrl::aChallengeIsReadAndNotSearched()
{
    QFETCH(QByteArray, header);
    QTEST(hasChallengeError(header, "invalid_token"), "refused");
}

void tst_FetchUrl::aLocationIsResolved_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("url");
    QTest::newRow("absolute") << QByteArray("https://e.example/y") << u"https://e.example/y"_qs;
    QTest::newRow("path") << QByteArray("/y") << u"https://h.example/y"_qs;
    QTest::newRow("beside") << QByteArray("y?q") << u"https://h.example/a/y?q"_qs;
    QTest::newRow("above") << QByteArray("../y") << u"https://h.example/y"_qs;
    QTest::newRow("query") << QByteArray("?q") << u"https://h.example/a/b?q"_qs;
    QTest::newRow("host") << QByteArray("//e.example/y") << u"https://e.example/y"_qs;
    QTest::newRow("backslashes") << QByteArray(R"(\\e.example\y)") << QString();
    QTest::newRow("slash and backslash") << QByteArray(R"(/\e.example/y)") << QString();
    QTest::newRow("user") << QByteArray("https://h.example@e.example/") << QString();
    QTest::newRow("control character") << QByteArray("/\x01y") << QString();
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << QString();
    QTest::newRow("none") << QByteArray() << QString();
}

void tst_FetchUrl::aLocationIsResolved()
{
    QFETCH(QByteArray, location);
    const auto url = Redirect::target(location, QUrl(u"https://h.example/a/b"_qs));
    QTEST(url ? url->toString(QUrl::FullyEncoded) : QString(), "url");
}

void tst_FetchUrl::aRequestThatHttpDoesNotHaveIsRefused_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QVariantMap>("headers");
    QTest::addColumn<bool>("hasBody");
    QTest::newRow("a blank in the method") << u"GET /x"_qs << QVariantMap() << false;
    QTest::newRow("no method") << QString(u""_qs) << QVariantMap() << false;
    QTest::newRow("TRACE") << u"trace"_qs << QVariantMap() << false;
    QTest::newRow("CONNECT") << u"CONNECT"_qs << QVariantMap() << false;
    QTest::newRow("GET with a body") << u"GET"_qs << QVariantMap() << true;
    QTest::newRow("HEAD with a body") << u"HEAD"_qs << QVariantMap() << true;
    QTest::newRow("Host") << u"GET"_qs << QVariantMap{{u"Host"_qs, u"e.example"_qs}} << false;
    QTest::newRow("Content-Length") << u"GET"_qs << QVariantMap{{u"content-length"_qs, 5}} << false;
    QTest::newRow("a second header in a value")
        << u"GET"_qs << QVariantMap{{u"X"_qs, u"a\r\nAuthorization: b"_qs}} << false;
    QTest::newRow("a second header in a name") << u"GET"_qs << QVariantMap{{u"X: a\r\nY"_qs, u"b"_qs}} << false;
}

void tst_FetchUrl::aRequestThatHttpDoesNotHaveIsRefused()
{
    FetchOptions options;
    QFETCH(QString, method);
    QFETCH(QVariantMap, headers);
    QFETCH(bool, hasBody);
    options.method = method;
    options.headers = headers;
    if (hasBody)
        options.body = QByteArray("x");
    const auto request = fetchRequest(QUrl(u"https://h.example/"_qs), options);
    QVERIFY(!request);
    QCOMPARE(request.error().code(), Error::InvalidArgument);
}

QTEST_APPLESS_MAIN(tst_FetchUrl)
#include "tst_fetchurl.moc"
