// SPDX-License-Identifier: Apache-2.0
#include "browser/custombrowser.h"
#include "client/client.h"
#include "client/networkaccess.h"
#include "lib/webauth/loginbench.h"
#include "support/fakesecretstore.h"
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QtTest>

using namespace Auth0;
using namespace Auth0::Test;

/*!
    Whoever is answered, hears a signal or is asked for something runs on our stack, and may do there whatever an
    application does: begin another call, change the configuration, delete the client.
*/
class tst_Reentry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aLoginEndedWhileItIsPreparedOpensNoBrowser_data();
    void aLoginEndedWhileItIsPreparedOpensNoBrowser();
    void aLoginBegunByWhoeverWatchesAnotherIsTheLastOne_data();
    void aLoginBegunByWhoeverWatchesAnotherIsTheLastOne();
    void whoeverWatchesALoginMayDeleteTheClient_data();
    void whoeverWatchesALoginMayDeleteTheClient();
    void whoeverWatchesALoginMayGoOverToAnotherAccount();
    void theBrowserMayDeleteTheClient();
    void whoeverIsReplacedMayDeleteTheClient_data();
    void whoeverIsReplacedMayDeleteTheClient();
    void aLogoutEndsTheSessionItWasAskedFor_data();
    void aLogoutEndsTheSessionItWasAskedFor();
    void aCallThatWaitsForASharedSessionEndsNoOther();
    void whoeverIsAnsweredByADyingClientMayCallIt();
    void whoeverIsAnsweredByADyingClientMayConfigureIt();
    void whoeverHearsThatTheErrorIsGoneMayDeleteTheClient();
    void aFetchThatAnotherAccountEndsMayCallTheClient();
    void noOtherTenantIsShownTheRefreshToken();
    void aFetcherMayDieByTheEndOfAnother();
    void whoeverIsAnsweredByADyingFetcherMayDeleteTheClient();
    void whoeverWatchesAFetchMayDeleteTheClient();
    void aTransportMayDeleteItsFetcher();
    void aTokenFactoryMayDeleteItsFetcher();
    void aTokenFactoryMayBeReplacedByItself();
    void theLoginOfAMistakenConfigurationIsTold();
    void aSharedBrowserServesTheLastWhoAsked();
    void aLoginThatIsJoinedWhileItEndsEndsForBoth();
    void whoeverHearsOfAForeignIssuerMayDeleteTheClient();
    void whoeverIsAnsweredWhileAnotherAsksMayDeleteTheClient();
    void whoeverHearsOfTheCeilingMayDeleteTheClient_data();
    void whoeverHearsOfTheCeilingMayDeleteTheClient();
    void anAnswerOfASessionThatWasLeftIsNobodysAnyMore();
    void whoeverHearsOfAnErrorMayDeleteTheFetcher_data();
    void whoeverHearsOfAnErrorMayDeleteTheFetcher();
    void whoeverHearsOfAnErrorMayDeleteTheNetworkAccess();
    void aRequestAbortedAtItsRedirectGoesNoFurther();

private:
    std::unique_ptr<Client> start()
    {
        return std::make_unique<Client>(m_configuration, Services{nullptr, &m_store, m_browser.get(), &m_clock});
    }
    void comeBack()
    {
        m_tenant->nonce = m_browser->asked("nonce");
        m_browser->handOver(m_browser->callbackWithCode());
    }
    bool logIn(Client *client)
    {
        const auto login = client->authorize();
        comeBack();
        return bool(await(login));
    }
    static QString domainOf(const CannedTenant &tenant) { return tenant.issuer().chopped(1); }
    static GetCredentialsOptions forced()
    {
        GetCredentialsOptions options;
        options.forceRefresh = true;
        return options;
    }
    static AuthorizeOptions other()
    {
        AuthorizeOptions options;
        options.scope = QStringLiteral("openid email");
        return options;
    }
    static CreateFetcherOptions forApi(const QString &baseUrl = QStringLiteral("https://api.example.com"))
    {
        CreateFetcherOptions options;
        options.baseUrl = baseUrl;
        return options;
    }
    Configuration ofAccount(const QString &account) const
    {
        Configuration configuration = m_configuration;
        configuration.account = account;
        return configuration;
    }

    std::unique_ptr<CannedTenant> m_tenant;
    std::unique_ptr<ObedientBrowser> m_browser;
    FakeSecretStore m_store;
    OffsetClock m_clock;
    Configuration m_configuration;
};

void tst_Reentry::init()
{
    m_tenant = std::make_unique<CannedTenant>();
    m_browser = std::make_unique<ObedientBrowser>();
    m_browser->listens = false;
    m_store.entries.clear();
    m_configuration = Configuration();
    m_configuration.domain = domainOf(*m_tenant);
    m_configuration.clientId = QStringLiteral("client");
    m_configuration.account = QString::fromLatin1(QTest::currentTestFunction())
        + QString::fromLatin1(QTest::currentDataTag() ? QTest::currentDataTag() : "");
}

void tst_Reentry::cleanup()
{
    m_browser.reset();
    m_tenant.reset();
}

void tst_Reentry::aLoginEndedWhileItIsPreparedOpensNoBrowser_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("preparing") << 0;
    QTest::newRow("the address is shown") << 1;
    QTest::newRow("seconds are counted") << 2;
    QTest::newRow("waiting for the browser") << 3;
}

void tst_Reentry::aLoginEndedWhileItIsPreparedOpensNoBrowser()
{
    QFETCH(const int, step);
    const auto client = start();
    bool isEnded = false;
    const auto end = [&] {
        if (!std::exchange(isEnded, true))
            client->cancelWebAuth();
    };
    const Login *login = client->login();
    if (step == 1)
        connect(login, &Login::urlChanged, this, end);
    else if (step == 2)
        connect(login, &Login::secondsLeftChanged, this, end);
    else
        connect(login, &Login::stateChanged, this, [&] {
            if (login->state() == (step == 0 ? LoginState::Preparing : LoginState::WaitingForBrowser))
                end();
        });
    const auto ended = client->authorize();
    QVERIFY(isEnded);
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
    QVERIFY(m_browser->requests.isEmpty());
    QCOMPARE(login->state(), LoginState::Cancelled);
    QCOMPARE(login->secondsLeft(), 0);
    QVERIFY(login->url().isEmpty());
    QVERIFY(logIn(client.get()));
}

void tst_Reentry::aLoginBegunByWhoeverWatchesAnotherIsTheLastOne_data()
{
    aLoginEndedWhileItIsPreparedOpensNoBrowser_data();
}

void tst_Reentry::aLoginBegunByWhoeverWatchesAnotherIsTheLastOne()
{
    QFETCH(const int, step);
    const auto client = start();
    std::optional<Async<Credentials>> second;
    bool isBegun = false;
    const auto begin = [&] {
        if (!std::exchange(isBegun, true))
            second = client->authorize(other());
    };
    const Login *login = client->login();
    if (step == 1)
        connect(login, &Login::urlChanged, this, begin);
    else if (step == 2)
        connect(login, &Login::secondsLeftChanged, this, begin);
    else
        connect(login, &Login::stateChanged, this, [&] {
            if (login->state() == (step == 0 ? LoginState::Preparing : LoginState::WaitingForBrowser))
                begin();
        });
    const auto first = client->authorize();
    QVERIFY(second);
    QCOMPARE(await(first).error().code(), Error::Cancelled);
    QVERIFY(!second->isFinished());
    QCOMPARE(login->state(), LoginState::WaitingForBrowser);
    QCOMPARE(m_browser->requests.size(), 1);
    QCOMPARE(m_browser->asked("scope"), QStringLiteral("openid email"));
    comeBack();
    QVERIFY(await(*second));
    QCOMPARE(login->state(), LoginState::Done);
}

void tst_Reentry::whoeverWatchesALoginMayDeleteTheClient_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<int>("time");
    for (int time = 1; time <= 4; ++time)
        QTest::addRow("state %d", time) << QStringLiteral("state") << time;
    for (int time = 1; time <= 2; ++time) {
        QTest::addRow("url %d", time) << QStringLiteral("url") << time;
        QTest::addRow("seconds %d", time) << QStringLiteral("seconds") << time;
    }
}

void tst_Reentry::whoeverWatchesALoginMayDeleteTheClient()
{
    QFETCH(const QString, signal);
    QFETCH(const int, time);
    auto client = start();
    int times = 0;
    const auto end = [&] {
        if (++times == time)
            client.reset();
    };
    const Login *login = client->login();
    if (signal == u"url")
        connect(login, &Login::urlChanged, this, end);
    else if (signal == u"seconds")
        connect(login, &Login::secondsLeftChanged, this, end);
    else
        connect(login, &Login::stateChanged, this, end);
    const auto ended = client->authorize();
    if (client)
        comeBack();
    QTRY_VERIFY(!client);
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
}

void tst_Reentry::whoeverWatchesALoginMayGoOverToAnotherAccount()
{
    const auto client = start();
    const Login *login = client->login();
    connect(login, &Login::stateChanged, this, [&] {
        if (login->state() == LoginState::Done)
            client->setConfiguration(ofAccount(m_configuration.account + u'2'));
    });
    const auto ended = client->authorize();
    comeBack();
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
    QVERIFY(!client->isAuthenticated());
    QVERIFY(m_store.entries.isEmpty());
}

void tst_Reentry::theBrowserMayDeleteTheClient()
{
    auto client = start();
    m_browser->onOpen = [&](const BrowserRequest &) { client.reset(); };
    const auto ended = client->authorize();
    QVERIFY(!client);
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
    client = start();
    const auto logout = client->clearSession();
    QVERIFY(!client);
    QVERIFY(logout.isFinished());
}

void tst_Reentry::whoeverIsReplacedMayDeleteTheClient_data()
{
    QTest::addColumn<int>("by");
    QTest::newRow("login") << 0;
    QTest::newRow("logout") << 1;
    QTest::newRow("local logout") << 2;
    QTest::newRow("cancel") << 3;
    QTest::newRow("configuration") << 4;
    QTest::newRow("login cancel") << 5;
}

void tst_Reentry::whoeverIsReplacedMayDeleteTheClient()
{
    QFETCH(const int, by);
    auto client = start();
    client->authorize().then([&](const Result<Credentials> &) { client.reset(); });
    Error ended;
    if (by == 0)
        ended = await(client->authorize(other())).error();
    else if (by == 1)
        ended = await(client->clearSession()).error();
    else if (by == 2)
        ended = await(client->clearCredentials()).error();
    else if (by == 3)
        ended = await(client->cancelWebAuth()).error();
    else if (by == 4)
        client->setConfiguration(ofAccount(QStringLiteral("b")));
    else
        client->login()->cancel();
    QVERIFY(!client);
    QVERIFY(by > 3 || ended.code() == Error::Cancelled);
}

void tst_Reentry::aLogoutEndsTheSessionItWasAskedFor_data()
{
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<bool>("isMistaken");
    QTest::newRow("clearSession") << true << false;
    QTest::newRow("clearCredentials") << false << false;
    QTest::newRow("clearSession, then a mistake") << true << true;
    QTest::newRow("clearCredentials, then a mistake") << false << true;
}

void tst_Reentry::aLogoutEndsTheSessionItWasAskedFor()
{
    QFETCH(const bool, isWhole);
    QFETCH(const bool, isMistaken);
    const Configuration second = ofAccount(m_configuration.account + u'2');
    {
        Client client(second, Services{nullptr, &m_store, m_browser.get(), &m_clock});
        QVERIFY(logIn(&client));
    }
    const auto client = start();
    QVERIFY(logIn(client.get()));
    client->authorize().then(
        [&](const Result<Credentials> &) { client->setConfiguration(isMistaken ? Configuration() : second); });
    const auto logout = isWhole ? client->clearSession() : client->clearCredentials();
    QCOMPARE(await(logout).error().code(), Error::Cancelled);
    QCOMPARE(m_store.entries.size(), 2);
    QCOMPARE(client->isAuthenticated(), !isMistaken);
}

void tst_Reentry::aCallThatWaitsForASharedSessionEndsNoOther()
{
    // No service is given: the two share, and the keyring answers later.
    m_configuration.browser = m_browser.get();
    Client first(m_configuration), second(m_configuration);
    QVERIFY(first.isLoading());
    const auto logout = first.clearCredentials();
    Configuration another = ofAccount(QStringLiteral("another"));
    another.storage = Storage::MemoryOnly;
    first.setConfiguration(another);
    QCOMPARE(await(logout).error().code(), Error::Cancelled);
    QVERIFY(logIn(&first));
    QTRY_VERIFY(!second.isLoading());
    QVERIFY(first.isAuthenticated());
}

void tst_Reentry::whoeverIsAnsweredByADyingClientMayCallIt()
{
    auto client = start();
    Client *const dying = client.get();
    int answers = 0;
    std::function<void(const Result<Credentials> &)> again = [&](const Result<Credentials> &result) {
        QCOMPARE(result.error().code(), Error::Cancelled);
        if (++answers < 4)
            dying->authorize(other()).then(again);
    };
    client->authorize().then(again);
    client.reset();
    QCOMPARE(answers, 4);
}

void tst_Reentry::whoeverIsAnsweredByADyingClientMayConfigureIt()
{
    auto client = start();
    Client *const dying = client.get();
    int answers = 0;
    client->authorize().then([&](const Result<Credentials> &) {
        ++answers;
        dying->setConfiguration(ofAccount(QStringLiteral("b")));
        dying->authorize().then([&](const Result<Credentials> &) { ++answers; });
    });
    client.reset();
    QCOMPARE(answers, 2);
}

void tst_Reentry::whoeverHearsThatTheErrorIsGoneMayDeleteTheClient()
{
    auto client = start();
    const auto refused = client->authorize();
    m_browser->endIn(Error(Error::BrowserUnavailable, QStringLiteral("none")));
    QCOMPARE(await(refused).error().code(), Error::BrowserUnavailable);
    QCOMPARE(client->error().code(), Error::BrowserUnavailable);
    connect(client.get(), &Client::errorChanged, this, [&] { client.reset(); });
    const auto ended = client->authorize();
    comeBack();
    QTRY_VERIFY(!client);
    QVERIFY(ended.isFinished());
}

void tst_Reentry::aFetchThatAnotherAccountEndsMayCallTheClient()
{
    RawServer api;
    api.respond = [](QTcpSocket *, const RawRequest &) {};
    const auto client = start();
    QVERIFY(logIn(client.get()));
    const CreateFetcherOptions options = forApi(api.url(QStringLiteral("/")).toString());
    auto *fetcher = client->createFetcher(options);
    int answers = 0;
    fetcher->fetch(QStringLiteral("x")).then([&](const Result<FetchResponse> &) {
        client->getCredentials(forced()).then([&](const Result<Credentials> &) { ++answers; });
        ++answers;
    });
    QTRY_COMPARE(api.requests.size(), 1);
    client->setConfiguration(ofAccount(m_configuration.account + u'2'));
    QTRY_COMPARE(answers, 2);
}

void tst_Reentry::noOtherTenantIsShownTheRefreshToken()
{
    CannedTenant foreign;
    m_configuration.storage = Storage::MemoryOnly;
    m_configuration.browser = m_browser.get();
    Client first(m_configuration), second(m_configuration);
    QVERIFY(logIn(&first));
    QVERIFY(second.isAuthenticated());
    std::optional<Async<Credentials>> renewed;
    first.authorize().then([&](const Result<Credentials> &) { renewed = first.getCredentials(forced()); });
    Configuration elsewhere = m_configuration;
    elsewhere.domain = domainOf(foreign);
    first.setConfiguration(elsewhere);
    QVERIFY(renewed);
    QVERIFY(!await(*renewed));
    QTest::qWait(100);
    QCOMPARE(foreign.tokenRequests().size(), 0);
    QVERIFY(second.isAuthenticated());
}

void tst_Reentry::aFetcherMayDieByTheEndOfAnother()
{
    RawServer api;
    api.respond = [](QTcpSocket *, const RawRequest &) {};
    auto client = start();
    QVERIFY(logIn(client.get()));
    const CreateFetcherOptions options = forApi(api.url(QStringLiteral("/")).toString());
    QPointer<Fetcher> one = client->createFetcher(options), two = client->createFetcher(options);
    int answers = 0;
    const auto end = [&](const Result<FetchResponse> &) {
        ++answers;
        delete two;
    };
    one->fetch(QStringLiteral("x")).then(end);
    client.reset();
    QCOMPARE(answers, 1);
    QVERIFY(!two);
}

void tst_Reentry::whoeverIsAnsweredByADyingFetcherMayDeleteTheClient()
{
    RawServer api;
    api.respond = [](QTcpSocket *, const RawRequest &) {};
    auto client = start();
    QVERIFY(logIn(client.get()));
    const CreateFetcherOptions options = forApi(api.url(QStringLiteral("/")).toString());
    Fetcher *fetcher = client->createFetcher(options);
    int answers = 0;
    fetcher->fetch(QStringLiteral("x")).then([&](const Result<FetchResponse> &) {
        ++answers;
        client.reset();
    });
    QTRY_COMPARE(api.requests.size(), 1);
    delete fetcher;
    QVERIFY(!client);
    QCOMPARE(answers, 1);
}

void tst_Reentry::whoeverWatchesAFetchMayDeleteTheClient()
{
    RawServer api;
    api.respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 200, QByteArray(4'000'000, 'x'));
    };
    auto client = start();
    QVERIFY(logIn(client.get()));
    const CreateFetcherOptions options = forApi(api.url(QStringLiteral("/")).toString());
    Fetcher *fetcher = client->createFetcher(options);
    connect(fetcher, &Fetcher::progress, this, [&] { client.reset(); });
    const auto ended = fetcher->fetch(QStringLiteral("x"));
    QTRY_VERIFY(!client);
    QTRY_VERIFY(ended.isFinished());
    QCOMPARE(ended.result().error().code(), Error::Cancelled);
}

void tst_Reentry::aTransportMayDeleteItsFetcher()
{
    const auto client = start();
    QVERIFY(logIn(client.get()));
    CreateFetcherOptions options = forApi();
    QPointer<Fetcher> fetcher;
    options.fetch = [&fetcher](const FetchRequest &) {
        delete fetcher;
        return ready(FetchResponse());
    };
    fetcher = client->createFetcher(options);
    QCOMPARE(await(fetcher->fetch(QStringLiteral("x"))).error().code(), Error::Cancelled);
    QVERIFY(!fetcher);
}

void tst_Reentry::aTokenFactoryMayDeleteItsFetcher()
{
    const auto client = start();
    CreateFetcherOptions options = forApi();
    QPointer<Fetcher> fetcher;
    options.getAccessToken = [&fetcher](const AccessTokenRequest &) {
        delete fetcher;
        return ready(AccessToken());
    };
    fetcher = client->createFetcher(options);
    QCOMPARE(await(fetcher->fetch(QStringLiteral("x"))).error().code(), Error::Cancelled);
    QVERIFY(!fetcher);
}

void tst_Reentry::aTokenFactoryMayBeReplacedByItself()
{
    const auto client = start();
    CreateFetcherOptions options = forApi();
    Fetcher *fetcher = nullptr;
    const QString name = QStringLiteral("a-token-that-the-factory-holds-%1").arg(1);
    options.getAccessToken = [&fetcher, name](const AccessTokenRequest &) {
        fetcher->setOptions({});
        AccessToken token;
        token.token = name + name;
        return ready(token);
    };
    options.fetch = [](const FetchRequest &) { return ready(FetchResponse()); };
    fetcher = client->createFetcher(options);
    const auto answer = await(fetcher->fetch(QStringLiteral("x")));
    QVERIFY2(answer, qPrintable(answer.error().toString()));
}

void tst_Reentry::theLoginOfAMistakenConfigurationIsTold()
{
    const auto client = start();
    QSignalSpy told(client.get(), &Client::loginChanged);
    const QPointer<Login> before = client->login();
    client->setConfiguration(Configuration());
    QVERIFY(client->login());
    QVERIFY(client->login() == before || told.count() == 1);
}

void tst_Reentry::aSharedBrowserServesTheLastWhoAsked()
{
    CustomBrowser browser;
    browser.setListen(false);
    const auto make = [&](const QString &account) {
        return std::make_unique<Client>(ofAccount(account), Services{nullptr, &m_store, &browser, &m_clock});
    };
    const auto first = make(QStringLiteral("1")), second = make(QStringLiteral("2"));
    std::optional<Async<Credentials>> again;
    first->authorize().then([&](const Result<Credentials> &) { again = first->authorize(other()); });
    const auto replaced = second->authorize();
    QVERIFY(again);
    QCOMPARE(await(replaced).error().code(), Error::Cancelled);
    QVERIFY(!again->isFinished());
    browser.fail(QStringLiteral("none"));
    QCOMPARE(await(*again).error().code(), Error::BrowserUnavailable);
}

void tst_Reentry::aLoginThatIsJoinedWhileItEndsEndsForBoth()
{
    const auto client = start();
    const auto first = client->authorize();
    m_clock.offset += 5;
    m_browser->onOpen = [&](const BrowserRequest &) { client->cancelWebAuth(); };
    const auto second = client->authorize();
    QCOMPARE(m_browser->requests.size(), 2);
    QCOMPARE(await(first).error().code(), Error::Cancelled);
    QCOMPARE(await(second, std::chrono::seconds(2)).error().code(), Error::Cancelled);
}

void tst_Reentry::whoeverHearsOfAForeignIssuerMayDeleteTheClient()
{
    m_tenant->held = QStringList{QStringLiteral("/.well-known/openid-configuration")};
    m_tenant->metadata[QStringLiteral("issuer")] = QStringLiteral("https://foreign.example.com/");
    auto client = start();
    Error::Code code = Error::NoError;
    client->authorize().then([&](const Result<Credentials> &result) {
        code = result.error().code();
        client.reset();
    });
    comeBack();
    QTRY_COMPARE(m_tenant->requests().size(), 1);
    m_tenant->release();
    QTRY_VERIFY(!client);
    QCOMPARE(code, Error::InvalidIssuer);
}

void tst_Reentry::whoeverIsAnsweredWhileAnotherAsksMayDeleteTheClient()
{
    auto client = start();
    QTRY_VERIFY(!client->isLoading());
    UpdateSessionOptions data;
    data.data = QVariantMap{{QStringLiteral("n"), 1}};
    bool isAsked = false;
    connect(client.get(), &Client::credentialsChanged, this, [&] {
        if (!std::exchange(isAsked, true))
            client->updateSession(data).then([&](const Result<Done> &) { client.reset(); });
    });
    Credentials saved;
    saved.accessToken = QStringLiteral("saved");
    const auto ended = client->saveCredentials(saved);
    QVERIFY(!client);
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
}

void tst_Reentry::whoeverHearsOfTheCeilingMayDeleteTheClient_data()
{
    QTest::addColumn<int>("call");
    QTest::newRow("getCredentials") << 0;
    QTest::newRow("getAccessToken") << 1;
    QTest::newRow("userInfo") << 2;
    QTest::newRow("refreshUser") << 3;
    QTest::newRow("getApiCredentials") << 4;
}

void tst_Reentry::whoeverHearsOfTheCeilingMayDeleteTheClient()
{
    QFETCH(const int, call);
    m_tenant->claims[QStringLiteral("session_expiry")] = m_clock.now().toSecsSinceEpoch() + 600;
    auto client = start();
    QVERIFY(logIn(client.get()));
    m_clock.offset += 3600;
    connect(client.get(), &Client::sessionEnded, this, [&] { client.reset(); });
    Error error;
    GetApiCredentialsOptions api;
    api.audience = QStringLiteral("https://api.example.com");
    if (call == 0)
        error = await(client->getCredentials(forced())).error();
    else if (call == 1)
        error = await(client->getAccessToken()).error();
    else if (call == 2)
        error = await(client->userInfo()).error();
    else if (call == 3)
        error = await(client->refreshUser()).error();
    else
        error = await(client->getApiCredentials(api)).error();
    QVERIFY(!client);
    QCOMPARE(error.code(), Error::Cancelled);
}

void tst_Reentry::anAnswerOfASessionThatWasLeftIsNobodysAnyMore()
{
    m_configuration.storage = Storage::MemoryOnly;
    m_configuration.browser = m_browser.get();
    Client first(m_configuration), second(m_configuration);
    QVERIFY(logIn(&first));
    m_tenant->held = QStringList{QStringLiteral("/oauth/token")};
    GetAccessTokenOptions options;
    options.refresh = true;
    const auto token = first.getAccessToken(options);
    const auto other = second.getCredentials(forced());
    QTRY_COMPARE(m_tenant->tokenRequests().size(), 2);
    first.setConfiguration(Configuration());
    QCOMPARE(await(token).error().code(), Error::Cancelled);
    m_tenant->release();
    QVERIFY(await(other));
}

void tst_Reentry::whoeverHearsOfAnErrorMayDeleteTheFetcher_data()
{
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("the fetcher") << false;
    QTest::newRow("the client") << true;
}

void tst_Reentry::whoeverHearsOfAnErrorMayDeleteTheFetcher()
{
    QFETCH(const bool, isWhole);
    auto client = start();
    QTRY_VERIFY(!client->isLoading());
    CreateFetcherOptions options = forApi();
    const QPointer<Fetcher> fetcher = client->createFetcher(options);
    connect(client.get(), &Client::errorOccurred, this, [&] {
        if (isWhole)
            client.reset();
        else
            delete fetcher;
    });
    const auto ended = fetcher->fetch(QStringLiteral("x"));
    QTRY_VERIFY(!fetcher);
    QCOMPARE(await(ended).error().code(), Error::Cancelled);
}

void tst_Reentry::whoeverHearsOfAnErrorMayDeleteTheNetworkAccess()
{
    RawServer api;
    auto client = start();
    auto access = std::make_unique<NetworkAccess>(client.get(), QStringList{api.url({}).toString()});
    const std::unique_ptr<QNetworkAccessManager> manager(access->createManager(nullptr));
    connect(client.get(), &Client::errorOccurred, this, [&] {
        access.reset();
        client.reset();
    });
    const std::unique_ptr<QNetworkReply> reply(manager->get(QNetworkRequest(api.url(QStringLiteral("/x")))));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!client);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QVERIFY(api.requests.isEmpty());
}

void tst_Reentry::aRequestAbortedAtItsRedirectGoesNoFurther()
{
    RawServer api, other;
    api.respond = [&](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 302, {}, "Location: " + other.url(QStringLiteral("/y")).toEncoded() + "\r\n");
    };
    const auto client = start();
    QVERIFY(logIn(client.get()));
    const NetworkAccess access(client.get(), {api.url({}).toString()});
    const std::unique_ptr<QNetworkAccessManager> manager(access.createManager(nullptr));
    const std::unique_ptr<QNetworkReply> reply(manager->get(QNetworkRequest(api.url(QStringLiteral("/x")))));
    connect(reply.get(), &QNetworkReply::redirected, reply.get(), &QNetworkReply::abort);
    QTRY_VERIFY(reply->isFinished());
    QTest::qWait(100);
    QCOMPARE(api.requests.size(), 1);
    QCOMPARE(other.requests.size(), 0);
}

QTEST_GUILESS_MAIN(tst_Reentry)
#include "tst_reentry.moc"
