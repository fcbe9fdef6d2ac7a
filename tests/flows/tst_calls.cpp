// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! The rest of Client's methods, in good times.
class tst_Calls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void twoClientsShareOneSession();
    void aLogoutEndsTheLoginAtTheTenantToo();
    void aLogoutIsDoneHereBeforeTheBrowserCameBack();
    void aRevokingLogoutRevokesTheToken();
    void aCancelledLoginLeavesEverythingAsItWas();
    void theSecondLoginJoinsTheFirst();
    void anEmptyAddressIsNoDefault();
    void whoHearsOfALogoutMayDeleteTheClient_data();
    void whoHearsOfALogoutMayDeleteTheClient();
    void anotherLoginReplacesTheFirst();
    void aRefusedConsentIsAccessDenied();
    void savedCredentialsAreASession();
    void foreignCredentialsAreRefused();
    void theUserCanBeAskedForAgain();
    void theApplicationsDataLivesWithTheSession();
    void aClientWithoutRotationKeepsItsRefreshToken();
    void aRevokedRefreshTokenEndsTheSession();
    void aFailedRevocationKeepsTheSession();
    void theAccessTokenComesWithItsLifetime();
    void aCallThatAnotherConfigurationEndsMayDeleteTheClient();
    void anotherAccountIsAnotherSession();
    void aLoginThatIsNotStoredIsOnlyHandedOut();
    void aLoginThatWaitsForTheStoreCanBeCancelled();
    void whatTheProtocolComputesIsNoParameterOfARefresh();
    void aRefusedLogoutEndsNothing_data();
    void aRefusedLogoutEndsNothing();
    void behindALockedStoreNobodyIsSaidToBeSignedOut();
    void restoreWritesWhatWaitsInMemory();

private:
    std::unique_ptr<Flow> m_flow;
};

void tst_Calls::init()
{
    m_flow = std::make_unique<Flow>();
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction());
    QVERIFY(m_flow->tenant.isRunning());
}

void tst_Calls::twoClientsShareOneSession()
{
    Configuration configuration = m_flow->configuration();
    configuration.browser = &m_flow->user;
    configuration.storage = Storage::InsecureFile;
    Client first(configuration), second(configuration);
    QSignalSpy loggedIn(&second, &Client::loggedIn), ended(&second, &Client::sessionEnded);
    QVERIFY(await(first.authorize()));
    QCOMPARE(loggedIn.count(), 1);
    QVERIFY(second.isAuthenticated());
    QCOMPARE(second.user(), first.user());
    const auto one = first.getCredentials(forced()), other = second.getCredentials(forced());
    QCOMPARE(await(one)->accessToken, await(other)->accessToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY(await(first.clearCredentials()));
    QCOMPARE(second.sessionState(), SessionState::SignedOut);
    QCOMPARE(ended.count(), 1);
}

void tst_Calls::aLogoutEndsTheLoginAtTheTenantToo()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto logout = await(client->clearSession());
    QVERIFY2(logout, qPrintable(logout.error().toString()));
    const auto requests = m_flow->tenant.log({{QStringLiteral("path"), QStringLiteral("/v2/logout")}});
    QCOMPARE(requests.size(), 1);
    const QJsonObject parameters = requests[0][QStringLiteral("parameters")].toObject();
    QCOMPARE(parameters[QStringLiteral("client_id")].toString(), QStringLiteral("native-public"));
    QVERIFY(client->callbackUrls().contains(parameters[QStringLiteral("returnTo")].toString()));
    QVERIFY(m_flow->tenant.callbackPorts().contains(m_flow->user.visited.last().port()));
    // The browser has forgotten the user: the next login shows the login page.
    m_flow->user.password = QStringLiteral("wrong");
    const auto login = client->authorize();
    const QJsonObject wrong{{QStringLiteral("method"), QStringLiteral("POST")}, {QStringLiteral("status"), 400}};
    QTRY_COMPARE(m_flow->tenant.log(wrong).size(), 1);
    QVERIFY(await(client->cancelWebAuth()));
    const auto cancelled = await(login);
    QVERIFY2(cancelled.error().code() == Error::Cancelled, qPrintable(cancelled.error().toString()));
}

void tst_Calls::aLogoutIsDoneHereBeforeTheBrowserCameBack()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->user.isAway = true;
    const auto logout = client->clearSession();
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QTRY_VERIFY(m_flow->store.entries.isEmpty());
    QVERIFY(!logout.isFinished());
    QVERIFY(await(client->cancelWebAuth()));
    QVERIFY(await(logout));
    QVERIFY(m_flow->tenant.log({{QStringLiteral("path"), QStringLiteral("/oauth/revoke")}}).isEmpty());
}

void tst_Calls::aRevokingLogoutRevokesTheToken()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QString token = await(client->getCredentials())->refreshToken;
    ClearSessionOptions options;
    options.revoke = true;
    QVERIFY(await(client->clearSession(options)));
    QCOMPARE(m_flow->tenant.refreshBy(token), 403);
}

void tst_Calls::aCancelledLoginLeavesEverythingAsItWas()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto before = await(client->getCredentials());
    m_flow->user.isAway = true;
    const auto login = client->authorize();
    QCOMPARE(client->login()->state(), LoginState::WaitingForBrowser);
    QVERIFY(client->login()->url().isValid());
    QVERIFY(await(client->cancelWebAuth()));
    QCOMPARE(await(login).error().code(), Error::Cancelled);
    QCOMPARE(client->login()->state(), LoginState::Cancelled);
    QCOMPARE(client->error().code(), Error::NoError);
    QCOMPARE(*await(client->getCredentials()), *before);
}

void tst_Calls::theSecondLoginJoinsTheFirst()
{
    auto client = m_flow->start();
    QSignalSpy loggedIn(client.get(), &Client::loggedIn), changed(client.get(), &Client::credentialsChanged);
    const auto first = client->authorize(), second = client->authorize();
    QVERIFY(await(first));
    QCOMPARE(await(second)->accessToken, await(first)->accessToken);
    QCOMPARE(m_flow->user.requests.size(), 1);
    QCOMPARE(loggedIn.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_flow->store.writes, 1);
}

void tst_Calls::anEmptyAddressIsNoDefault()
{
    auto client = m_flow->start();
    AuthorizeOptions redirect, invitation;
    redirect.redirectUrl = QString();
    invitation.invitationUrl = QString();
    QCOMPARE(await(client->authorize(redirect)).error().code(), Error::InvalidArgument);
    QCOMPARE(await(client->authorize(invitation)).error().code(), Error::InvalidInvitationUrl);
    QVERIFY(m_flow->user.requests.isEmpty());
}

void tst_Calls::whoHearsOfALogoutMayDeleteTheClient_data()
{
    QTest::addColumn<bool>("isWholeLogout");
    QTest::newRow("clearCredentials") << false;
    QTest::newRow("clearSession") << true;
}

void tst_Calls::whoHearsOfALogoutMayDeleteTheClient()
{
    QFETCH(const bool, isWholeLogout);
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->store.isSilent = true;
    connect(client.get(), &Client::loggedOut, this, [&client] { client.reset(); });
    const auto logout = isWholeLogout ? client->clearSession() : client->clearCredentials();
    QVERIFY(!client);
    QCOMPARE(await(logout).error().code(), Error::Cancelled);
    m_flow->store.answerNow();
    QTRY_COMPARE(m_flow->store.entries.size(), 0);
}

void tst_Calls::anotherLoginReplacesTheFirst()
{
    auto client = m_flow->start();
    m_flow->user.isAway = true;
    const auto first = client->authorize();
    QTRY_COMPARE(m_flow->user.requests.size(), 1);
    m_flow->user.isAway = false;
    AuthorizeOptions options;
    options.scope = QStringLiteral("openid email");
    const auto second = client->authorize(options);
    QCOMPARE(await(first).error().code(), Error::Cancelled);
    QVERIFY(await(second));
}

void tst_Calls::aRefusedConsentIsAccessDenied()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    // The tenant asks the user of a known browser for a confirmation.
    m_flow->user.answer = QStringLiteral("deny");
    QCOMPARE(await(client->authorize()).error().code(), Error::AccessDenied);
    QVERIFY2(client->isAuthenticated(), "the old session stays");
}

void tst_Calls::savedCredentialsAreASession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto held = await(client->getCredentials());
    m_flow->account = QStringLiteral("saved");
    auto other = m_flow->start();
    QSignalSpy loggedIn(other.get(), &Client::loggedIn);
    QVERIFY(await(other->saveCredentials(*held)));
    QVERIFY(other->isAuthenticated());
    QCOMPARE(other->user().sub, QStringLiteral("auth0|alice"));
    QCOMPARE(await(other->getCredentials())->accessToken, held->accessToken);
    other = m_flow->start();
    QTRY_COMPARE(other->sessionState(), SessionState::SignedIn);
    QVERIFY(await(other->getCredentials(forced())));
}

void tst_Calls::foreignCredentialsAreRefused()
{
    Flow foreign;
    auto client = foreign.startSignedIn();
    QVERIFY(client);
    const auto held = await(client->getCredentials());
    auto other = m_flow->start();
    QCOMPARE(await(other->saveCredentials(*held)).error().code(), Error::IdTokenInvalid);
    QCOMPARE(await(other->saveCredentials({})).error().code(), Error::InvalidArgument);
    QCOMPARE(other->sessionState(), SessionState::SignedOut);
    QVERIFY(m_flow->store.entries.isEmpty());
}

void tst_Calls::theApplicationsDataLivesWithTheSession()
{
    UpdateSessionOptions options;
    options.data =
        QVariantMap{{QStringLiteral("cart"), QVariantList{1, 2}}, {QStringLiteral("tab"), QStringLiteral("b")}};
    {
        auto nobody = m_flow->start();
        QCOMPARE(await(nobody->updateSession(options)).error().code(), Error::NoCredentials);
        auto client = m_flow->startSignedIn();
        QVERIFY(client);
        QVERIFY(await(client->updateSession(options)));
        QVERIFY(await(client->getCredentials(forced())));
        options.data = QVariantMap{{QStringLiteral("cart"), QVariantList{3}}};
        QVERIFY(await(client->updateSession(options)));
        m_flow->store.error = Error(Error::StoreLocked, QStringLiteral("locked"));
        const auto refused = await(client->updateSession({QVariantMap()}));
        QCOMPARE(refused.error().code(), Error::StoreLocked);
        m_flow->store.error.reset();
    }
    auto restarted = m_flow->start();
    const auto session = await(restarted->getSession());
    QVERIFY(session && session->has_value());
    QCOMPARE((*session)->data.keys(), QStringList{QStringLiteral("cart")});
    QCOMPARE((*session)->data[QStringLiteral("cart")].toList(), QVariantList{3.0});
    QVERIFY(await(restarted->clearCredentials()));
    auto next = m_flow->startSignedIn();
    QVERIFY((*await(next->getSession()))->data.isEmpty());
}

void tst_Calls::aClientWithoutRotationKeepsItsRefreshToken()
{
    Configuration configuration = m_flow->configuration();
    configuration.clientId = QStringLiteral("native-norotate");
    const auto start = [&] {
        return std::make_unique<Client>(
            configuration, Services{nullptr, &m_flow->store, &m_flow->user, &m_flow->clock});
    };
    auto client = start();
    const auto login = await(client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QStringList tokens{login->accessToken};
    for (int i = 0; i < 3; ++i) {
        const auto renewed = await(client->getCredentials(forced()));
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        QCOMPARE(renewed->refreshToken, login->refreshToken);
        QVERIFY(!tokens.contains(renewed->accessToken));
        tokens.append(renewed->accessToken);
    }
    // Without rotation a lost answer costs nothing, not even with an overlap of 0.
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("drop"), QStringLiteral("after")}})));
    QVERIFY(await(client->getCredentials(forced())));
    client = start();
    const auto restarted = await(client->getCredentials(forced()));
    QVERIFY2(restarted, qPrintable(restarted.error().toString()));
    QCOMPARE(restarted->refreshToken, login->refreshToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 6);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
    QCOMPARE(m_flow->tenant.callApi(restarted->accessToken), 200);
}

void tst_Calls::theUserCanBeAskedForAgain()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto claims = await(client->userInfo());
    QVERIFY2(claims, qPrintable(claims.error().toString()));
    QCOMPARE(claims->value(QStringLiteral("givenName")).toString(), QStringLiteral("Alice"));
    QSignalSpy changed(client.get(), &Client::userChanged);
    const QJsonObject renamed{
        {QStringLiteral("sub"), QStringLiteral("auth0|alice")}, {QStringLiteral("name"), QStringLiteral("Alice B.")}};
    const QString path = QStringLiteral("/userinfo");
    QVERIFY(m_flow->tenant.fault(
        {{QStringLiteral("path"), path}, {QStringLiteral("status"), 200}, {QStringLiteral("body"), renamed}}));
    const auto user = await(client->refreshUser());
    QVERIFY2(user, qPrintable(user.error().toString()));
    QCOMPARE(client->user().name, QStringLiteral("Alice B."));
    QCOMPARE(client->user().email, QStringLiteral("alice@example.com"));
    QCOMPARE(changed.count(), 1);
    const QJsonObject bob{{QStringLiteral("sub"), QStringLiteral("auth0|bob")}};
    QVERIFY(m_flow->tenant.fault(
        {{QStringLiteral("path"), path}, {QStringLiteral("status"), 200}, {QStringLiteral("body"), bob}}));
    QCOMPARE(await(client->refreshUser()).error().code(), Error::InvalidResponse);
    QCOMPARE(client->user().name, QStringLiteral("Alice B."));
}

void tst_Calls::aRevokedRefreshTokenEndsTheSession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    const QString token = await(client->getCredentials())->refreshToken;
    QVERIFY(await(client->revokeRefreshToken()));
    QCOMPARE(m_flow->tenant.refreshBy(token), 403);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(await(client->revokeRefreshToken()).error().code(), Error::NoCredentials);
}

void tst_Calls::aFailedRevocationKeepsTheSession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QVERIFY(m_flow->tenant.fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/revoke")}, {QStringLiteral("status"), 500}}));
    QCOMPARE(await(client->revokeRefreshToken()).error().code(), Error::RevokeFailed);
    QVERIFY(client->isAuthenticated());
    QVERIFY(await(client->getCredentials(forced())));
}

void tst_Calls::theAccessTokenComesWithItsLifetime()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto token = await(client->getAccessToken());
    QVERIFY(token);
    QCOMPARE(m_flow->tenant.callApi(token->token), 200);
    QCOMPARE(token->tokenType, QStringLiteral("Bearer"));
    QVERIFY(token->scope.contains(QStringLiteral("read:messages")));
    QVERIFY(token->expiresIn > 86'300 && token->expiresIn <= 86'400);
    GetAccessTokenOptions options;
    options.refresh = true;
    QVERIFY(await(client->getAccessToken(options))->token != token->token);
}

void tst_Calls::anotherAccountIsAnotherSession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    Configuration other = m_flow->configuration();
    other.account = QStringLiteral("other");
    client->setConfiguration(other);
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(client->user().sub, QString());
    client->setConfiguration(m_flow->configuration());
    QTRY_COMPARE(client->sessionState(), SessionState::SignedIn);
    QCOMPARE(client->user().sub, QStringLiteral("auth0|alice"));
    QCOMPARE(ended.count(), 0);
}

void tst_Calls::aCallThatAnotherConfigurationEndsMayDeleteTheClient()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    Error::Code code = Error::NoError;
    client->userInfo().then([&client, &code](const Result<QVariantMap> &result) {
        code = result.error().code();
        client.reset();
    });
    Configuration other = m_flow->configuration();
    other.account = QStringLiteral("other");
    client->setConfiguration(other);
    QVERIFY(!client);
    QCOMPARE(code, Error::Cancelled);
}

void tst_Calls::aLoginThatIsNotStoredIsOnlyHandedOut()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QString held = await(client->getCredentials())->accessToken;
    QSignalSpy loggedIn(client.get(), &Client::loggedIn), changed(client.get(), &Client::credentialsChanged);
    const int writes = m_flow->store.writes;
    AuthorizeOptions options;
    options.store = false;
    const auto login = await(client->authorize(options));
    QVERIFY2(login, qPrintable(login.error().toString()));
    QVERIFY(!login->accessToken.isEmpty() && !login->refreshToken.isEmpty() && !login->idToken.isEmpty());
    QVERIFY(login->accessToken != held);
    QVERIFY(login->expiresAt.isValid());
    QCOMPARE(loggedIn.count() + changed.count(), 0);
    QCOMPARE(m_flow->store.writes, writes);
    QCOMPARE(await(client->getCredentials())->accessToken, held);
}

void tst_Calls::aLoginThatWaitsForTheStoreCanBeCancelled()
{
    m_flow->store.isSilent = true;
    auto client = m_flow->start();
    const auto login = client->authorize();
    const auto cancelled = client->cancelWebAuth();
    QCOMPARE(client->sessionState(), SessionState::Restoring);
    m_flow->store.answerNow();
    QVERIFY(await(cancelled));
    QCOMPARE(await(login).error().code(), Error::Cancelled);
}

void tst_Calls::whatTheProtocolComputesIsNoParameterOfARefresh()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    for (const QString &name :
         {QStringLiteral("grant_type"), QStringLiteral("client_id"), QStringLiteral("refresh_token"),
          QStringLiteral("scope"), QStringLiteral("audience")}) {
        GetCredentialsOptions plain = forced();
        plain.parameters = {{name, QStringLiteral("x")}};
        const Error refused = await(client->getCredentials(plain)).error();
        QCOMPARE(refused.code(), Error::InvalidArgument);
        QVERIFY2(refused.message().contains(name), qPrintable(refused.message()));
        GetApiCredentialsOptions api;
        api.audience = QStringLiteral("https://orders-api.example.com");
        api.parameters = plain.parameters;
        QCOMPARE(await(client->getApiCredentials(api)).error().code(), Error::InvalidArgument);
    }
    QVERIFY(m_flow->tenant.refreshes().isEmpty());
    GetCredentialsOptions own = forced();
    own.parameters = {{QStringLiteral("device"), QStringLiteral("desk")}};
    QVERIFY(await(client->getCredentials(own)));
    QCOMPARE(
        m_flow->tenant.refreshes().last()[QStringLiteral("parameters")][QStringLiteral("device")].toString(),
        QStringLiteral("desk"));
}

void tst_Calls::aRefusedLogoutEndsNothing_data()
{
    QTest::addColumn<QString>("returnToUrl");
    QTest::addColumn<QVariantMap>("parameters");
    QTest::newRow("a computed name") << QStringLiteral("http://127.0.0.1:14211/callback")
                                     << QVariantMap{{QStringLiteral("client_id"), QStringLiteral("x")}};
    QTest::newRow("no address") << QStringLiteral("cb") << QVariantMap();
    QTest::newRow("an empty address") << QStringLiteral("") << QVariantMap();
}

void tst_Calls::aRefusedLogoutEndsNothing()
{
    QFETCH(const QString, returnToUrl);
    QFETCH(const QVariantMap, parameters);
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    ClearSessionOptions options;
    options.revoke = true;
    options.parameters = parameters;
    options.returnToUrl = returnToUrl;
    QCOMPARE(await(client->clearSession(options)).error().code(), Error::InvalidArgument);
    QVERIFY(client->isAuthenticated());
    QCOMPARE(await(client->getCredentials(forced())).error().code(), Error::NoError);
}

void tst_Calls::behindALockedStoreNobodyIsSaidToBeSignedOut()
{
    QVERIFY(m_flow->startSignedIn());
    m_flow->store.error = Error(Error::StoreLocked, QStringLiteral("locked"));
    auto client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::StoreLocked);
    UpdateSessionOptions options;
    options.data = QVariantMap();
    QCOMPARE(await(client->updateSession(options)).error().code(), Error::StoreLocked);
    QCOMPARE(await(client->revokeRefreshToken()).error().code(), Error::StoreLocked);
}

void tst_Calls::restoreWritesWhatWaitsInMemory()
{
    m_flow->store.writeError = Error(Error::StoreUnavailable, QStringLiteral("away"));
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QVERIFY(!client->isPersistent());
    QCOMPARE(*await(client->restore()), SessionState::SignedIn);
    QVERIFY(!client->isPersistent());
    m_flow->store.writeError.reset();
    QCOMPARE(*await(client->restore()), SessionState::SignedIn);
    QVERIFY(client->isPersistent());
    QCOMPARE(m_flow->store.entries.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Calls)
#include "tst_calls.moc"
