// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cannedtenant.h"
#include "lib/browser/visitor.h"
#include "support/await.h"
#include "support/offsetclock.h"
#include "webauth/webauth.h"
#include <QtNetwork/QTcpServer>

namespace Auth0::Test {
//! A browser without a user: remembers what it was asked to show, and delivers what the test tells it.
class ObedientBrowser : public Browser
{
public:
    bool listens = true, ephemeral = false;
    std::optional<Error> refusal; //!< open() ends in it at once
    std::function<void(const BrowserRequest &)> onOpen;
    QList<BrowserRequest> requests;
    int cancels = 0;

    Async<QUrl> open(const BrowserRequest &request) override
    {
        requests.append(request);
        m_open = Deferred<QUrl>();
        const auto future = m_open.future();
        if (refusal)
            m_open.settle(*refusal);
        else if (onOpen)
            onOpen(request);
        return future;
    }
    void cancel() override
    {
        ++cancels;
        m_open.settle(cancelledError());
    }
    bool usesListener() const override { return listens; }
    bool canBeEphemeral() const override { return ephemeral; }

    //! What the address of the page says.
    QString asked(const char *name) const
    {
        return QUrlQuery(requests.last().url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    }
    QUrl callback(const QString &query) const
    {
        QUrl url = requests.last().callbackUrl;
        url.setQuery(query);
        return url;
    }
    QUrl callbackWithCode() const { return callback(QStringLiteral("code=canary-code&state=") + asked("state")); }
    //! As an own browser: the answer itself.
    void handOver(const QUrl &callback) { m_open.settle(callback); }
    void endIn(const Error &error) { m_open.settle(error); }

private:
    Deferred<QUrl> m_open;
};

//! Everything a login needs, on free ports.
class LoginBench
{
public:
    LoginBench()
    {
        settings.tenant = tenant.tenant();
        settings.callbackPorts = {freePort(), freePort()};
        webAuth.setSettings(settings);
        webAuth.setBrowser(&browser);
        request.scope = QStringLiteral("openid profile");
        request.timeout = std::chrono::seconds(30);
    }

    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    static bool isFree(quint16 port) { return QTcpServer().listen(QHostAddress::LocalHost, port); }

    //! Starts a login; the tenant learns its nonce.
    Async<WebAuthResult> start()
    {
        const auto login = webAuth.authorize(request);
        if (!browser.requests.isEmpty())
            tenant.nonce = browser.asked("nonce");
        return login;
    }
    //! What is fetched while the user is in the browser is there.
    bool isPrepared()
    {
        return QTest::qWaitFor([this] { return tenant.requests().size() >= 2; }) && settle();
    }
    //! The user comes back to the listener; the status of the answer.
    int deliver(const QString &query) { return Visitor::statusOf(Visitor::answerTo(browser.callback(query))); }
    int deliverCode() { return Visitor::statusOf(Visitor::answerTo(browser.callbackWithCode())); }
    //! Whether a whole login works now.
    bool canLogIn()
    {
        browser.refusal.reset();
        const auto login = start();
        deliverCode();
        return bool(await(login));
    }

    OffsetClock clock;
    CannedTenant tenant;
    ObedientBrowser browser;
    WebAuthSettings settings;
    WebAuthRequest request;
    HttpClient http{nullptr, &clock};
    JwkSource keys{&http, &clock};
    WebAuth webAuth{&http, &keys, &clock, systemRandomBytes};

private:
    static bool settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        QTest::qWait(50);
        return true;
    }
};
} // namespace Auth0::Test
