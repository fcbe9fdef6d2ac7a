// SPDX-License-Identifier: Apache-2.0
#include "client/camelcase.h"
#include "client/configuration.h"
#include "client/domain.h"
#include <QtCore/QJsonArray>
#include <QtTest/QtTest>

using namespace Auth0;

class tst_Configuration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDomainBecomesTheIssuer_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("issuer");
        QTest::newRow("host") << "tenant.eu.auth0.com"
                              << "https://tenant.eu.auth0.com/";
        QTest::newRow("letter case is ignored") << "Tenant.EU.auth0.com"
                                                << "https://tenant.eu.auth0.com/";
        QTest::newRow("another port") << "login.example.com:8443"
                                      << "https://login.example.com:8443/";
        QTest::newRow("local tenant") << "http://127.0.0.1:4000"
                                      << "http://127.0.0.1:4000/";
        QTest::newRow("local tenant by name") << "http://localhost:4000"
                                              << "http://localhost:4000/";
        QTest::newRow("the scheme's case is ignored") << "HTTP://127.0.0.1:4000"
                                                      << "http://127.0.0.1:4000/";
    }
    void aDomainBecomesTheIssuer()
    {
        QFETCH(QString, domain);
        QFETCH(QString, issuer);
        const auto base = baseUrlOf(domain);
        QVERIFY2(base, qPrintable(base.error().message()));
        QCOMPARE(base->toString(QUrl::FullyEncoded), issuer);
    }

    void aWrongDomainIsNamedAndMended_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::newRow("empty") << "";
        QTest::newRow("https scheme") << "https://tenant.eu.auth0.com";
        QTest::newRow("http beyond loopback") << "http://tenant.eu.auth0.com";
        QTest::newRow("http without a port") << "http://127.0.0.1";
        QTest::newRow("another scheme") << "ftp://127.0.0.1:21";
        QTest::newRow("slash at its end") << "tenant.eu.auth0.com/";
        QTest::newRow("path") << "tenant.eu.auth0.com/x";
        QTest::newRow("local slash") << "http://127.0.0.1:4000/";
        QTest::newRow("blank") << "tenant .com";
        QTest::newRow("line break") << "tenant.com\n";
        QTest::newRow("user") << "me@tenant.com";
        QTest::newRow("query") << "tenant.com?x";
        QTest::newRow("port 0") << "tenant.com:0";
        QTest::newRow("port too large") << "tenant.com:65536";
        QTest::newRow("two dots") << "tenant..com";
        QTest::newRow("percent") << "tenant%2ecom";
    }
    void aWrongDomainIsNamedAndMended()
    {
        QFETCH(QString, domain);
        Configuration configuration;
        configuration.domain = domain;
        configuration.clientId = QStringLiteral("c");
        const auto checked = configuration.check();
        QCOMPARE(checked.error().code(), Error::InvalidConfiguration);
        QVERIFY(checked.error().message().contains(QLatin1String("domain")));
        QVERIFY(checked.error().message().contains(QLatin1String("tenant.eu.auth0.com")));
    }

    void otherMistakesNameTheirMember()
    {
        Configuration good;
        good.domain = QStringLiteral("t.auth0.com");
        good.clientId = QStringLiteral("c");
        QVERIFY(good.check());
        const auto names = [&good](const char *member, auto change) {
            Configuration bad = good;
            change(bad);
            const Error error = bad.check().error();
            return error.code() == Error::InvalidConfiguration && error.message().contains(QLatin1String(member));
        };
        QVERIFY(names("clientId", [](Configuration &c) { c.clientId = QStringLiteral(" "); }));
        QVERIFY(names("callbackPorts", [](Configuration &c) { c.callbackPorts = {80, 70000}; }));
        QVERIFY(names("callbackPorts", [](Configuration &c) { c.callbackPorts.clear(); }));
        QVERIFY(names("leeway", [](Configuration &c) { c.leeway = std::chrono::seconds(-1); }));
        QVERIFY(names("timeout", [](Configuration &c) { c.timeout = std::chrono::seconds(0); }));
        QVERIFY(names("refreshLeadTime", [](Configuration &c) { c.refreshLeadTime = std::chrono::seconds(-1); }));
        QVERIFY(names("redirectUri", [](Configuration &c) { c.redirectUri = QStringLiteral("callback"); }));
        QVERIFY(
            names("logoutRedirectUri", [](Configuration &c) { c.logoutRedirectUri = QStringLiteral("http://h/#x"); }));
    }

    void theTokenEndpointIsSafe_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("none") << "" << true;
        QTest::newRow("https") << "https://app.example.com/token?tenant=a" << true;
        QTest::newRow("another port") << "https://app.example.com:8443/token" << true;
        QTest::newRow("http here") << "http://127.0.0.1:9000/token" << true;
        QTest::newRow("http here by name") << "http://localhost:9000/token" << true;
        QTest::newRow("http elsewhere") << "http://app.example.com/token" << false;
        QTest::newRow("no scheme") << "app.example.com/token" << false;
        QTest::newRow("relative") << "/token" << false;
        QTest::newRow("another scheme") << "ftp://127.0.0.1/token" << false;
        QTest::newRow("no host") << "https:///token" << false;
        QTest::newRow("fragment") << "https://app.example.com/token#x" << false;
        QTest::newRow("user") << "https://me@app.example.com/token" << false;
        QTest::newRow("blank") << "https://app.example.com/to ken" << false;
    }
    void theTokenEndpointIsSafe()
    {
        QFETCH(QString, url);
        QFETCH(bool, good);
        Configuration configuration;
        configuration.domain = QStringLiteral("t.auth0.com");
        configuration.clientId = QStringLiteral("c");
        configuration.tokenEndpoint = url;
        const Error error = configuration.check().error();
        QCOMPARE(error.code(), good ? Error::NoError : Error::InvalidConfiguration);
        QVERIFY(good || error.message().contains(QLatin1String("tokenEndpoint")));
    }

    void callbackUrlsAreOnePerPort()
    {
        Configuration configuration;
        const QStringList expected{
            QStringLiteral("http://127.0.0.1:14211/callback"), QStringLiteral("http://127.0.0.1:21867/callback"),
            QStringLiteral("http://127.0.0.1:29437/callback")};
        QCOMPARE(configuration.callbackUrls(), expected);
        configuration.redirectUri = QStringLiteral("http://127.0.0.1:5000/in");
        QCOMPARE(configuration.callbackUrls(), QStringList{configuration.redirectUri});
    }

    void userInfoKeysAreCamelCasedAtEveryLevel()
    {
        const QJsonObject claims{
            {QStringLiteral("given_name"), QStringLiteral("Ada")},
            {QStringLiteral("address"), QJsonObject{{QStringLiteral("street_address"), QStringLiteral("x")}}},
            {QStringLiteral("list"), QJsonArray{QJsonObject{{QStringLiteral("a_b"), 1}}}}};
        const QVariantMap map = camelCased(claims);
        QCOMPARE(map.value(QStringLiteral("givenName")).toString(), QStringLiteral("Ada"));
        QCOMPARE(
            map.value(QStringLiteral("address")).toMap().value(QStringLiteral("streetAddress")).toString(),
            QStringLiteral("x"));
        QVERIFY(map.value(QStringLiteral("list")).toList().first().toMap().contains(QStringLiteral("aB")));
    }
};

QTEST_GUILESS_MAIN(tst_Configuration)
#include "tst_configuration.moc"
