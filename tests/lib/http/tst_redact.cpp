// SPDX-License-Identifier: Apache-2.0
#include "http/redact.h"
#include <QtTest/QTest>

using namespace Auth0;

class tst_Redact : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plantedSecretsAreMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("form") << u"grant_type=refresh_token&refresh_token=planted%20x&scope=openid"_qs
                              << u"grant_type=refresh_token&refresh_token=***&scope=openid"_qs;
        QTest::newRow("url") << u"http://127.0.0.1:14211/callback?code=planted&state=planted&x=1#f"_qs
                             << u"http://127.0.0.1:14211/callback?code=***&state=***&x=1#f"_qs;
        QTest::newRow("json") << u"{\"access_token\": \"planted\\\"planted\", \"scope\":\"openid\"}"_qs
                              << u"{\"access_token\": \"***\", \"scope\":\"openid\"}"_qs;
        QTest::newRow("json cut off") << u"{\"mfa_token\":\"planted"_qs << u"{\"mfa_token\":\"***\""_qs;
        QTest::newRow("list") << u"{\"recovery_codes\":[\"planted\",\"planted\"],\"a\":1}"_qs
                              << u"{\"recovery_codes\":\"***\",\"a\":1}"_qs;
        QTest::newRow("camel") << u"{\"refreshToken\":\"planted\"}"_qs << u"{\"refreshToken\":\"***\"}"_qs;
        QTest::newRow("header") << u"Accept: x\r\nAuthorization: Bearer planted\r\nHost: y"_qs
                                << u"Accept: x\r\nAuthorization: ***\r\nHost: y"_qs;
        QTest::newRow("proof") << u"dpop: planted"_qs << u"dpop: ***"_qs;
        QTest::newRow("scheme") << u"sent Bearer planted.planted there"_qs << u"sent Bearer *** there"_qs;
        QTest::newRow("jwt") << u"token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZA rejected"_qs
                             << u"token *** rejected"_qs;
        QTest::newRow("mfa") << u"Fe26.2**planted is expired"_qs << u"*** is expired"_qs;
        QTest::newRow("verifier") << u"code_verifier=planted&client_id=abc"_qs << u"code_verifier=***&client_id=abc"_qs;
        QTest::newRow("harmless") << u"Wrong email or password."_qs << u"Wrong email or password."_qs;
        QTest::newRow("challenge") << u"Bearer error=\"invalid_token\""_qs << u"Bearer error=\"invalid_token\""_qs;
        QTest::newRow("error code") << u"error=access_denied&status_code=3"_qs
                                    << u"error=access_denied&status_code=3"_qs;
    }
    void plantedSecretsAreMasked()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(redacted(text), expected);
        QVERIFY(!redacted(text).contains(QLatin1String("planted")));
    }

    void aUrlKeepsOnlyWhereItLeads()
    {
        const QUrl url(u"https://user:planted@tenant.example:8443/authorize?state=planted#planted"_qs);
        QCOMPARE(redacted(url), u"https://tenant.example:8443/authorize"_qs);
    }
};

QTEST_GUILESS_MAIN(tst_Redact)
#include "tst_redact.moc"
