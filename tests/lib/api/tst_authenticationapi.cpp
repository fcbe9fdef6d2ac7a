// SPDX-License-Identifier: Apache-2.0
#include "api/authenticationapi.h"
#include "support/await.h"
#include "support/fakenetwork.h"
#include "support/manualclock.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
struct Bench
{
    FakeNetwork network;
    ManualClock clock;
    HttpClient http{&network, &clock};
    const Tenant tenant{QUrl(u"https://tenant.example/"_qs), u"client"_qs};
};

const QByteArray token = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60}";
} // namespace

class tst_AuthenticationApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCodeIsExchanged()
    {
        Bench b;
        b.network.reply(token);
        const auto answer = await(AuthenticationApi::exchangeCode(
            &b.http, b.tenant, {u"c+/="_qs, u"verifier"_qs, u"http://127.0.0.1:14211/callback"_qs}));
        QVERIFY2(answer, qPrintable(answer.error().message()));
        QCOMPARE(answer->accessToken, u"a"_qs);
        QCOMPARE(answer->serverTime, b.clock.time); // the answer had no Date
        QCOMPARE(b.network.last().method, QByteArray("POST"));
        QCOMPARE(b.network.last().url, QUrl(u"https://tenant.example/oauth/token"_qs));
        QCOMPARE(
            b.network.last().body,
            QByteArray("grant_type=authorization_code&client_id=client&code=c%2B%2F%3D&code_verifier=verifier&"
                       "redirect_uri=http%3A%2F%2F127.0.0.1%3A14211%2Fcallback"));
    }

    void aRefreshSendsWhatIsGiven()
    {
        Bench b;
        b.network.reply(token);
        QVERIFY(await(AuthenticationApi::refresh(&b.http, b.tenant, {u"r1"_qs, {}, {}, {}})));
        QCOMPARE(b.network.last().body, QByteArray("grant_type=refresh_token&client_id=client&refresh_token=r1"));
        b.network.reply(token);
        QVERIFY(await(AuthenticationApi::refresh(
            &b.http, b.tenant,
            {u"r1"_qs,
             u"https://api.example.com"_qs,
             u"openid read:x"_qs,
             {{u"ext-n"_qs, 5}, {u"ext-b"_qs, true}, {u"ext-s"_qs, u"a b"_qs}}})));
        QCOMPARE(
            b.network.last().body,
            QByteArray("grant_type=refresh_token&client_id=client&refresh_token=r1&audience=https%3A%2F%2Fapi.example."
                       "com&scope=openid%20read%3Ax&ext-b=true&ext-n=5&ext-s=a%20b"));
    }

    void aRefusedRefreshTokenKeepsTheServersWord()
    {
        Bench b;
        b.network.reply(
            QJsonObject{
                {u"error"_qs, u"invalid_grant"_qs}, {u"error_description"_qs, u"Unknown or invalid refresh token."_qs}},
            403);
        const auto answer = await(AuthenticationApi::refresh(&b.http, b.tenant, {u"r1"_qs, {}, {}, {}}));
        QCOMPARE(answer.error().code(), Error::ServerFailure);
        QCOMPARE(answer.error().serverCode(), u"invalid_grant"_qs);
        QCOMPARE(answer.error().statusCode(), 403);
        QVERIFY(!answer.error().isRetryable());
    }

    void aRevocationSucceedsByItsStatusAlone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("OK");
        QTest::newRow("json") << QByteArray("{}");
    }
    void aRevocationSucceedsByItsStatusAlone()
    {
        QFETCH(QByteArray, body);
        Bench b;
        b.network.reply(body);
        QVERIFY(await(AuthenticationApi::revoke(&b.http, b.tenant, u"r1"_qs)));
        QCOMPARE(b.network.last().url.path(), u"/oauth/revoke"_qs);
        QCOMPARE(b.network.last().field(u"client_id"_qs), u"client"_qs);
        QCOMPARE(b.network.last().field(u"token"_qs), u"r1"_qs);
    }

    void aFailedRevocationTellsItsCause()
    {
        Bench b;
        b.network.reply(QJsonObject{{u"error"_qs, u"invalid_client"_qs}}, 401);
        const Error refused = await(AuthenticationApi::revoke(&b.http, b.tenant, u"planted"_qs)).error();
        QCOMPARE(refused.code(), Error::RevokeFailed);
        QCOMPARE(refused.serverCode(), u"invalid_client"_qs);
        QVERIFY(!refused.message().contains(QLatin1String("planted")));
        b.network.reply({0, {}, {}, QNetworkReply::HostNotFoundError});
        const Error offline = await(AuthenticationApi::revoke(&b.http, b.tenant, u"r1"_qs)).error();
        QCOMPARE(offline.code(), Error::RevokeFailed);
        QVERIFY(offline.cause());
        QCOMPARE(offline.cause()->code(), Error::NetworkFailure);
    }

    void theUsersClaimsAreFetched_data()
    {
        QTest::addColumn<QString>("tokenType");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("Bearer") << u"bearer"_qs << QByteArray("Bearer at");
        QTest::newRow("DPoP") << u"DPoP"_qs << QByteArray("DPoP at");
    }
    void theUsersClaimsAreFetched()
    {
        QFETCH(QString, tokenType);
        QFETCH(QByteArray, header);
        Bench b;
        b.network.reply(QJsonObject{{u"sub"_qs, u"auth0|1"_qs}, {u"name"_qs, u"Ada"_qs}});
        const auto claims = await(AuthenticationApi::userInfo(&b.http, b.tenant, u"at"_qs, tokenType, u"auth0|1"_qs));
        QVERIFY(claims);
        QCOMPARE(claims->value(u"name"_qs).toString(), u"Ada"_qs);
        QCOMPARE(b.network.last().header("Authorization"), header);
        QCOMPARE(b.network.last().url, QUrl(u"https://tenant.example/userinfo"_qs));
    }

    void anotherUsersClaimsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("another") << QByteArray("{\"sub\":\"auth0|2\"}");
        QTest::newRow("none") << QByteArray("{\"name\":\"Ada\"}");
        QTest::newRow("text") << QByteArray("OK");
    }
    void anotherUsersClaimsAreRefused()
    {
        QFETCH(QByteArray, body);
        Bench b;
        b.network.reply(body);
        QCOMPARE(
            await(AuthenticationApi::userInfo(&b.http, b.tenant, u"at"_qs, u"Bearer"_qs, u"auth0|1"_qs)).error().code(),
            Error::InvalidResponse);
    }

    void aServersLocalAddressIsUsedAsItStands()
    {
        Bench b;
        const Tenant local{QUrl(u"http://127.0.0.1:3000/"_qs), u"c"_qs};
        b.network.reply(token);
        QVERIFY(await(AuthenticationApi::refresh(&b.http, local, {u"r"_qs, {}, {}, {}})));
        QCOMPARE(b.network.last().url, QUrl(u"http://127.0.0.1:3000/oauth/token"_qs));
        QCOMPARE(local.issuer(), u"http://127.0.0.1:3000/"_qs);
    }
};

QTEST_GUILESS_MAIN(tst_AuthenticationApi)
#include "tst_authenticationapi.moc"
