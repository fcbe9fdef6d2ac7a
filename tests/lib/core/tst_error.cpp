// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

using namespace Auth0;

class tst_Error : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The order of the contract: a number never changes its meaning.
    void theNumbersOfTheCodesNeverChange()
    {
        const QString names = QStringLiteral(
            "NoError Unknown InvalidConfiguration InvalidArgument NotSupported NoCredentials NoRefreshToken "
            "RenewFailed "
            "SessionExpired LargeMinTtl StoreFailed StoreLocked StoreUnavailable NetworkFailure Timeout "
            "TooManyRequests ServerFailure InvalidResponse Cancelled BrowserUnavailable BrowserTerminated "
            "PageLoadFailed NoCallbackPort InvalidState InvalidIssuer NoAuthorizationCode AccessDenied "
            "UnauthorizedClient ConsentRequired LoginRequired InvalidInvitationUrl IdTokenInvalid MfaRequired "
            "MfaTokenInvalid MfaRejected EnrollmentFailed InvalidCredentials InvalidCode PasswordTooWeak "
            "PasswordReused PasswordLeaked UserExists InvalidSignup EmailNotVerified TooManyAttempts DpopKeyMissing "
            "DpopKeyMismatch DpopNotConfigured DpopProofFailed DeviceCodeExpired BackchannelDenied "
            "BackchannelExpired ConnectAccountFailed TokenExchangeFailed RevokeFailed OriginNotAllowed");
        const QStringList expected = names.split(u' ');
        const auto codes = QMetaEnum::fromType<Error::Code>();
        QCOMPARE(codes.keyCount(), expected.size());
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(QString::fromLatin1(codes.valueToKey(i)), expected.at(i));
        QCOMPARE(Error().codeName(), u"None"_qs);
        QCOMPARE(Error(Error::LargeMinTtl, {}).codeName(), u"LargeMinTtl"_qs);
    }

    void onlyPassingTroubleIsRetryable()
    {
        const QList<Error::Code> passing{
            Error::NetworkFailure, Error::Timeout, Error::TooManyRequests, Error::StoreLocked, Error::StoreUnavailable};
        const auto codes = QMetaEnum::fromType<Error::Code>();
        for (int i = 0; i < codes.keyCount(); ++i)
            QCOMPARE(Error(Error::Code(i), {}).isRetryable(), passing.contains(Error::Code(i)));
        QVERIFY(Error(Error::ServerFailure, {}).withServer(503, {}).isRetryable());
        QVERIFY(!Error(Error::ServerFailure, {}).withServer(403, {}).isRetryable());
    }

    void onlySomeErrorsNeedALogin()
    {
        const QList<Error::Code> needing{Error::NoCredentials, Error::NoRefreshToken, Error::SessionExpired,
                                         Error::LoginRequired, Error::DpopKeyMissing, Error::DpopKeyMismatch};
        const auto codes = QMetaEnum::fromType<Error::Code>();
        for (int i = 0; i < codes.keyCount(); ++i)
            QCOMPARE(Error(Error::Code(i), {}).needsLogin(), needing.contains(Error::Code(i)));
        const Error refused = Error(Error::ServerFailure, {}).withServer(403, u"invalid_grant"_qs);
        QVERIFY(!refused.needsLogin());
        QVERIFY(Error(Error::RenewFailed, {}).causedBy(refused).needsLogin());
        QVERIFY(!Error(Error::RenewFailed, {}).causedBy({Error::Timeout, {}}).needsLogin());
    }

    void aCauseIsKeptBeneath()
    {
        const Error cause = Error(Error::ServerFailure, u"refused"_qs).withServer(403, u"invalid_grant"_qs);
        const Error error = Error(Error::RenewFailed, u"cannot renew"_qs).causedBy(cause);
        QCOMPARE(*error.cause(), cause);
        QCOMPARE(error.serverCode(), u"invalid_grant"_qs);
        QCOMPARE(error.statusCode(), 403);
        QCOMPARE(error.message(), u"cannot renew"_qs);
        QVERIFY(!cause.cause());
    }

    void theTextShowsNoDetails()
    {
        const Error error =
            Error(Error::MfaRequired, u"more is needed"_qs).withDetails({{u"mfa_token"_qs, u"planted"_qs}});
        QCOMPARE(error.toString(), u"Auth0Error: MfaRequired: more is needed"_qs);
        QString printed;
        QDebug(&printed) << QVariant::fromValue(error);
        QVERIFY(!printed.contains(QLatin1String("planted")));
    }

    void errorsAreComparedWhole()
    {
        const Error error = Error(Error::Timeout, u"late"_qs).withServer(504, u"x"_qs);
        QCOMPARE(error, Error(Error::Timeout, u"late"_qs).withServer(504, u"x"_qs));
        QVERIFY(error != Error(Error::Timeout, u"late"_qs));
        QVERIFY(error != error.causedBy(error));
        QVERIFY(error != error.withDetails({{u"a"_qs, 1}}));
        QCOMPARE(Error(), Error());
    }
};

QTEST_GUILESS_MAIN(tst_Error)
#include "tst_error.moc"
