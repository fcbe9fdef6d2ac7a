// SPDX-License-Identifier: Apache-2.0
#include "webauth/authorizeresponse.h"
#include <QtTest/QTest>

using namespace Auth0;

class TestAuthorizeResponse : public QObject
{
    Q_OBJECT

    static AuthorizeTransaction transaction()
    {
        AuthorizeTransaction transaction;
        transaction.state = QStringLiteral("right");
        transaction.issuer = QStringLiteral("https://t.example/");
        return transaction;
    }
    static QUrl callback(const QString &query)
    {
        return QUrl(QStringLiteral("http://127.0.0.1:1/callback?") + query, QUrl::StrictMode);
    }

private Q_SLOTS:
    void eachCallbackIsJudgedInOrder_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("issDemanded");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const char *query, Error::Code code, bool issDemanded = false) {
            QTest::newRow(name) << QString::fromLatin1(query) << issDemanded << int(code);
        };
        const char *iss = "iss=https%3A%2F%2Ft.example%2F&code=c&state=right";
        row("good", "code=c&state=right", Error::NoError);
        row("good with iss", iss, Error::NoError);
        row("good with the iss that is demanded", iss, Error::NoError, true);
        row("iss missing though demanded", "code=c&state=right", Error::InvalidIssuer, true);
        row("iss empty though demanded", "iss=&code=c&state=right", Error::InvalidIssuer, true);
        row("iss foreign", "iss=https%3A%2F%2Fevil.example%2F&code=c&state=right", Error::InvalidIssuer);
        row("iss without the slash", "iss=https%3A%2F%2Ft.example&code=c&state=right", Error::InvalidIssuer);
        row("iss in capitals", "iss=https%3A%2F%2FT.example%2F&code=c&state=right", Error::InvalidIssuer);
        row("iss before state", "iss=https%3A%2F%2Fevil.example%2F&code=c&state=wrong", Error::InvalidIssuer);
        row("iss before error", "iss=https%3A%2F%2Fevil.example%2F&error=access_denied&state=right",
            Error::InvalidIssuer);
        row("state foreign", "code=c&state=wrong", Error::InvalidState);
        row("state longer", "code=c&state=rightt", Error::InvalidState);
        row("state shorter", "code=c&state=righ", Error::InvalidState);
        row("state empty", "code=c&state=", Error::InvalidState);
        row("state missing", "code=c", Error::InvalidState);
        row("state in another field", "code=c&xstate=right", Error::InvalidState);
        row("state before error", "error=access_denied&state=wrong", Error::InvalidState);
        row("state before code", "state=wrong", Error::InvalidState);
        row("nothing at all", "", Error::InvalidState);
        row("denied", "error=access_denied&error_description=no&state=right", Error::AccessDenied);
        row("blocked user", "error=unauthorized&error_description=user%20is%20blocked&state=right",
            Error::AccessDenied);
        row("login required", "error=login_required&state=right", Error::LoginRequired);
        row("consent required", "error=consent_required&state=right", Error::ConsentRequired);
        row("any other error", "error=server_error&state=right", Error::ServerFailure);
        row("error before code", "error=access_denied&code=c&state=right", Error::AccessDenied);
        row("no code", "state=right", Error::NoAuthorizationCode);
        row("empty code", "code=&state=right", Error::NoAuthorizationCode);
    }
    void eachCallbackIsJudgedInOrder()
    {
        QFETCH(QString, query);
        QFETCH(bool, issDemanded);
        QFETCH(int, code);
        const auto judged = AuthorizeResponse::codeFrom(callback(query), transaction(), issDemanded);
        QCOMPARE(int(judged.error().code()), code);
        if (judged)
            QCOMPARE(*judged, QStringLiteral("c"));
        const bool foreign = code == Error::InvalidIssuer || code == Error::InvalidState;
        QCOMPARE(AuthorizeResponse::isForeign(judged.error()), foreign);
    }

    void aRefusalCarriesTheServersWords()
    {
        const auto judged = AuthorizeResponse::codeFrom(
            callback(QStringLiteral("error=access_denied&error_description=Not+in+%C3%96sterreich%2B&state=right")),
            transaction(), false);
        QCOMPARE(judged.error().serverCode(), QStringLiteral("access_denied"));
        QVERIFY(judged.error().message().contains(QStringLiteral("Not in Österreich+")));
    }

    void theCodeIsReadAsAFormWroteIt()
    {
        const QUrl url = callback(QStringLiteral("state=right&code=a%2Bb+c%26d%253D"));
        QCOMPARE(*AuthorizeResponse::codeFrom(url, transaction(), false), QStringLiteral("a+b c&d%3D"));
    }

    void noMessageRepeatsTheState()
    {
        const auto judged =
            AuthorizeResponse::codeFrom(callback(QStringLiteral("code=c0de&state=st4te")), transaction(), false);
        const QString message = judged.error().toString();
        QVERIFY(!message.contains(QLatin1String("c0de")) && !message.contains(QLatin1String("st4te")));
        QVERIFY(!message.contains(QLatin1String("right")));
    }
};

QTEST_GUILESS_MAIN(TestAuthorizeResponse)
#include "tst_authorizeresponse.moc"
