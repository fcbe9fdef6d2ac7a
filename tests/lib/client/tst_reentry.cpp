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
    void whoeverWatchesAFetchMayDeleteTheClient();
    void aTransportMayDeleteItsFetcher();
    void aTokenFactoryMayDeleteItsFetcher();
    void aTokenFactoryMayBeReplacedByItself();
    void aSharedBrowserServesTheLastWhoAsked();
    void aLoginThatIsJoinedWhileItEndsEndsForBoth();
    void whoeverHearsOfAForeignIssuerMayDeleteTheClient();
    void whoeverIsAnsweredWhileAnotherAsksMayDeleteTheClient();
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

void tst_Reentry::whoeverWatchesAFetchMayDeleteTheClient()
{
    RawServer api;
    api.respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 200, QByteArray(4'000'000, 'x'));
    };
    auto client = start();
    QVERIFY(logIn(client.get()));
    CreateFetcherOptions options;
    options.baseUrl = api.url(QStringLiteral("/")).toString();
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
    CreateFetcherOptions options;
    options.baseUrl = QStringLiteral("https://api.example.com");
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
    CreateFetcherOptions options;
    options.baseUrl = QStringLiteral("https://api.example.com");
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
    CreateFetcherOptions options;
    options.baseUrl = QStringLiteral("https://api.example.com");
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
    CreateFetcherOptions options;
    options.baseUrl = QStringLiteral("https://api.example.com");
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
