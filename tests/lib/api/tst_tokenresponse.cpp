// SPDX-License-Identifier: Apache-2.0
#include "api/tokenresponse.h"
#include <QtTest/QTest>

using namespace Auth0;

namespace {
const QDateTime ourTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

Result<TokenResponse> read(const QByteArray &body, const QDateTime &date = {})
{
    HttpResponse response;
    response.status = 200;
    response.body = body;
    response.date = date;
    return TokenResponse::fromResponse(response, ourTime);
}

QByteArray with(const QByteArray &members)
{
    return "{\"access_token\":\"a\",\"token_type\":\"Bearer\"," + members + '}';
}
} // namespace

class tst_TokenResponse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMemberIsRead()
    {
        const auto answer = read(
            "{\"access_token\":\"a\",\"token_type\":\"bEARER\",\"expires_in\":86400,\"id_token\":\"i\","
            "\"refresh_token\":\"r\",\"scope\":\"openid x\",\"recovery_code\":\"c\",\"unknown\":{\"access_token\":1}}",
            ourTime.addSecs(5));
        QVERIFY(answer);
        QCOMPARE(answer->accessToken, u"a"_qs);
        QCOMPARE(answer->tokenType, u"bEARER"_qs);
        QCOMPARE(answer->expiresIn, std::optional<qint64>(86400));
        QCOMPARE(answer->idToken, u"i"_qs);
        QCOMPARE(answer->refreshToken, u"r"_qs);
        QCOMPARE(answer->scope, u"openid x"_qs);
        QCOMPARE(answer->recoveryCode, u"c"_qs);
        QCOMPARE(answer->serverTime, ourTime.addSecs(5));
    }

    void anAccessTokenIsEnough()
    {
        const auto answer = read("{\"access_token\":\"a\"}");
        QVERIFY(answer);
        QCOMPARE(answer->tokenType, u"Bearer"_qs);
        QVERIFY(!answer->expiresIn);
        QVERIFY(answer->refreshToken.isEmpty());
        QCOMPARE(answer->serverTime, ourTime);
    }

    void lifetimesAreReadOrUnknown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds"); // -1: unknown
        QTest::newRow("number") << QByteArray("60") << qint64(60);
        QTest::newRow("text") << QByteArray("\"60\"") << qint64(60);
        QTest::newRow("fraction") << QByteArray("59.9") << qint64(59);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("negative") << QByteArray("-5") << qint64(0);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
        QTest::newRow("word") << QByteArray("\"soon\"") << qint64(-1);
        QTest::newRow("absurd") << QByteArray("1e300") << qint64(10000000000);
    }
    void lifetimesAreReadOrUnknown()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        const auto answer = read(with("\"expires_in\":" + text));
        QVERIFY(answer);
        QCOMPARE(answer->expiresIn.value_or(-1), seconds);
    }

    void aMalformedAnswerNamesItsMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("named");
        QTest::newRow("empty") << QByteArray() << u"JSON"_qs;
        QTest::newRow("html") << QByteArray("<html>") << u"JSON"_qs;
        QTest::newRow("list") << QByteArray("[]") << u"JSON"_qs;
        QTest::newRow("no access token") << QByteArray("{\"token_type\":\"Bearer\"}") << u"access_token"_qs;
        QTest::newRow("empty access token") << QByteArray("{\"access_token\":\"\"}") << u"access_token"_qs;
        QTest::newRow("null access token") << QByteArray("{\"access_token\":null}") << u"access_token"_qs;
        QTest::newRow("number") << QByteArray("{\"access_token\":5}") << u"access_token"_qs;
        QTest::newRow("refresh token") << with("\"refresh_token\":[]") << u"refresh_token"_qs;
        QTest::newRow("id token") << with("\"id_token\":{}") << u"id_token"_qs;
        QTest::newRow("scope") << with("\"scope\":[\"openid\"]") << u"scope"_qs;
        QTest::newRow("lifetime") << with("\"expires_in\":[60]") << u"expires_in"_qs;
        QTest::newRow("other type") << QByteArray("{\"access_token\":\"a\",\"token_type\":\"mac\"}")
                                    << u"token_type"_qs;
        QTest::newRow("twice") << with("\"x\":{\"y\":[1,{\"z\":\"}\"}]},\"access_token\":\"b\"") << u"access_token"_qs;
        QTest::newRow("twice, escaped") << with("\"refresh_token\":\"r\",\"refresh\\u005ftoken\":\"s\"")
                                        << u"refresh_token"_qs;
    }
    void aMalformedAnswerNamesItsMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, named);
        const auto answer = read(body);
        QCOMPARE(answer.error().code(), Error::InvalidResponse);
        QVERIFY2(answer.error().message().contains(named), qPrintable(answer.error().message()));
    }

    void aNameMayComeAgainInsideOrAsAValue()
    {
        QVERIFY(read(
            with("\"x\":{\"access_token\":\"b\"},\"y\":[{\"x\":1},\"x\"],\"z\":\"x\",\"q\":\"\\\",\\\"x\\\":1\"")));
    }
};

QTEST_GUILESS_MAIN(tst_TokenResponse)
#include "tst_tokenresponse.moc"
