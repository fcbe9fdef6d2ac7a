// SPDX-License-Identifier: Apache-2.0
#include "provider/providerprivate.h"
#include "desktop/desktopopener.h"
#include "desktop/raisewindow.h"
#include "logging.h"
#include <QtQml/QJSEngine>

namespace Auth0 {
Auth0Provider::Private::Private(Auth0Provider *provider)
    : q(provider)
{
    DesktopOpener::install();
    QJSEngine::setObjectOwnership(&idleLogin, QJSEngine::CppOwnership);
}

void Auth0Provider::Private::stop()
{
    if (client)
        client->disconnect(q);
    // Bindings that still ask see what they saw before there was a client.
    client.reset();
    const auto early = std::exchange(m_early, {});
    for (const auto &call : early)
        call(nullptr);
}

Client *Auth0Provider::Private::upToDate()
{
    if (!isComplete)
        return nullptr;
    if (!client)
        makeClient();
    else if (std::exchange(m_isChanged, false))
        applyChanges();
    return client.get();
}

void Auth0Provider::Private::applyChanges()
{
    const QPointer<Private> alive(this); // whoever hears that a call ended here may delete the element
    client->setConfiguration(configuration);
    if (alive && std::exchange(m_isLeaving, false))
        tellState(Shown());
}

void Auth0Provider::Private::leave()
{
    if (!client || m_isLeaving)
        return;
    const Shown before(q);
    m_isLeaving = true;
    tellState(before);
}

Auth0Provider::Private::Shown::Shown(const Auth0Provider *provider)
    : user(provider->user())
    , expiresAt(provider->expiresAt())
    , isPersistent(provider->isPersistent())
    , state(provider->sessionState())
{
}

void Auth0Provider::Private::tellState(const Shown &before)
{
    const QPointer<Private> alive(this);
    const auto tell = [this, &alive](bool isChanged, void (Auth0Provider::*signal)()) {
        if (isChanged && alive)
            Q_EMIT(q->*signal)();
    };
    const Shown now(q);
    const auto isOther = [&before, &now](SessionState state) {
        return (before.state == state) != (now.state == state);
    };
    tell(before.user != now.user, &Auth0Provider::userChanged);
    tell(before.expiresAt != now.expiresAt, &Auth0Provider::expiresAtChanged);
    tell(before.isPersistent != now.isPersistent, &Auth0Provider::isPersistentChanged);
    tell(before.state != now.state, &Auth0Provider::sessionStateChanged);
    tell(isOther(SignedIn), &Auth0Provider::isAuthenticatedChanged);
    tell(isOther(Restoring), &Auth0Provider::isLoadingChanged);
}

void Auth0Provider::Private::relay(void (Client::*of)(), void (Auth0Provider::*ours)())
{
    connect(client.get(), of, q, [this, ours] {
        if (!m_isLeaving)
            Q_EMIT(q->*ours)();
    });
}

QJSValue Auth0Provider::Private::credentials(const Options::Arguments &arguments)
{
    const bool isPlain = arguments.options.isUndefined() && arguments.more.isUndefined();
    if (isPlain && !m_waiting.isUndefined())
        return m_waiting;
    Promises *promises = promisesOfCaller();
    if (!isPlain || !promises)
        return call("getCredentials", arguments, &Client::getCredentials);
    const auto future = begin<Credentials>([](Client *client) { return client->getCredentials(); });
    const auto convert = [](QJSEngine *engine, const Credentials &value) { return ToScript::value(engine, value); };
    if (future.isFinished())
        return toPromise(promises, "getCredentials", future, convert);
    const auto ended = [self = QPointer<Private>(this), wait = ++m_waits] {
        if (self && self->m_waits == wait)
            self->closeWaiting();
    };
    m_waiting = toPromise(promises, "getCredentials", future, convert, ended);
    return m_waiting;
}

void Auth0Provider::Private::changeLater()
{
    closeWaiting();
    if (std::exchange(m_isChanged, true) || !isComplete)
        return;
    QMetaObject::invokeMethod(
        this, [this] { upToDate(); }, Qt::QueuedConnection);
}

void Auth0Provider::Private::setBrowser(QObject *object, Browser *usable)
{
    if (browser)
        disconnect(browser, &QObject::destroyed, this, nullptr);
    browser = object;
    configuration.browser = usable;
    changeLater();
    if (!object)
        return;
    connect(object, &QObject::destroyed, this, [this] {
        configuration.browser = nullptr;
        m_isChanged = true;
        upToDate(); // at once: the client must not keep what is gone
        Q_EMIT q->browserChanged();
    });
}

void Auth0Provider::Private::complete()
{
    isComplete = true;
    Client *ready = upToDate();
    const auto early = std::exchange(m_early, {});
    for (const auto &call : early)
        call(ready);
}

void Auth0Provider::Private::makeClient()
{
    m_isChanged = false;
    client = std::make_unique<Client>(configuration, services);
    const auto own = [this] { QJSEngine::setObjectOwnership(q->login(), QJSEngine::CppOwnership); };
    own();
    // Before anybody hears of it, and asks.
    connect(client.get(), &Client::sessionStateChanged, this, &Private::closeWaiting);
    connect(client.get(), &Client::credentialsChanged, this, &Private::closeWaiting);
    connect(client.get(), &Client::loginChanged, q, own);
    relay(&Client::userChanged, &Auth0Provider::userChanged);
    relay(&Client::expiresAtChanged, &Auth0Provider::expiresAtChanged);
    relay(&Client::isPersistentChanged, &Auth0Provider::isPersistentChanged);
    relay(&Client::sessionStateChanged, &Auth0Provider::sessionStateChanged);
    relay(&Client::isAuthenticatedChanged, &Auth0Provider::isAuthenticatedChanged);
    relay(&Client::isLoadingChanged, &Auth0Provider::isLoadingChanged);
    connect(client.get(), &Client::errorChanged, q, &Auth0Provider::errorChanged);
    connect(client.get(), &Client::loginChanged, q, &Auth0Provider::loginChanged);
    connect(client.get(), &Client::loggedIn, q, [this] { raiseWindowOf(q); });
    connect(client.get(), &Client::loggedIn, q, &Auth0Provider::loggedIn);
    connect(client.get(), &Client::loggedOut, q, &Auth0Provider::loggedOut);
    connect(client.get(), &Client::sessionEnded, q, [this](Auth0::EndReason reason) {
        Q_EMIT q->sessionEnded(EndReason(reason));
    });
    connect(client.get(), &Client::credentialsChanged, q, &Auth0Provider::credentialsChanged);
    connect(client.get(), &Client::errorOccurred, q, &Auth0Provider::errorOccurred);
    Q_EMIT q->loginChanged();
    // What is known already nobody has heard of: a session that another provider has open, or a store that answers at
    // once.
    tellState(Shown());
}

Promises *Auth0Provider::Private::promisesOfCaller()
{
    if (m_promises)
        return m_promises;
    if (QJSEngine *engine = qjsEngine(q))
        m_promises = Promises::of(engine);
    else
        qCWarning(lcQml) << "Auth0Provider's methods are for QML; C++ calls those of its client().";
    return m_promises;
}
} // namespace Auth0
