// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/systembrowser.h"
#include "client/client.h"
#include "client/crowd.h"
#include "credentials/tokenrequest.h"
#include "dpop/tokenuse.h"
#include "fetch/fetcherservices.h"
#include "session/sessionregistry.h"
#include "webauth/webauth.h"
#include <QtCore/QHash>
#include <QtCore/QThread>

namespace Auth0 {
//! Wires the rooms for one client, and keeps what it shows.
class Client::Private
{
public:
    //! What the properties say; compared to know which of them changed.
    struct Shown
    {
        UserProfile user;
        SessionState state = SessionState::Restoring;
        bool persistent = false;
        QDateTime expiresAt;
    };

    Private(Client *client, const Services &services);

    void configure(const Configuration &next);
    SessionSettings settings() const;
    //! Why no call can be made: another thread, a mistake in the configuration, or the end of the client.
    std::optional<Error> mistake() const;
    Login *login() const;

    WebAuthRequest loginRequest(const AuthorizeOptions &options) const;
    WebLogoutRequest logoutRequest(const ClearSessionOptions &options, const QString &idToken) const;
    TokenRequest tokenRequest(const GetCredentialsOptions &options) const;
    TokenRequest tokenRequest(const GetApiCredentialsOptions &options) const;
    TokenRequest tokenRequest(const GetAccessTokenOptions &options) const;
    //! What every request for a token has.
    TokenRequest tokenRequest(std::optional<std::chrono::milliseconds> minTtl) const;
    TokenUse tokenUse(const GetDPoPHeadersOptions &options) const;
    Result<QVariantMap> headersFor(const TokenUse &use) const;
    //! The headers when nothing stands in their way; otherwise nothing, and the long way tells why.
    std::optional<QVariantMap> presented(const GetDPoPHeadersOptions &options) const;
    AccessToken accessToken(const StoredToken &token) const;
    const Credentials *hit(const TokenRequest &request) const;
    //! What this client does for a fetcher.
    FetcherServices fetcherServices() const;

    //! Runs \a work once the store has answered; its error becomes the client's, its caller is answered when the client
    //! dies.
    template<typename T>
    Async<T> call(std::function<Async<T>()> work)
    {
        if (const auto wrong = mistake()) {
            if (wrong->code() != Error::InvalidArgument)
                setError(*wrong);
            return failed<T>(*wrong);
        }
        applySettings();
        if (session->state() != SessionState::Restoring) {
            const QPointer<Client> alive(q);
            const Async<T> running = work();
            // Whoever heard of something on the way may have deleted the client.
            return alive ? tracked(running) : failed<T>(cancelledError());
        }
        return tracked(stillHere(session->restored(), [work](Done) { return work(); }));
    }
    //! Whether the client has the same session as \a then; another one is not to be changed by what was begun there.
    bool isAt(const std::weak_ptr<Session> &then) const { return session && then.lock() == session; }
    //! Tells later whether the client is alive and has the session that it has now.
    std::function<bool()> staying() const
    {
        return [this, alive = QPointer<Client>(q), here = std::weak_ptr(session)] { return alive && isAt(here); };
    }
    //! Runs \a next with the value of \a source if the client has the same session then; Cancelled otherwise.
    template<typename T, typename F>
    auto stillHere(const Async<T> &source, F next) -> std::invoke_result_t<F, const T &>
    {
        using U = typename AsyncValue<std::invoke_result_t<F, const T &>>::type;
        return andThen(source, q, [this, next, here = std::weak_ptr(session)](const T &value) {
            return isAt(here) ? next(value) : failed<U>(cancelledError());
        });
    }
    //! The same for credentials that memory does not serve: many may wait for them.
    Async<Credentials> credentialsFor(const TokenRequest &request);
    //! A login through the browser, stored. Who joins one is answered together with it.
    Async<Credentials> logIn(const WebAuthRequest &request);
    //! The client is about to die: whoever waits is answered with Cancelled.
    void close();
    void applySettings();

    Client *const q;
    const Services services;
    Configuration configuration;
    std::optional<Error> wrongConfiguration;
    std::shared_ptr<Session> session;
    std::unique_ptr<WebAuth> webAuth;
    Shown shown;
    Error error;
    bool isClosing = false; //!< the client dies: whoever is answered may still call it

private:
    template<typename T>
    Async<T> tracked(Async<T> running)
    {
        if (running.isFinished()) {
            setError(running.result().error());
            return running;
        }
        Deferred<T> caller;
        const quint64 number = ++m_calls;
        m_pending.insert(number, [caller] { caller.settle(cancelledError()); });
        running.then([this, alive = QPointer<Client>(q), caller, number](const Result<T> &result) {
            if (alive && m_pending.remove(number))
                setError(result.error());
            caller.settle(result);
        });
        return caller.future();
    }

    //! What belongs to one session.
    struct Place
    {
        std::shared_ptr<Session> session;
        std::unique_ptr<WebAuth> webAuth;
        QHash<quint64, std::function<void()>> pending;
    };

    void attach();
    //! Takes away what belongs to the session that is left.
    Place leave();
    //! Ends what is under way there; who is answered may have deleted the client afterwards.
    static void end(Place place);
    void publish();
    void setError(const Error &failure);
    void clearError();

    std::unique_ptr<SystemBrowser> m_systemBrowser;
    Login m_idleLogin;
    Crowd<std::pair<TokenRequest, SessionState>, Credentials> m_waiting; //!< for credentials
    Crowd<WebAuthRequest, Credentials> m_loggingIn; //!< for the login in the browser
    QHash<quint64, std::function<void()>> m_pending;
    quint64 m_calls = 0;
};
} // namespace Auth0
