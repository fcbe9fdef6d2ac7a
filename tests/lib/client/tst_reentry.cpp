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
    void whoeverWatchesAFetchMayDeleteTheClient();

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

QTEST_GUILESS_MAIN(tst_Reentry)
#include "tst_reentry.moc"
