// SPDX-License-Identifier: Apache-2.0
#include "authority.h"
#include "client/client.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/plainhttp.h"
#include "support/serverprocess.h"
#include <QtCore/QJsonDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
QJsonObject claimsOf(const QString &token)
{
    const QByteArray payload = token.section(u'.', 1, 1).toLatin1();
    return QJsonDocument::fromJson(QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding)).object();
}
} // namespace

//! The public API against a certified provider that nobody here wrote, on Auth0's paths, over TLS with its own CA.
class tst_OidcProvider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aLoginAndThreeRefreshesRotateTheToken();
    void anUnknownAuthorityIsRefused();
    void theUserComesFromUserInfoToo();
    void aRevocationEndsTheSessionHereAndThere();
    void aRevokedTokenEndsTheSessionOnce();
    void aReusedTokenEndsTheSession();
    void aBoundSessionPassesWithNoncesDemanded();
    void userInfoTakesAProof();
    void aLogoutEndsAtTheCallback();
    void aWrongPasswordCanBeCancelled();

private:
    Configuration configuration() const;
    Services services() { return {nullptr, &m_store, &m_user, nullptr}; }
    //! POSTs to the provider as another holder of the token would; the status.
    int post(const QString &path, const QByteArray &form);
    Result<Credentials> refresh(Client &client);

    Authority m_authority;
    QList<int> m_ports = PlainHttp::freePorts(1);
    std::unique_ptr<ServerProcess> m_server;
    FakeSecretStore m_store;
    HttpUser m_user;
};

void tst_OidcProvider::initTestCase()
{
    QVERIFY2(m_authority.isGood, "openssl could not make the certificates");
    const QString node = QStringLiteral(INTEROP_NODE);
    m_server = std::make_unique<ServerProcess>(
        node,
        QStringList{
            QStringLiteral(INTEROP_SERVER), QStringLiteral("--certificate"), m_authority.file("server.pem"),
            QStringLiteral("--key"), m_authority.file("server.key"), QStringLiteral("--callback"),
            QStringLiteral("http://127.0.0.1:%1/callback").arg(m_ports.first())});
    QVERIFY2(m_server->url().isValid(), "the provider did not start");
    m_user.trust(m_authority.file("ca.pem"));
}

Configuration tst_OidcProvider::configuration() const
{
    Configuration configuration;
    configuration.domain = m_server->url().authority();
    configuration.clientId = QStringLiteral("native-public");
    configuration.audience = QStringLiteral("https://api.example.com");
    configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
    configuration.callbackPorts = m_ports;
    configuration.caCertificates = m_authority.file("ca.pem");
    // Each test a session of its own.
    configuration.account = QString::fromLatin1(QTest::currentTestFunction());
    return configuration;
}

int tst_OidcProvider::post(const QString &path, const QByteArray &form)
{
    QNetworkAccessManager network;
    QNetworkRequest request(m_server->url().resolved(QUrl(path)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_authority.file("ca.pem")));
    request.setSslConfiguration(tls);
    const std::unique_ptr<QNetworkReply> reply(network.post(request, "client_id=native-public&" + form));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    finished.wait(10'000);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

Result<Credentials> tst_OidcProvider::refresh(Client &client)
{
    GetCredentialsOptions options;
    options.forceRefresh = true;
    return await(client.getCredentials(options));
}

void tst_OidcProvider::aLoginAndThreeRefreshesRotateTheToken()
{
    Client client(configuration(), services());
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(client.user().sub, QStringLiteral("auth0|alice"));
    QCOMPARE(client.user().name, QStringLiteral("Alice Example"));
    QCOMPARE(claimsOf(login->idToken)[QStringLiteral("iss")].toString(), m_server->url().toString());
    QCOMPARE(claimsOf(login->accessToken)[QStringLiteral("aud")].toString(), QStringLiteral("https://api.example.com"));
    QVERIFY(login->scope.split(u' ').contains(QStringLiteral("read:messages")));

    QSet<QString> refreshTokens{login->refreshToken}, accessTokens{login->accessToken}, idTokens{login->idToken};
    for (int i = 0; i < 3; ++i) {
        const auto renewed = refresh(client);
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        refreshTokens.insert(renewed->refreshToken);
        accessTokens.insert(renewed->accessToken);
        idTokens.insert(renewed->idToken);
        QCOMPARE(claimsOf(renewed->accessToken)[QStringLiteral("sub")].toString(), client.user().sub);
    }
    QCOMPARE(refreshTokens.size(), 4);
    QCOMPARE(accessTokens.size(), 4);
    QCOMPARE(idTokens.size(), 4);
    QVERIFY(client.isAuthenticated() && client.isPersistent());
}

void tst_OidcProvider::anUnknownAuthorityIsRefused()
{
    Configuration distrusting = configuration();
    distrusting.caCertificates.clear();
    Client client(distrusting, services());
    const auto login = await(client.authorize());
    QVERIFY(!login);
    QCOMPARE(login.error().code(), Error::NetworkFailure);
    QVERIFY(!client.isAuthenticated());
}

void tst_OidcProvider::theUserComesFromUserInfoToo()
{
    Configuration withoutApi = configuration();
    withoutApi.audience.clear();
    Client client(withoutApi, services());
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QVERIFY2(!login->accessToken.contains(u'.'), "without an audience the token is opaque");
    const auto claims = await(client.userInfo());
    QVERIFY2(claims, qPrintable(claims.error().toString()));
    QCOMPARE(claims->value(QStringLiteral("email")).toString(), QStringLiteral("alice@example.com"));
    QCOMPARE(claims->value(QStringLiteral("emailVerified")).toBool(), true);
}

void tst_OidcProvider::aRevocationEndsTheSessionHereAndThere()
{
    Client client(configuration(), services());
    QSignalSpy ended(&client, &Client::sessionEnded);
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    const auto revoked = await(client.revokeRefreshToken());
    QVERIFY2(revoked, qPrintable(revoked.error().toString()));
    QCOMPARE(client.sessionState(), SessionState::SignedOut);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().value<EndReason>(), EndReason::LoggedOut);
    QCOMPARE(
        post(
            QStringLiteral("/oauth/token"), "grant_type=refresh_token&refresh_token=" + login->refreshToken.toLatin1()),
        400);
}

void tst_OidcProvider::aRevokedTokenEndsTheSessionOnce()
{
    Client client(configuration(), services());
    QSignalSpy ended(&client, &Client::sessionEnded);
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(post(QStringLiteral("/oauth/revoke"), "token=" + login->refreshToken.toLatin1()), 200);
    const auto renewed = refresh(client);
    QCOMPARE(renewed.error().code(), Error::RenewFailed);
    QCOMPARE(renewed.error().serverCode(), QStringLiteral("invalid_grant"));
    QVERIFY(renewed.error().needsLogin());
    QCOMPARE(client.sessionState(), SessionState::SignedOut);
    QCOMPARE(refresh(client).error().code(), Error::NoCredentials);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().value<EndReason>(), EndReason::RefreshTokenRejected);
}

void tst_OidcProvider::aReusedTokenEndsTheSession()
{
    Client client(configuration(), services());
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QVERIFY(refresh(client));
    // A thief presents the rotated token: the provider revokes the family, ours included.
    QCOMPARE(
        post(
            QStringLiteral("/oauth/token"), "grant_type=refresh_token&refresh_token=" + login->refreshToken.toLatin1()),
        400);
    QCOMPARE(refresh(client).error().code(), Error::RenewFailed);
    QVERIFY(!client.isAuthenticated());
}

void tst_OidcProvider::aBoundSessionPassesWithNoncesDemanded()
{
    Configuration bound = configuration();
    bound.useDPoP = true;
    bound.scope += QStringLiteral(" read:orders");
    auto client = std::make_unique<Client>(bound, services());
    const auto login = await(client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(login->tokenType, QStringLiteral("DPoP"));
    const QJsonValue confirmation = claimsOf(login->accessToken)[QStringLiteral("cnf")];
    QVERIFY(!confirmation[QStringLiteral("jkt")].toString().isEmpty());
    QSet<QString> refreshTokens{login->refreshToken};
    for (int i = 0; i < 4; ++i) {
        if (i == 2)
            client = std::make_unique<Client>(bound, services()); // knows no nonce
        const auto renewed = refresh(*client);
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        QCOMPARE(renewed->tokenType, QStringLiteral("DPoP"));
        QCOMPARE(claimsOf(renewed->accessToken)[QStringLiteral("cnf")], confirmation);
        refreshTokens.insert(renewed->refreshToken);
    }
    QCOMPARE(refreshTokens.size(), 5);
    GetAccessTokenOptions other;
    other.audience = QStringLiteral("https://orders-api.example.com");
    const auto token = await(client->getAccessToken(other));
    QVERIFY2(token, qPrintable(token.error().toString()));
    QCOMPARE(token->tokenType, QStringLiteral("DPoP"));
    QCOMPARE(claimsOf(token->token)[QStringLiteral("aud")].toString(), *other.audience);
    QCOMPARE(claimsOf(token->token)[QStringLiteral("scope")].toString(), QStringLiteral("read:orders"));
    QCOMPARE(claimsOf(token->token)[QStringLiteral("cnf")], confirmation);
    QVERIFY(refresh(*client));
    // Without a proof the provider refuses the very token that it takes with one.
    const QByteArray newest = await(client->getCredentials())->refreshToken.toLatin1();
    QCOMPARE(post(QStringLiteral("/oauth/token"), "grant_type=refresh_token&refresh_token=" + newest), 400);
}

void tst_OidcProvider::userInfoTakesAProof()
{
    Configuration bound = configuration();
    bound.useDPoP = true;
    bound.audience.clear();
    Client client(bound, services());
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(login->tokenType, QStringLiteral("DPoP"));
    const auto claims = await(client.userInfo());
    QVERIFY2(claims, qPrintable(claims.error().toString()));
    QCOMPARE(claims->value(QStringLiteral("email")).toString(), QStringLiteral("alice@example.com"));
}

void tst_OidcProvider::aLogoutEndsAtTheCallback()
{
    Client client(configuration(), services());
    const auto login = await(client.authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    ClearSessionOptions options;
    options.useOidcLogout = true;
    options.revoke = true;
    m_user.answer = QStringLiteral("yes");
    const auto logout = await(client.clearSession(options));
    m_user.answer = QStringLiteral("accept");
    QVERIFY2(logout, qPrintable(logout.error().toString()));
    QCOMPARE(client.sessionState(), SessionState::SignedOut);
    QCOMPARE(m_user.visited.last().port(), m_ports.first());
    QCOMPARE(
        post(
            QStringLiteral("/oauth/token"), "grant_type=refresh_token&refresh_token=" + login->refreshToken.toLatin1()),
        400);
}

void tst_OidcProvider::aWrongPasswordCanBeCancelled()
{
    HttpUser stranger;
    stranger.trust(m_authority.file("ca.pem"));
    stranger.password = QStringLiteral("wrong");
    Services wrong = services();
    wrong.browser = &stranger;
    Client client(configuration(), wrong);
    const auto login = client.authorize();
    QTRY_VERIFY(!stranger.visited.isEmpty() && client.login()->state() == LoginState::WaitingForBrowser);
    QVERIFY(await(client.cancelWebAuth()));
    QCOMPARE(await(login).error().code(), Error::Cancelled);
}

QTEST_GUILESS_MAIN(tst_OidcProvider)
#include "tst_oidcprovider.moc"
