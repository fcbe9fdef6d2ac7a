// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/client.h"
#include "row.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/offsetclock.h"
#include "support/tenantprocess.h"
#include <QtCore/QJsonDocument>

namespace Auth0::Test {
//! A tenant that has forgotten everything, a person, a secret store and one application.
class Bench
{
public:
    explicit Bench(const TenantProcess &tenant)
        : tenant(tenant)
        , configuration(tenant.configuration())
    {
        static int count = 0;
        tenant.reset();
        configuration.account = QStringLiteral("row %1").arg(++count);
    }
    virtual ~Bench() = default;

    const TenantProcess &tenant;
    HttpUser user;
    FakeSecretStore store;
    OffsetClock clock;
    Configuration configuration; //!< as it should be
    bool answers = true; //!< the tenant of `configuration` answers once the faults are gone
    Client *client = nullptr;

    //! Starts the application.
    virtual void start()
    {
        m_client = std::make_unique<Client>(configuration, services());
        client = m_client.get();
    }
    virtual void stop()
    {
        client = nullptr;
        m_client.reset();
    }
    //! A person logs in; what the row does begins after that.
    bool signIn()
    {
        const auto login = await(client->authorize());
        if (!login)
            qWarning() << "the login failed:" << login.error().toString();
        begin();
        return bool(login);
    }
    //! The log counts from here, and this session is the one that must survive.
    void begin()
    {
        m_logBefore = tenant.log().size();
        m_family = family();
        user.requests.clear();
        user.visited.clear();
        user.answers.clear();
    }
    //! Another tenant or client, where alice has a session that was handed over, whose access token has expired.
    bool handOver(const std::function<void(Configuration &)> &change)
    {
        store.entries.clear();
        change(configuration);
        client->setConfiguration(configuration);
        Credentials credentials;
        credentials.accessToken = QStringLiteral("handed-over-access");
        credentials.refreshToken = QStringLiteral("handed-over-refresh");
        credentials.expiresAt = QDateTime::currentDateTimeUtc().addSecs(-60);
        const auto saved = await(client->saveCredentials(credentials));
        answers = false;
        begin();
        return bool(saved);
    }
    void reconfigure(const std::function<void(Configuration &)> &change)
    {
        Configuration changed = client->configuration();
        change(changed);
        client->setConfiguration(changed);
    }
    virtual Services services() { return {nullptr, &store, &user, &clock}; }

    //! The application ends and starts again.
    void restart()
    {
        stop();
        start();
    }
    Result<Credentials> refresh()
    {
        GetCredentialsOptions options;
        options.forceRefresh = true;
        return await(client->getCredentials(options));
    }
    //! The next token request of this grant misbehaves.
    bool tokenFault(const QString &grant, QJsonObject fault) const
    {
        fault[QStringLiteral("path")] = QStringLiteral("/oauth/token");
        fault[QStringLiteral("grant")] = grant;
        return tenant.fault(fault);
    }
    bool documentFault(const QString &document, QJsonObject fault) const
    {
        fault[QStringLiteral("path")] = QStringLiteral("/.well-known/") + document;
        return tenant.fault(fault);
    }
    //! The next answer of the login page to the application has these parameters altered.
    bool redirectFault(const QJsonObject &parameters) const
    {
        const QString page = client->isAuthenticated() ? QStringLiteral("/u/consent") : QStringLiteral("/u/login");
        return tenant.fault({{QStringLiteral("path"), page}, {QStringLiteral("redirect"), parameters}});
    }
    //! Waits until a login that has begun knows metadata and keys: whether `iss` is demanded, for instance.
    bool knowsTheTenant() const
    {
        return QTest::qWaitFor([this] { return fetched(QStringLiteral("jwks.json")) > 0; });
    }
    //! Begins a login whose page the user opens once metadata and keys are known.
    Async<Credentials> loginOnceKnown(const AuthorizeOptions &options = {})
    {
        user.isAway = true;
        const auto login = client->authorize(options);
        user.isAway = false;
        if (knowsTheTenant())
            user.visit(user.requests.constLast().url);
        return login;
    }
    //! What the listener said to the callbacks since begin(): 303 taken, 400 not for us, 0 nobody there.
    QList<int> callbackAnswers() const
    {
        QList<int> statuses;
        for (const auto &[url, status] : user.answers) {
            if (tenant.callbackPorts().contains(url.port()) && url.path() == u"/callback")
                statuses.append(status);
        }
        return statuses;
    }

    //! What the tenant was asked for, pages of the login, metadata and keys left out: `authorize, code`.
    virtual QString sent() const
    {
        QStringList names;
        const auto entries = log();
        for (const QJsonObject &entry : entries) {
            const QString path = entry[QStringLiteral("path")].toString();
            const QString grant = entry[QStringLiteral("grant_type")].toString();
            if (path == u"/oauth/token")
                names.append(grant == u"authorization_code" ? QStringLiteral("code") : grant.section(u'_', 0, 0));
            else if (!path.startsWith(u"/u/") && !path.startsWith(u"/.well-known/"))
                names.append(path.section(u'/', -1));
        }
        return names.isEmpty() ? QStringLiteral("nothing") : names.join(QStringLiteral(", "));
    }
    //! The tenant's log since begin().
    QList<QJsonObject> log() const { return tenant.log().mid(m_logBefore); }
    //! How often a document was fetched since begin(), such as "jwks.json".
    int fetched(const QString &document) const
    {
        const auto entries = log();
        return int(std::count_if(entries.begin(), entries.end(), [&document](const QJsonObject &entry) {
            return entry[QStringLiteral("path")].toString() == QStringLiteral("/.well-known/") + document;
        }));
    }

    //! Looks at the client, then at what another start of the application finds.
    After after()
    {
        if (!QTest::qWaitFor([this] { return !client->isLoading(); }, 10'000))
            return After::Broken;
        const SessionState state = client->sessionState();
        if (state == SessionState::StoreLocked)
            return After::Locked;
        if (state == SessionState::StoreUnavailable)
            return After::Unavailable;
        const bool shown = client->isAuthenticated();
        if (shown && !client->isPersistent())
            return After::InMemory;
        stop();
        const bool same = m_family > 0 && family() == m_family;
        const bool serves = family() > 0 && theStoredSessionServes();
        if (shown && serves)
            return same ? After::Intact : m_family > 0 ? After::Replaced : After::SignedIn;
        if (serves)
            return same ? After::Kept : After::Broken;
        return shown ? After::Broken : m_family > 0 ? After::Ended : After::SignedOut;
    }

protected:
    //! Everything that was wrong is as it should be again.
    virtual void mend()
    {
        if (answers) {
            tenant.forgetFaults();
            clock.offset = 0;
            tenant.moveClock(0);
        }
        store.error.reset();
        store.writeError.reset();
    }
    //! The number of the login whose session is stored, 0 when there is none.
    virtual qint64 family() const
    {
        for (const QByteArray &entry : store.entries) {
            const QJsonObject record = QJsonDocument::fromJson(entry).object();
            if (record.contains(QStringLiteral("family")))
                return record[QStringLiteral("family")].toInteger();
        }
        return 0;
    }

private:
    //! Nothing was lost: after a restart it is there and, where the tenant answers, one refresh works.
    bool theStoredSessionServes()
    {
        mend();
        Client fresh(configuration, services());
        const auto session = await(fresh.getSession());
        if (!session || !*session || !fresh.isAuthenticated())
            return false;
        if (!answers)
            return !(*session)->tokenSet.refreshToken.isEmpty();
        GetCredentialsOptions options;
        options.forceRefresh = !(*session)->tokenSet.refreshToken.isEmpty();
        const auto renewed = await(fresh.getCredentials(options));
        if (!renewed)
            qWarning() << "the session does not serve:" << renewed.error().toString();
        return renewed && tenant.revokedFamilies() == 0;
    }

    std::unique_ptr<Client> m_client;
    qsizetype m_logBefore = 0;
    qint64 m_family = 0;
};
} // namespace Auth0::Test
