// SPDX-License-Identifier: Apache-2.0
#include "client/client.h"
#include "lib/webauth/loginbench.h"
#include "support/fakesecretstore.h"
#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! A browser that is given back at any time, and may do anything while it opens or closes.
class LooseBrowser : public Browser
{
public:
    std::function<void()> act;
    std::optional<BrowserRequest> shown;

    Async<QUrl> open(const BrowserRequest &request) override
    {
        const Deferred<QUrl> opened;
        const auto before = std::exchange(m_open, opened);
        shown = request;
        before.settle(cancelledError());
        act();
        return opened.future();
    }
    void cancel() override
    {
        const Deferred<QUrl> open = m_open;
        act();
        open.settle(cancelledError());
    }
    void end(const Result<QUrl> &result) { Deferred<QUrl>(m_open).settle(result); }

private:
    Deferred<QUrl> m_open;
};

/*!
    One application that calls whatever it likes from wherever its code runs: at the top, in each signal, in each
    continuation, in its browser.
*/
class Application : public QObject
{
public:
    Application(quint32 seed, CannedTenant *tenant)
        : m_random(seed)
        , m_tenant(tenant)
    {
        m_browser.act = [this] { maybeAct(); };
    }
    ~Application() override
    {
        m_left = 0;
        deleteClient();
    }

    void run()
    {
        for (int turn = 0; turn < 25; ++turn) {
            m_left = 12;
            act();
            for (int i = below(4); i > 0; --i)
                QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
        }
        m_left = 0;
        m_store.answerNow();
        deleteClient();
        QTest::qWait(1);
    }
    //! The calls that were not answered once.
    QStringList unanswered() const
    {
        QStringList names;
        for (const Call &call : m_calls) {
            if (call.answers != 1)
                names.append(QStringLiteral("%1: %2").arg(QLatin1String(call.name)).arg(call.answers));
        }
        return names;
    }
    int calls() const { return int(m_calls.size()); }

private:
    struct Call
    {
        const char *name;
        int answers = 0;
    };

    int below(int bound) { return int(m_random.bounded(bound)); }
    bool oneIn(int number) { return below(number) == 0; }

    template<typename T>
    void call(const char *name, const Async<T> &future)
    {
        const qsizetype number = m_calls.size();
        m_calls.append({name});
        Async<T>(future).then([this, number](const Result<T> &) {
            ++m_calls[number].answers;
            maybeAct();
        });
    }
    void maybeAct()
    {
        if (oneIn(3))
            act();
    }
    void act()
    {
        if (m_left <= 0 || m_depth > 5)
            return;
        --m_left;
        ++m_depth;
        if (m_client)
            actOn(m_client.get());
        else if (m_depth == 1 || oneIn(2))
            start();
        --m_depth;
    }
    Configuration configuration()
    {
        Configuration configuration;
        configuration.domain = oneIn(12) ? QString() : m_tenant->issuer().chopped(1);
        configuration.clientId = QStringLiteral("client");
        configuration.account = QString::number(m_account);
        configuration.loginPolicy = oneIn(2) ? LoginPolicy::Join : LoginPolicy::Replace;
        configuration.autoRefresh = oneIn(2);
        configuration.timeout = std::chrono::seconds(2);
        return configuration;
    }
    void start()
    {
        auto client = std::make_unique<Client>(configuration(), Services{nullptr, &m_store, &m_browser, &m_clock});
        Client *const made = client.get();
        m_client = std::move(client);
        const auto hear = [this] { maybeAct(); };
        for (const auto signal :
             {&Client::userChanged, &Client::sessionStateChanged, &Client::isAuthenticatedChanged,
              &Client::isLoadingChanged, &Client::isPersistentChanged, &Client::errorChanged, &Client::expiresAtChanged,
              &Client::callbackUrlsChanged, &Client::loggedIn, &Client::loggedOut, &Client::credentialsChanged})
            connect(made, signal, this, hear);
        connect(made, &Client::sessionEnded, this, hear);
        connect(made, &Client::errorOccurred, this, hear);
        connect(made, &Client::loginChanged, this, [this, made] {
            watch(made->login());
            maybeAct();
        });
        watch(made->login());
    }
    void watch(Login *login)
    {
        const auto hear = [this] { maybeAct(); };
        for (const auto signal : {&Login::stateChanged, &Login::urlChanged, &Login::secondsLeftChanged}) {
            disconnect(login, signal, this, nullptr);
            connect(login, signal, this, hear);
        }
    }
    Fetcher *fetcher(Client *client)
    {
        if (!m_fetcher) {
            CreateFetcherOptions options;
            options.baseUrl = m_tenant->issuer();
            if (oneIn(2))
                options.getAccessToken = [this](const AccessTokenRequest &) {
                    maybeAct();
                    AccessToken token;
                    token.token = QStringLiteral("own");
                    return ready(token);
                };
            m_fetcher = client->createFetcher(options);
            connect(m_fetcher, &Fetcher::progress, this, [this] { maybeAct(); });
        }
        return m_fetcher;
    }
    // Whoever is answered by what dies does not delete it once more.
    void deleteFetcher() { delete std::exchange(m_fetcher, QPointer<Fetcher>()); }
    void deleteClient()
    {
        m_fetcher.clear();
        m_client.reset();
    }
    void comeBack()
    {
        if (!m_browser.shown)
            return;
        const QUrlQuery page(m_browser.shown->url);
        m_tenant->nonce = page.queryItemValue(QStringLiteral("nonce"), QUrl::FullyDecoded);
        QUrl callback = m_browser.shown->callbackUrl;
        callback.setQuery(QStringLiteral("code=code&state=") + page.queryItemValue(QStringLiteral("state")));
        m_browser.end(callback);
    }
    AuthorizeOptions loginOptions()
    {
        AuthorizeOptions options;
        if (oneIn(3))
            options.scope = QStringLiteral("openid email");
        if (oneIn(4))
            options.store = false;
        return options;
    }
    void actOn(Client *client)
    {
        GetCredentialsOptions forced;
        forced.forceRefresh = true;
        GetAccessTokenOptions token;
        token.refresh = oneIn(2);
        GetApiCredentialsOptions api;
        api.audience = QStringLiteral("https://api.example.com");
        ClearSessionOptions logout;
        logout.revoke = oneIn(2);
        Credentials saved;
        saved.accessToken = QStringLiteral("saved");
        saved.refreshToken = QStringLiteral("saved-refresh");
        UpdateSessionOptions data;
        data.data = QVariantMap{{QStringLiteral("n"), below(100)}};
        switch (below(30)) {
        case 0:
        case 1:
        case 2:
            return call("authorize", client->authorize(loginOptions()));
        case 3:
        case 4:
        case 5:
        case 6:
            return comeBack();
        case 7:
            return m_browser.end(Error(Error::BrowserUnavailable, QStringLiteral("none")));
        case 8:
            return call("cancelWebAuth", client->cancelWebAuth());
        case 9:
            return call("clearSession", client->clearSession(logout));
        case 10:
            return call("clearCredentials", client->clearCredentials());
        case 11:
        case 12:
            return call("getCredentials", client->getCredentials(oneIn(2) ? forced : GetCredentialsOptions()));
        case 13:
            return call("getAccessToken", client->getAccessToken(token));
        case 14:
            return call("getApiCredentials", client->getApiCredentials(api));
        case 15:
            return call("saveCredentials", client->saveCredentials(saved));
        case 16:
            return call("updateSession", client->updateSession(data));
        case 17:
            return call("restore", client->restore());
        case 18:
            return call("userInfo", client->userInfo());
        case 19:
            return call("refreshUser", client->refreshUser());
        case 20:
            return call("revokeRefreshToken", client->revokeRefreshToken());
        case 21:
            m_account = below(3);
            [[fallthrough]];
        case 22:
            return client->setConfiguration(configuration());
        case 23:
            m_store.isSilent = true;
            return;
        case 24:
            return m_store.answerNow();
        case 25:
            return oneIn(2) ? client->login()->cancel() : client->login()->reopen();
        case 26:
            return call("fetch", fetcher(client)->fetch(QStringLiteral("keys")));
        case 27:
            deleteFetcher();
            return;
        case 28:
            m_clock.offset += below(2) * 3;
            return call("getSession", client->getSession());
        default:
            if (oneIn(3))
                deleteClient();
        }
    }

    QRandomGenerator m_random;
    CannedTenant *m_tenant;
    LooseBrowser m_browser;
    FakeSecretStore m_store;
    OffsetClock m_clock;
    QList<Call> m_calls;
    int m_left = 0, m_depth = 0, m_account = 0;
    QPointer<Fetcher> m_fetcher;
    std::unique_ptr<Client> m_client;
};
} // namespace

//! Calls in any order from anywhere: each is answered once, nothing hangs, nothing dies.
class tst_AnyOrder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachCallIsAnsweredOnce()
    {
        const int first = qEnvironmentVariableIntValue("AUTH0_TEST_SEED");
        const int given = qEnvironmentVariableIntValue("AUTH0_TEST_SEEDS");
        const int count = given > 0 ? given : 100;
        CannedTenant tenant;
        int calls = 0;
        for (int seed = first; seed < first + count; ++seed) {
            if (qEnvironmentVariableIsSet("AUTH0_TEST_SEED"))
                fprintf(stderr, "seed %d\n", seed);
            Application application(quint32(seed), &tenant);
            application.run();
            const QStringList unanswered = application.unanswered();
            QVERIFY2(
                unanswered.isEmpty(),
                qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(unanswered.join(QStringLiteral(", ")))));
            calls += application.calls();
        }
        qInfo() << count << "seeds," << calls << "calls";
    }
};

QTEST_GUILESS_MAIN(tst_AnyOrder)
#include "tst_anyorder.moc"
