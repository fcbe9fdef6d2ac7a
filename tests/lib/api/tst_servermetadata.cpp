// SPDX-License-Identifier: Apache-2.0
#include "api/servermetadata.h"
#include "support/await.h"
#include "support/fakenetwork.h"
#include "support/manualclock.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

class tst_ServerMetadata : public QObject
{
    Q_OBJECT
    ManualClock clock;
    const Tenant tenant{QUrl(u"https://tenant.example/"_qs), u"client"_qs};

    Result<ServerMetadata> fetched(const QByteArray &body, int status = 200, const Tenant *from = nullptr)
    {
        FakeNetwork network;
        HttpClient http(&network, &clock);
        network.reply(body, status);
        return await(ServerMetadata::fetch(&http, from ? *from : tenant));
    }
    Result<ServerMetadata> fetched(const QJsonObject &json)
    {
        return fetched(QJsonDocument(json).toJson(QJsonDocument::Compact));
    }

private Q_SLOTS:
    void whatWeUseIsRead()
    {
        FakeNetwork network;
        HttpClient http(&network, &clock);
        network.reply(QJsonObject{
            {u"issuer"_qs, u"https://tenant.example/"_qs},
            {u"jwks_uri"_qs, u"https://keys.example/jwks"_qs},
            {u"end_session_endpoint"_qs, u"https://tenant.example/oidc/logout"_qs},
            {u"authorization_response_iss_parameter_supported"_qs, true}});
        const auto metadata = await(ServerMetadata::fetch(&http, tenant));
        QVERIFY2(metadata, qPrintable(metadata.error().message()));
        QCOMPARE(metadata->jwksUri, QUrl(u"https://keys.example/jwks"_qs));
        QCOMPARE(metadata->endSessionEndpoint, QUrl(u"https://tenant.example/oidc/logout"_qs));
        QVERIFY(metadata->issInAuthorizationResponse);
        QCOMPARE(network.last().url, QUrl(u"https://tenant.example/.well-known/openid-configuration"_qs));
    }

    void withoutMetadataAuth0sOwnPathsServe()
    {
        const auto metadata = fetched("Not found", 404);
        QVERIFY(metadata);
        QCOMPARE(metadata->jwksUri, QUrl(u"https://tenant.example/.well-known/jwks.json"_qs));
        QVERIFY(metadata->endSessionEndpoint.isEmpty());
        QVERIFY(!metadata->issInAuthorizationResponse);
        const auto sparse = fetched(QJsonObject{{u"issuer"_qs, tenant.issuer()}});
        QVERIFY(sparse);
        QCOMPARE(sparse->jwksUri, metadata->jwksUri);
    }

    void anotherIssuerIsRefused_data()
    {
        QTest::addColumn<QJsonValue>("issuer");
        QTest::newRow("no slash") << QJsonValue(u"https://tenant.example"_qs);
        QTest::newRow("capitals") << QJsonValue(u"https://Tenant.example/"_qs);
        QTest::newRow("port") << QJsonValue(u"https://tenant.example:443/"_qs);
        QTest::newRow("other") << QJsonValue(u"https://evil.example/"_qs);
        QTest::newRow("missing") << QJsonValue();
        QTest::newRow("number") << QJsonValue(5);
    }
    void anotherIssuerIsRefused()
    {
        QFETCH(QJsonValue, issuer);
        QCOMPARE(fetched(QJsonObject{{u"issuer"_qs, issuer}}).error().code(), Error::InvalidIssuer);
    }

    void keysComeByHttpsOrFromTheSameOrigin_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QJsonValue>("jwksUri");
        QTest::addColumn<bool>("accepted");
        const QString far = u"https://tenant.example/"_qs, local = u"http://127.0.0.1:3000/"_qs;
        QTest::newRow("https elsewhere") << far << QJsonValue(u"https://cdn.example/jwks"_qs) << true;
        QTest::newRow("http") << far << QJsonValue(u"http://tenant.example/jwks"_qs) << false;
        QTest::newRow("file") << far << QJsonValue(u"file:///etc/passwd"_qs) << false;
        QTest::newRow("no host") << far << QJsonValue(u"https:///jwks"_qs) << false;
        QTest::newRow("relative") << far << QJsonValue(u"/jwks"_qs) << false;
        QTest::newRow("number") << far << QJsonValue(5) << false;
        QTest::newRow("null") << far << QJsonValue() << false;
        QTest::newRow("same origin") << local << QJsonValue(u"http://127.0.0.1:3000/jwks"_qs) << true;
        QTest::newRow("another port") << local << QJsonValue(u"http://127.0.0.1:3001/jwks"_qs) << false;
        QTest::newRow("another name") << local << QJsonValue(u"http://localhost:3000/jwks"_qs) << false;
    }
    void keysComeByHttpsOrFromTheSameOrigin()
    {
        QFETCH(QString, base);
        QFETCH(QJsonValue, jwksUri);
        QFETCH(bool, accepted);
        const Tenant from{QUrl(base), u"client"_qs};
        const auto metadata =
            fetched(QJsonDocument(QJsonObject{{u"issuer"_qs, base}, {u"jwks_uri"_qs, jwksUri}}).toJson(), 200, &from);
        QCOMPARE(metadata.error().code(), accepted ? Error::NoError : Error::InvalidResponse);
    }

    void failuresAreErrors()
    {
        QCOMPARE(fetched("<html>", 200).error().code(), Error::InvalidResponse);
        QCOMPARE(fetched("down", 503).error().code(), Error::ServerFailure);
        QVERIFY(fetched("down", 503).error().isRetryable());
        QCOMPARE(fetched("", 302).error().code(), Error::ServerFailure);
    }
};

QTEST_GUILESS_MAIN(tst_ServerMetadata)
#include "tst_servermetadata.moc"
