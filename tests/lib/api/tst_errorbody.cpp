// SPDX-License-Identifier: Apache-2.0
#include "api/authenticationapi.h"
#include <QtTest/QTest>

using namespace Auth0;
using AuthenticationApi::errorFromCallback;
using AuthenticationApi::errorFromResponse;

namespace {
const QDateTime now(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

Error error(int status, const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers = headers;
    return errorFromResponse(response, now);
}

Error oauth(int status, const QByteArray &code, const QByteArray &description = {})
{
    return error(status, "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}");
}
} // namespace

class tst_ErrorBody : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyServerCodeHasItsOwn_data()
    {
        QTest::addColumn<QByteArray>("serverCode");
        QTest::addColumn<QByteArray>("description");
        QTest::addColumn<int>("code");
        const auto row = [](const char *code, const char *text, Error::Code expected) {
            QTest::addRow("%s: %s", code, text) << QByteArray(code) << QByteArray(text) << int(expected);
        };
        row("invalid_grant", "Unknown or invalid refresh token.", Error::ServerFailure);
        row("invalid_grant", "Invalid authorization code", Error::ServerFailure);
        row("invalid_grant", "Wrong email or password.", Error::InvalidCredentials);
        row("invalid_user_password", "Wrong email or password.", Error::InvalidCredentials);
        row("invalid_grant", "Wrong email or verification code.", Error::InvalidCode);
        row("invalid_grant", "Wrong phone number or verification code.", Error::InvalidCode);
        row("invalid_grant", "Invalid otp_code.", Error::InvalidCode);
        row("invalid_grant", "Invalid binding_code.", Error::InvalidCode);
        row("invalid_grant", "MFA Authorization rejected.", Error::MfaRejected);
        row("invalid_grant", "Malformed mfa_token", Error::MfaTokenInvalid);
        row("expired_token", "mfa_token is expired", Error::MfaTokenInvalid);
        row("mfa_required", "Multifactor authentication required", Error::MfaRequired);
        row("a0.mfa_required", "", Error::MfaRequired);
        row("a0.mfa_invalid_code", "", Error::InvalidCode);
        row("access_denied", "User did not authorize the request", Error::AccessDenied);
        row("unauthorized", "user is blocked", Error::AccessDenied);
        row("unauthorized_client", "Grant type not allowed", Error::UnauthorizedClient);
        row("consent_required", "", Error::ConsentRequired);
        row("login_required", "", Error::LoginRequired);
        row("interaction_required", "", Error::LoginRequired);
        row("too_many_attempts", "", Error::TooManyAttempts);
        row("password_leaked", "", Error::PasswordLeaked);
        row("requires_verification", "", Error::EmailNotVerified);
        row("use_dpop_nonce", "", Error::DpopProofFailed);
        row("invalid_dpop_proof", "", Error::DpopProofFailed);
        row("invalid_client", "", Error::ServerFailure);
        row("server_error", "", Error::ServerFailure);
        row("something_new", "", Error::ServerFailure);
    }
    void everyServerCodeHasItsOwn()
    {
        QFETCH(QByteArray, serverCode);
        QFETCH(QByteArray, description);
        QFETCH(int, code);
        const Error answered = oauth(403, serverCode, description);
        QCOMPARE(answered.code(), Error::Code(code));
        QCOMPARE(answered.serverCode(), QString::fromLatin1(serverCode));
        QCOMPARE(answered.statusCode(), 403);
        QVERIFY(answered.message().contains(QString::fromLatin1(description)));
        const Error called = errorFromCallback(QString::fromLatin1(serverCode), QString::fromLatin1(description));
        QCOMPARE(called.code(), Error::Code(code));
        QCOMPARE(called.serverCode(), QString::fromLatin1(serverCode));
        QCOMPARE(called.statusCode(), 0);
    }

    void theSecondFactorsTokenIsCarriedAndNotShown()
    {
        const Error answered = error(
            403,
            "{\"error\":\"mfa_required\",\"error_description\":\"Multifactor authentication required\","
            "\"mfa_token\":\"Fe26.planted\",\"mfa_requirements\":{\"challenge\":[{\"type\":\"otp\"}]}}");
        QCOMPARE(answered.code(), Error::MfaRequired);
        QCOMPARE(answered.details().value(u"mfa_token"_qs).toString(), u"Fe26.planted"_qs);
        const QVariantMap requirements = answered.details().value(u"mfa_requirements"_qs).toMap();
        QCOMPARE(requirements.value(u"challenge"_qs).toList().value(0).toMap().value(u"type"_qs).toString(), u"otp"_qs);
        QVERIFY(!answered.message().contains(QLatin1String("planted")));
    }

    void theOlderShapeOfDatabasesIsRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("user exists") << QByteArray(
            "{\"name\":\"BadRequestError\",\"code\":\"user_exists\",\"description\":\"The user already exists.\","
            "\"statusCode\":400}") << int(Error::UserExists);
        QTest::newRow("too weak") << QByteArray(
            "{\"name\":\"PasswordStrengthError\",\"code\":\"invalid_password\",\"message\":\"Password is too weak\","
            "\"description\":{\"rules\":[]},\"policy\":\"* 8 characters\"}")
                                  << int(Error::PasswordTooWeak);
        QTest::newRow("reused") << QByteArray(
            "{\"name\":\"PasswordHistoryError\",\"code\":\"invalid_password\",\"message\":\"used before\"}")
                                << int(Error::PasswordReused);
        QTest::newRow("signup") << QByteArray("{\"code\":\"invalid_signup\",\"description\":\"Invalid sign up\"}")
                                << int(Error::InvalidSignup);
    }
    void theOlderShapeOfDatabasesIsRead()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QCOMPARE(error(400, body).code(), Error::Code(code));
        QVERIFY(!error(400, body).serverCode().isEmpty());
    }

    void theRulesOfAPasswordAreCarried()
    {
        const Error answered =
            error(400, "{\"code\":\"invalid_password\",\"description\":{\"verified\":false},\"policy\":\"p\"}");
        QCOMPARE(answered.details().value(u"description"_qs).toMap().value(u"verified"_qs), QVariant(false));
        QCOMPARE(answered.details().value(u"policy"_qs).toString(), u"p"_qs);
    }

    void problemsOfMyAccountAreRead()
    {
        const Error answered = error(
            400,
            "{\"type\":\"https://auth0.com/api-errors#A0E-400-0003\",\"title\":\"Bad Request\","
            "\"detail\":\"Validation failed\",\"status\":400,\"validation_errors\":[{\"detail\":\"d\"}]}");
        QCOMPARE(answered.code(), Error::ServerFailure);
        QCOMPARE(answered.serverCode(), u"https://auth0.com/api-errors#A0E-400-0003"_qs);
        QVERIFY(answered.message().contains(QLatin1String("Validation failed")));
        QCOMPARE(answered.details().value(u"validation_errors"_qs).toList().size(), 1);
    }

    void textAndHtmlAreAStatusAlone()
    {
        for (const QByteArray &body :
             {QByteArray("<html>Bad Gateway planted</html>"), QByteArray("Unauthorized"), QByteArray()}) {
            const Error answered = error(502, body);
            QCOMPARE(answered.code(), Error::ServerFailure);
            QCOMPARE(answered.serverCode(), u"http_error_502"_qs);
            QCOMPARE(answered.statusCode(), 502);
            QVERIFY(answered.isRetryable());
        }
    }

    void anEmptyBodyIsExplainedByItsHeader_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("Bearer") << QByteArray("Bearer error=\"invalid_token\", error_description=\"It expired\"");
        QTest::newRow("DPoP, realm first")
            << QByteArray("DPoP realm=\"x\", error=\"invalid_token\",error_description=\"It expired\", algs=\"ES256\"");
        QTest::newRow("unquoted") << QByteArray("Bearer error=invalid_token, error_description=\"It expired\"");
    }
    void anEmptyBodyIsExplainedByItsHeader()
    {
        QFETCH(QByteArray, header);
        const Error answered = error(401, "Unauthorized", {{"www-authenticate", header}});
        QCOMPARE(answered.serverCode(), u"invalid_token"_qs);
        QVERIFY(answered.message().contains(QLatin1String("It expired")));
    }

    void tooManyRequestsSayWhenToComeBack()
    {
        const Error seconds = error(429, "{\"error\":\"too_many_requests\"}", {{"Retry-After", "30"}});
        QCOMPARE(seconds.code(), Error::TooManyRequests);
        QCOMPARE(seconds.details().value(u"retryAfter"_qs).toLongLong(), 30);
        QVERIFY(seconds.isRetryable());
        const Error reset = error(429, "", {{"x-ratelimit-reset", QByteArray::number(now.toSecsSinceEpoch() + 12)}});
        QCOMPARE(reset.details().value(u"retryAfter"_qs).toLongLong(), 12);
        QCOMPARE(error(429, "{\"error\":\"too_many_attempts\"}").code(), Error::TooManyAttempts);
        QVERIFY(!error(429, "").details().contains(u"retryAfter"_qs));
        QCOMPARE(error(503, "", {{"Retry-After", "5"}}).details().value(u"retryAfter"_qs).toLongLong(), 5);
    }

    void aRedirectIsAFailureThatSaysSo()
    {
        const Error answered = error(302, "", {{"Location", "https://elsewhere.example/?code=planted"}});
        QCOMPARE(answered.code(), Error::ServerFailure);
        QVERIFY(answered.message().contains(QLatin1String("redirect")));
        QVERIFY(!answered.message().contains(QLatin1String("planted")));
    }

    void whatAServerQuotesIsMasked()
    {
        const Error answered = oauth(400, "invalid_request", "bad value in refresh_token=planted");
        QVERIFY(!answered.message().contains(QLatin1String("planted")));
        QVERIFY(!errorFromCallback(u"x"_qs, u"code=planted"_qs).message().contains(QLatin1String("planted")));
    }
};

QTEST_GUILESS_MAIN(tst_ErrorBody)
#include "tst_errorbody.moc"
