// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "options/reader.h"
#include "promise/topromise.h"
#include "promise/toscript.h"
#include "provider/auth0provider.h"

namespace Auth0 {
//! Keeps the configuration until the element is complete, the client from then on.
class Auth0Provider::Private : public QObject
{
    Q_OBJECT
public:
    explicit Private(Auth0Provider *provider);

    //! The client with all changes; null before the element is complete.
    Client *upToDate();
    //! The client whose state is to be shown; null while there is none: Restoring.
    const Client *shown() const { return m_isLeaving ? nullptr : client.get(); }
    //! Changes a member of the configuration and tells so; false when it has that value already.
    template<typename T>
    bool change(T Configuration::*member, const std::common_type_t<T> &value, void (Auth0Provider::*changed)())
    {
        if (!set(member, value))
            return false;
        Q_EMIT(q->*changed)();
        return true;
    }
    //! The same of what names the session: from now on the one before is not shown any more.
    template<typename T>
    void changeSession(T Configuration::*member, const std::common_type_t<T> &value, void (Auth0Provider::*changed)())
    {
        if (!set(member, value))
            return;
        leave();
        Q_EMIT(q->*changed)();
    }
    //! \a usable is \a browser, or null when it is no browser.
    void setBrowser(QObject *browser, Browser *usable);
    void complete();
    //! Ends the client: whoever waits gets Cancelled, and nobody is told anything more.
    void stop();

    //! The promise of `(client->*function)(options)`, once there is a client.
    template<typename T, typename Struct, typename Convert>
    QJSValue call(
        const char *method, const Options::Arguments &arguments, Async<T> (Client::*function)(const Struct &),
        Convert convert)
    {
        Promises *promises = promisesOfCaller();
        if (!promises)
            return {};
        const Result<Struct> options = Options::read<Struct>(method, arguments);
        if (!options)
            return promises->rejected(method, options.error());
        return toPromise(
            promises, method,
            begin<T>([function, options = *options](Client *client) { return (client->*function)(options); }), convert);
    }
    template<typename T, typename Struct>
    QJSValue call(const char *method, const Options::Arguments &arguments, Async<T> (Client::*function)(const Struct &))
    {
        return call(method, arguments, function, [](QJSEngine *engine, const T &value) {
            return ToScript::value(engine, value);
        });
    }
    //! getCredentials(). Those who give no options while others wait get the promise that these have: it is settled
    //! once, however many they are.
    QJSValue credentials(const Options::Arguments &arguments);
    template<typename T>
    QJSValue call(const char *method, const Options::Arguments &arguments, Async<T> (Client::*function)())
    {
        Promises *promises = promisesOfCaller();
        if (!promises)
            return {};
        if (const auto none = Options::read<Options::None>(method, arguments); !none)
            return promises->rejected(method, none.error());
        const auto convert = [](QJSEngine *engine, const T &value) { return ToScript::value(engine, value); };
        return toPromise(
            promises, method, begin<T>([function](Client *client) { return (client->*function)(); }), convert);
    }

    //! Runs \a work once there is a client.
    template<typename T>
    Async<T> begin(std::function<Async<T>(Client *)> work)
    {
        if (Client *ready = upToDate())
            return work(ready);
        const Deferred<T> caller;
        m_early.append([caller, work](Client *ready) {
            if (!ready)
                return caller.settle(cancelledError());
            work(ready).then([caller](const Result<T> &result) { caller.settle(result); });
        });
        return caller.future();
    }

    Auth0Provider *const q;
    Configuration configuration;
    Services services;
    QPointer<QObject> browser;
    bool isComplete = true; //!< false while QML builds the element
    std::unique_ptr<Client> client;
    Login idleLogin; //!< until there is a client

private:
    template<typename T>
    bool set(T Configuration::*member, const T &value)
    {
        if (configuration.*member == value)
            return false;
        configuration.*member = value;
        changeLater();
        return true;
    }
    //! All changes made in one turn of the event loop become one.
    void changeLater();
    void makeClient();
    void applyChanges();
    void leave();
    //! What a reader sees of a session; by default that of a provider that restores one.
    struct Shown
    {
        Shown() = default;
        explicit Shown(const Auth0Provider *provider);

        UserProfile user;
        QDateTime expiresAt;
        bool isPersistent = false;
        SessionState state = Restoring;
    };
    //! Tells of what is no longer as it was \a before.
    void tellState(const Shown &before);
    //! Passes \a of the client on as \a ours, unless the session is being left.
    void relay(void (Client::*of)(), void (Auth0Provider::*ours)());
    //! The promises of the engine that calls; null when only C++ knows the element.
    Promises *promisesOfCaller();

    //! Whoever asks from now on gets a promise of his own: things are no longer as they were for those who wait.
    void closeWaiting() { m_waiting = QJSValue(); }

    bool m_isChanged = false;
    bool m_isLeaving = false; //!< what names the session was changed, and the client does not know yet
    QJSValue m_waiting; //!< the promise of all who wait for credentials; undefined when there is none
    quint64 m_waits = 0; //!< how many there have been
    QPointer<Promises> m_promises;
    QList<std::function<void(Client *)>> m_early; //!< calls made before the element was complete
};
} // namespace Auth0
