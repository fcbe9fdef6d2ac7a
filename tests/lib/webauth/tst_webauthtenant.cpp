// SPDX-License-Identifier: Apache-2.0
#include "loginbench.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
const QString metadataPath = QStringLiteral("/.well-known/openid-configuration");
const QString tokenPath = QStringLiteral("/oauth/token");
const QString issPromise = QStringLiteral("authorization_response_iss_parameter_supported");
} // namespace

//! What a login makes of a tenant's metadata, keys and tokens.
class TestWebAuthTenant : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoginBench> m_bench;
    LoginBench &bench() { return *m_bench; }
    QString withIss(const QString &issuer)
    {
        return QStringLiteral("code=canary-code&state=%1&iss=%2")
            .arg(bench().browser.asked("state"), QString::fromLatin1(QUrl::toPercentEncoding(issuer)));
    }
    Error errorOfLogin()
    {
        const auto login = bench().start();
        bench().deliverCode();
        return await(login).error();
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<LoginBench>(); }
    void cleanup() { m_bench.reset(); }

    void metadataOfAnotherIssuerEndTheLoginWithoutATokenRequest()
    {
        bench().tenant.metadata[QStringLiteral("issuer")] = QStringLiteral("https://evil.example/");
        const auto login = bench().start();
        QCOMPARE(await(login).error().code(), Error::InvalidIssuer);
        QVERIFY(LoginBench::isFree(bench().settings.callbackPorts.first()));
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
    }

    void aCallbackThatIsFasterThanWrongMetadataSpendsNoCode()
    {
        bench().tenant.metadata[QStringLiteral("issuer")] = QStringLiteral("https://evil.example/");
        bench().tenant.held = QStringList{metadataPath};
        const auto login = bench().start();
        QCOMPARE(bench().deliverCode(), 303);
        bench().tenant.release();
        QCOMPARE(await(login).error().code(), Error::InvalidIssuer);
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
    }

    void withoutMetadataAuth0sOwnPathsServe()
    {
        bench().tenant.metadataStatus = 404;
        QCOMPARE(errorOfLogin(), Error());
        QCOMPARE(bench().tenant.count(QStringLiteral("/.well-known/jwks.json")), 1);
    }

    void metadataThatCannotBeFetchedDoNotFailTheLogin_data()
    {
        QTest::addColumn<bool>("dropped");
        QTest::newRow("connection lost") << true;
        QTest::newRow("server error") << false;
    }
    void metadataThatCannotBeFetchedDoNotFailTheLogin()
    {
        QFETCH(bool, dropped);
        if (dropped)
            bench().tenant.dropped = QStringList{metadataPath};
        else
            bench().tenant.metadataStatus = 503;
        QCOMPARE(errorOfLogin(), Error());
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void aPromisedIssIsDemandedAndTheLoginGoesOnWithoutIt()
    {
        bench().tenant.metadata[issPromise] = true;
        const auto login = bench().start();
        QVERIFY(bench().isPrepared());
        QCOMPARE(bench().deliverCode(), 400);
        QVERIFY(!login.isFinished());
        QCOMPARE(bench().deliver(withIss(bench().tenant.issuer())), 303);
        QVERIFY(await(login));
    }

    void aPromisedIssIsDemandedEvenWhenThePromiseComesLast()
    {
        bench().tenant.metadata[issPromise] = true;
        bench().tenant.held = QStringList{metadataPath};
        const auto login = bench().start();
        QCOMPARE(bench().deliverCode(), 303);
        bench().tenant.release();
        QCOMPARE(await(login).error().code(), Error::InvalidIssuer);
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
    }

    void anIssThatWasNotPromisedIsCompared()
    {
        const auto login = bench().start();
        QVERIFY(bench().isPrepared());
        QCOMPARE(bench().deliver(withIss(QStringLiteral("https://evil.example/"))), 400);
        QCOMPARE(bench().deliver(withIss(bench().tenant.issuer())), 303);
        QVERIFY(await(login));
    }

    void keysThatCouldNotBeFetchedAreAskedForOnceMore()
    {
        bench().tenant.dropped = QStringList{QStringLiteral("/keys")};
        const auto login = bench().start();
        QVERIFY(bench().isPrepared());
        bench().tenant.dropped.clear();
        bench().deliverCode();
        QVERIFY(await(login));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void anAnswerThatIsLostCostsTheLoginAndNothingIsRepeated()
    {
        bench().tenant.dropped = QStringList{tokenPath};
        QCOMPARE(errorOfLogin().code(), Error::NetworkFailure);
        QTest::qWait(300);
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
        bench().tenant.dropped.clear();
        QVERIFY(bench().canLogIn());
    }

    void aRefusedCodeEndsTheLogin()
    {
        bench().tenant.tokenStatus = 403;
        bench().tenant.tokens = {
            {QStringLiteral("error"), QStringLiteral("invalid_grant")},
            {QStringLiteral("error_description"), QStringLiteral("Invalid authorization code")}};
        const Error error = errorOfLogin();
        QCOMPARE(error.serverCode(), QStringLiteral("invalid_grant"));
        QCOMPARE(error.statusCode(), 403);
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Failed);
    }

    void anApplicationThatIsNotNativeIsToldSo()
    {
        bench().tenant.tokenStatus = 401;
        bench().tenant.tokens = {
            {QStringLiteral("error"), QStringLiteral("access_denied")},
            {QStringLiteral("error_description"), QStringLiteral("Unauthorized")}};
        const Error error = errorOfLogin();
        QCOMPARE(error.code(), Error::UnauthorizedClient);
        QVERIFY(error.message().contains(QLatin1String("Native")));
    }

    void anIdTokenThatDoesNotFitEndsTheLogin_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("nonce") << QStringLiteral("nonce") << QJsonValue(QStringLiteral("another"));
        QTest::newRow("no nonce") << QStringLiteral("nonce") << QJsonValue();
        QTest::newRow("issuer") << QStringLiteral("iss") << QJsonValue(QStringLiteral("https://evil.example/"));
        QTest::newRow("audience") << QStringLiteral("aud") << QJsonValue(QStringLiteral("another"));
        QTest::newRow("organization") << QStringLiteral("org_id") << QJsonValue(QStringLiteral("org_2"));
        QTest::newRow("auth_time") << QStringLiteral("auth_time") << QJsonValue(1000);
    }
    void anIdTokenThatDoesNotFitEndsTheLogin()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        bench().request.organization = QStringLiteral("org_1");
        bench().request.maxAge = 60s;
        bench().tenant.claims = {
            {QStringLiteral("org_id"), QStringLiteral("org_1")},
            {QStringLiteral("auth_time"), QDateTime::currentSecsSinceEpoch()}};
        QCOMPARE(errorOfLogin(), Error());
        bench().tenant.claims[claim] = value;
        QCOMPARE(errorOfLogin().code(), Error::IdTokenInvalid);
    }

    void anInvitationsOrganizationIsVerified()
    {
        bench().request.invitationUrl = QStringLiteral("https://app.example/?invitation=t&organization=org_1");
        bench().tenant.claims = {{QStringLiteral("org_id"), QStringLiteral("org_2")}};
        QCOMPARE(errorOfLogin().code(), Error::IdTokenInvalid);
    }

    void aMissingIdTokenEndsTheLogin()
    {
        bench().tenant.sendsIdToken = false;
        QCOMPARE(errorOfLogin().code(), Error::IdTokenInvalid);
    }

    void theLeewayOfTheRequestCounts()
    {
        bench().tenant.claims = {{QStringLiteral("exp"), QDateTime::currentSecsSinceEpoch() - 300}};
        QCOMPARE(errorOfLogin().code(), Error::IdTokenInvalid);
        bench().request.leeway = 600s;
        QCOMPARE(errorOfLogin(), Error());
    }
};

QTEST_GUILESS_MAIN(TestWebAuthTenant)
#include "tst_webauthtenant.moc"
