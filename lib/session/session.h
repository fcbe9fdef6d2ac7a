// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/account.h"
#include "core/credentials.h"
#include "core/userprofile.h"
#include "credentials/autorefresh.h"
#include "credentials/ceilingwatch.h"
#include "dpop/dpopprover.h"
#include "http/httpclient.h"
#include "session/sessiondata.h"
#include "webauth/webauth.h"
#include <QtCore/QHash>
#include <QtCore/QObject>

class QNetworkAccessManager;

namespace Auth0 {
//! What a session is made of; services given by hand are not owned.
struct SessionParts
{
    SessionKey key;
    Storage storage = Storage::Keychain;
    QNetworkAccessManager *network = nullptr;
    SecretStore *secrets = nullptr;
    Clock *clock = nullptr;
};

//! What counts from the next call on.
struct SessionSettings
{
    Tenant tenant;
    HttpSettings http;
    std::chrono::milliseconds leeway{60'000};
    bool useDpop = false;

    friend bool operator==(const SessionSettings &, const SessionSettings &) = default;
};

/*!
    What the application sees of one account at one tenant: who is signed in, and what is known about it. It takes over
    what a login brought, hands out tokens, and ends with a reason. Several clients may share one.
*/
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(const SessionParts &parts, QObject *parent = nullptr);
    ~Session() override;

    void configure(const SessionSettings &settings);
    //! Renews ahead of expiry for \a client, so long before; nothing: not for it. Of several clients the earliest
    //! counts.
    void setRefreshLeadTime(const QObject *client, std::optional<std::chrono::milliseconds> lead);

    SessionState state() const { return m_state; }
    const UserProfile &user() const { return m_user; }
    bool isPersistent() const;
    const Credentials &credentials() const { return m_credentials; }
    HttpClient *http() const { return m_http.get(); }
    JwkSource *keys() const { return m_keys.get(); }
    Clock *clock() const { return m_clock; }
    //! What the session proves with; it lives as long as the session does.
    DpopProver *prover() const { return m_prover.get(); }
    //! Why there is no session to speak of: StoreLocked, StoreUnavailable, SessionExpired or NoCredentials.
    Error signedOutError() const;
    //! Whether whoever runs now was called by it, and it goes on when they return: a signal, or an answer that came
    //! while somebody still asks.
    bool isOnStack() const { return m_telling > 0 || m_manager->isStarting(); }

    //! Done as soon as the store has answered for the first time.
    Async<Done> restored();
    //! Reads the store again; a locked keyring may ask the user.
    Async<SessionState> restore();

    //! What memory serves at once, without a future; null when it takes more.
    const Credentials *cachedCredentials(const TokenRequest &request) const;
    Async<Credentials> getCredentials(const TokenRequest &request);
    Async<StoredToken> token(const TokenRequest &request);
    //! The token of another audience; its audience is the one that was asked for.
    Async<ApiCredentials> apiCredentials(const TokenRequest &request);
    //! Forgets tokens of \a audience, those asked for with \a scope or all. Done when signed out; StoreLocked,
    //! StoreUnavailable: nothing is changed.
    Async<Done> clearApiCredentials(const QString &audience, const std::optional<QString> &scope);
    //! The scope the login asked for; empty when signed out.
    QString loginScope() const;
    //! The type of \a accessToken as it was stored; empty when it is none of this session.
    QString tokenTypeOf(const QString &accessToken) const;
    bool hasValidCredentials(std::chrono::milliseconds minTtl) const;
    std::optional<SessionData> snapshot() const;
    //! The sessions of the same tenant and client, this one included, by account.
    QList<Account> accounts() const;

    //! A browser login: stored, user set, loggedIn() emitted.
    Async<Credentials> signIn(const WebAuthResult &result);
    //! What signIn() would hand out; nothing is stored, nobody is told.
    Credentials handedOut(const WebAuthResult &result) const;
    //! Tokens that came another way, already compared with the tenant: stored, user set.
    Async<Done>
    takeOver(const Credentials &credentials, const QJsonObject &claims, const QString &audience, const QString &scope);
    //! Ends the session here. StoreLocked, StoreUnavailable: signed out, the record is deleted later.
    Async<Done> signOut();
    //! Revokes \a refreshToken at the tenant; changes nothing here.
    Async<Done> revoke(const QString &refreshToken);
    //! `/userinfo` of the signed-in user.
    Async<QJsonObject> userInfo();
    //! Replaces the application's data. NoCredentials, StoreLocked, StoreUnavailable.
    Async<Done> setData(const QJsonObject &data);
    //! Asks `/userinfo` and updates user().
    Async<UserProfile> refreshUser();

Q_SIGNALS:
    //! State, user, persistence or expiry may have changed.
    void changed();
    void credentialsChanged();
    void loggedIn();
    void ended(Auth0::EndReason reason);
    //! The store refused something that no caller waits for.
    void storeError(const Auth0::Error &error);

private:
    void startStore(const SessionParts &parts);
    Async<Done> load();
    void onLoaded(const Result<Done> &loaded);
    void onRecordChanged();
    void onEnded(EndReason reason);
    void onDiskChanged();
    void onStoreAvailable();
    void checkKey();
    void setState(SessionState state);
    void tell(const std::function<void()> &signal);
    Async<Done> accept(const SessionRecord &record);
    Error heldInMemory() const;

    const SessionKey m_key;
    SystemClock m_systemClock;
    Clock *m_clock;
    SessionSettings m_settings;
    std::unique_ptr<SecretStore> m_limited; //!< beneath m_ownSecrets, where entries have a largest size
    std::unique_ptr<SecretStore> m_ownSecrets;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<DpopProver> m_prover;
    std::unique_ptr<JwkSource> m_keys;
    std::unique_ptr<CredentialsStore> m_store;
    std::unique_ptr<CredentialsManager> m_manager;
    std::unique_ptr<CeilingWatch> m_ceiling;
    std::unique_ptr<AutoRefresh> m_autoRefresh;
    QHash<const QObject *, std::chrono::milliseconds> m_leadTimes;
    SessionState m_state = SessionState::Restoring;
    UserProfile m_user;
    Credentials m_credentials;
    std::optional<Error> m_writeError;
    Error m_loadError; //!< of the newest reading of the store
    QList<Deferred<Done>> m_waitingForStore;
    int m_telling = 0;
    bool m_changedWhileRestoring = false;
    bool m_endedAtCeiling = false; //!< the last session; what is asked of it has expired
};
} // namespace Auth0
