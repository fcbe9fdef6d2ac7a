// SPDX-License-Identifier: Apache-2.0
#include "http/telemetry.h"
#include "webauth/authorizeurl.h"
#include "webauth/invitation.h"
#include "webauth/logouturl.h"
#include <QtCore/QUrlQuery>
#include <QtTest/QTest>

using namespace Auth0;
using namespace std::chrono_literals;

namespace {
const QUrl redirect(QStringLiteral("http://127.0.0.1:14000/callback"));

WebAuthSettings settings(bool telemetry = false)
{
    WebAuthSettings settings;
    settings.tenant = {QUrl(QStringLiteral("https://t.example/")), QStringLiteral("client")};
    settings.telemetry = telemetry;
    return settings;
}

WebAuthRequest request()
{
    WebAuthRequest request;
    request.scope = QStringLiteral("openid profile");
    return request;
}

AuthorizeTransaction transactionOf(const WebAuthRequest &request)
{
    const auto begun = AuthorizeTransaction::begin(request, settings().tenant, redirect, systemRandomBytes);
    return begun ? *begun : AuthorizeTransaction();
}

Result<QUrl> urlOf(const WebAuthRequest &request, const WebAuthSettings &with = settings())
{
    return authorizeUrl(request, transactionOf(request), with);
}

QString valueIn(const QUrl &url, const char *name)
{
    return QUrlQuery(url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

bool isNamed(const QUrl &url, const char *name) { return QUrlQuery(url).hasQueryItem(QLatin1String(name)); }
} // namespace

class TestAuthorizeUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoginRemembersFreshRandomValues()
    {
        const auto one = transactionOf(request()), two = transactionOf(request());
        for (const QString &value : {one.state, one.nonce, one.codeVerifier})
            QCOMPARE(value.size(), 43);
        QVERIFY(one.state != one.nonce && one.nonce != one.codeVerifier && one.state != one.codeVerifier);
        QVERIFY(one.state != two.state && one.nonce != two.nonce && one.codeVerifier != two.codeVerifier);
        QCOMPARE(one.redirectUri, redirect.toString());
        QCOMPARE(one.issuer, QStringLiteral("https://t.example/"));
    }

    void theChallengeIsTheOneOfRfc7636()
    {
        AuthorizeTransaction transaction;
        transaction.codeVerifier = QStringLiteral("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        QCOMPARE(transaction.codeChallenge(), QStringLiteral("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void theVerifierIsTheRandomBytesInBase64Url()
    {
        const auto bytes = [](int count) { return QByteArray(count, '\xff'); };
        const auto begun = AuthorizeTransaction::begin(request(), settings().tenant, redirect, bytes);
        QCOMPARE(begun->codeVerifier, QString(42, QLatin1Char('_')) + QLatin1Char('8'));
    }

    void stateAndNonceMayBeGivenButNotEmpty()
    {
        WebAuthRequest given = request();
        given.state = QStringLiteral("my state");
        given.nonce = QStringLiteral("my nonce");
        QCOMPARE(transactionOf(given).state, QStringLiteral("my state"));
        QCOMPARE(valueIn(*urlOf(given), "nonce"), QStringLiteral("my nonce"));
        for (auto *empty : {&given.state, &given.nonce}) {
            const auto before = std::exchange(*empty, QString());
            const auto begun = AuthorizeTransaction::begin(given, settings().tenant, redirect, systemRandomBytes);
            QCOMPARE(begun.error().code(), Error::InvalidArgument);
            *empty = before;
        }
    }

    void theAddressHasWhatTheProtocolAsks()
    {
        const auto transaction = transactionOf(request());
        const QUrl url = *authorizeUrl(request(), transaction, settings());
        QCOMPARE(url.adjusted(QUrl::RemoveQuery), QUrl(QStringLiteral("https://t.example/authorize")));
        QCOMPARE(valueIn(url, "response_type"), QStringLiteral("code"));
        QCOMPARE(valueIn(url, "client_id"), QStringLiteral("client"));
        QCOMPARE(valueIn(url, "redirect_uri"), redirect.toString());
        QCOMPARE(valueIn(url, "scope"), QStringLiteral("openid profile"));
        QCOMPARE(valueIn(url, "state"), transaction.state);
        QCOMPARE(valueIn(url, "nonce"), transaction.nonce);
        QCOMPARE(valueIn(url, "code_challenge"), transaction.codeChallenge());
        QCOMPARE(valueIn(url, "code_challenge_method"), QStringLiteral("S256"));
        QCOMPARE(QUrlQuery(url).queryItems().size(), 8);
        QVERIFY(!url.toString().contains(transaction.codeVerifier));
    }

    void optionsAreSentWhenGiven()
    {
        WebAuthRequest full = request();
        full.audience = QStringLiteral("https://api.example.com/");
        full.connection = QStringLiteral("google-oauth2");
        full.organization = QStringLiteral("org_1");
        full.maxAge = 90'500ms;
        const QUrl url = *urlOf(full, settings(true));
        QCOMPARE(valueIn(url, "audience"), full.audience);
        QCOMPARE(valueIn(url, "connection"), full.connection);
        QCOMPARE(valueIn(url, "organization"), full.organization);
        QCOMPARE(valueIn(url, "max_age"), QStringLiteral("90"));
        QCOMPARE(valueIn(url, "auth0Client"), QString::fromLatin1(telemetryValue()));
    }

    void maxAgeZeroForcesAFreshLogin()
    {
        WebAuthRequest fresh = request();
        fresh.maxAge = 0ms;
        QCOMPARE(valueIn(*urlOf(fresh), "max_age"), QStringLiteral("0"));
    }

    void valuesAreEncodedSoThatFormsReadThemBack()
    {
        WebAuthRequest odd = request();
        odd.parameters = {{QStringLiteral("login_hint"), QStringLiteral("a+b c&d=e#f/ü%")}};
        const QString query = urlOf(odd)->query(QUrl::FullyEncoded);
        QVERIFY2(query.endsWith(QLatin1String("&login_hint=a%2Bb%20c%26d%3De%23f%2F%C3%BC%25")), qPrintable(query));
        QVERIFY(query.contains(QLatin1String("scope=openid%20profile&")));
    }

    void parametersAreSentAsTheyAre()
    {
        WebAuthRequest more = request();
        more.parameters = {
            {QStringLiteral("prompt"), QStringLiteral("select_account")},
            {QStringLiteral("ext-count"), 3},
            {QStringLiteral("ext-ratio"), 0.5},
            {QStringLiteral("ext-flag"), false},
            {QStringLiteral("ext-empty"), QString()}};
        const QUrl url = *urlOf(more);
        QCOMPARE(valueIn(url, "prompt"), QStringLiteral("select_account"));
        QCOMPARE(valueIn(url, "ext-count"), QStringLiteral("3"));
        QCOMPARE(valueIn(url, "ext-ratio"), QStringLiteral("0.5"));
        QCOMPARE(valueIn(url, "ext-flag"), QStringLiteral("false"));
        QVERIFY(url.query().contains(QLatin1String("ext-empty=")));
    }

    void aParameterTheLibraryComputesIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge",
              "code_challenge_method", "audience", "connection", "organization", "invitation", "max_age", "dpop_jkt"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aParameterTheLibraryComputesIsRefused()
    {
        QFETCH(QString, name);
        WebAuthRequest bad = request();
        bad.parameters = {{name, QStringLiteral("x")}};
        const auto url = urlOf(bad);
        QCOMPARE(url.error().code(), Error::InvalidArgument);
        QVERIFY(url.error().message().contains(name));
    }

    void aParameterOfAnotherTypeIsRefused()
    {
        WebAuthRequest bad = request();
        bad.parameters = {{QStringLiteral("ext-list"), QVariantList{1, 2}}};
        QCOMPARE(urlOf(bad).error().code(), Error::InvalidArgument);
    }

    void anInvitationNamesItsOrganization()
    {
        WebAuthRequest invited = request();
        invited.organization = QStringLiteral("org_other");
        invited.invitationUrl =
            QStringLiteral("https://app.example/login?invitation=T%2B1&organization=org_x&organization_name=acme");
        QCOMPARE(transactionOf(invited).organization, QStringLiteral("org_x"));
        const QUrl url = *urlOf(invited);
        QCOMPARE(valueIn(url, "invitation"), QStringLiteral("T+1"));
        QCOMPARE(valueIn(url, "organization"), QStringLiteral("org_x"));
        QVERIFY(!isNamed(url, "organization_name"));
    }

    void anInvitationMustBeWhole_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("no organization") << QStringLiteral("https://app.example/login?invitation=T");
        QTest::newRow("no invitation") << QStringLiteral("https://app.example/login?organization=org_x");
        QTest::newRow("empty invitation") << QStringLiteral("https://app.example/login?invitation=&organization=org_x");
        QTest::newRow("no query") << QStringLiteral("https://app.example/login");
        QTest::newRow("no URL") << QStringLiteral("::");
    }
    void anInvitationMustBeWhole()
    {
        QFETCH(QString, url);
        QCOMPARE(Invitation::fromUrl(url).error().code(), Error::InvalidInvitationUrl);
        WebAuthRequest invited = request();
        invited.invitationUrl = url;
        const auto begun = AuthorizeTransaction::begin(invited, settings().tenant, redirect, systemRandomBytes);
        QCOMPARE(begun.error().code(), Error::InvalidInvitationUrl);
    }

    void aLogoutGoesToAuth0sOwnAddress()
    {
        const QUrl url = *logoutUrl({}, redirect, {}, settings());
        QCOMPARE(
            url.toString(QUrl::FullyEncoded),
            QStringLiteral("https://t.example/v2/logout?client_id=client"
                           "&returnTo=http%3A%2F%2F127.0.0.1%3A14000%2Fcallback"));
    }

    void federatedIsAFlagWithoutAValueAndAbsentWhenFalse()
    {
        WebLogoutRequest federated;
        federated.federated = true;
        QVERIFY(logoutUrl(federated, redirect, {}, settings())->query().endsWith(QLatin1String("&federated")));
        QVERIFY(!logoutUrl({}, redirect, {}, settings())->query().contains(QLatin1String("federated")));
    }

    void anOidcLogoutGoesWhereTheMetadataSay()
    {
        WebLogoutRequest oidc;
        oidc.useOidcLogout = true;
        oidc.idTokenHint = QStringLiteral("hint");
        const QUrl announced(QStringLiteral("https://t.example/oidc/end"));
        const QUrl url = *logoutUrl(oidc, redirect, announced, settings());
        QCOMPARE(url.adjusted(QUrl::RemoveQuery), announced);
        QCOMPARE(valueIn(url, "post_logout_redirect_uri"), redirect.toString());
        QCOMPARE(valueIn(url, "id_token_hint"), QStringLiteral("hint"));
        QCOMPARE(valueIn(url, "client_id"), QStringLiteral("client"));
        QVERIFY(!isNamed(url, "returnTo"));
        QCOMPARE(logoutUrl(oidc, redirect, {}, settings())->path(), QStringLiteral("/oidc/logout"));
    }

    void aLogoutTakesParametersButNotItsOwn()
    {
        WebLogoutRequest more;
        more.parameters = {{QStringLiteral("ui_locales"), QStringLiteral("de")}};
        QCOMPARE(valueIn(*logoutUrl(more, redirect, {}, settings()), "ui_locales"), QStringLiteral("de"));
        more.parameters = {{QStringLiteral("returnTo"), QStringLiteral("https://evil.example")}};
        QCOMPARE(logoutUrl(more, redirect, {}, settings()).error().code(), Error::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestAuthorizeUrl)
#include "tst_authorizeurl.moc"
