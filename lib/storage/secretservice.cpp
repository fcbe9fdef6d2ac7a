// SPDX-License-Identifier: Apache-2.0
#include "storage/secretservice.h"
#include "core/async.h"
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusServiceWatcher>
#include <QtDBus/QDBusVariant>

namespace Auth0 {
namespace {
const auto service = QStringLiteral("org.freedesktop.secrets");
const auto servicePath = QStringLiteral("/org/freedesktop/secrets");
const auto serviceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const auto promptInterface = QStringLiteral("org.freedesktop.Secret.Prompt");
const auto nothing = QStringLiteral("/"); //!< the specification's "no such object"
constexpr int timeout = 5000; // ms

Error unavailable(const QString &why)
{
    return {Error::StoreUnavailable, QStringLiteral("The keyring is not available: %1").arg(why)};
}

Error locked() { return {Error::StoreLocked, QStringLiteral("The keyring is locked.")}; }
} // namespace

struct SecretService::Prompt
{
    QString path;
    Deferred<Done> ended;
};

SecretService::SecretService(QObject *parent)
    : QObject(parent)
{
}

bool SecretService::connectToBus()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (m_isListening || !bus.isConnected())
        return bus.isConnected();
    m_isListening = true;
    // No sender is named: QtDBus would ask the bus for its owner and wait. Who lies to us makes us ask once more.
    for (const auto &signal : {QStringLiteral("CollectionChanged"), QStringLiteral("CollectionCreated")})
        bus.connect(QString(), servicePath, serviceInterface, signal, this, SLOT(onChanged()));
    bus.connect(
        QString(), QString(), promptInterface, QStringLiteral("Completed"), this,
        SLOT(onPromptCompleted(QDBusMessage)));
    auto *watcher = new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &SecretService::onOwnerChanged);
    return true;
}

Async<QVariantList>
SecretService::call(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments)
{
    if (!connectToBus())
        return failed<QVariantList>(unavailable(QStringLiteral("there is no session bus")));
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    const Deferred<QVariantList> caller;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, timeout));
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, caller] {
        watcher->deleteLater();
        if (watcher->isError())
            caller.settle(unavailable(watcher->error().message()));
        else
            caller.settle(watcher->reply().arguments());
    });
    return caller.future();
}

Async<QString> SecretService::defaultCollection()
{
    const auto alias = call(servicePath, serviceInterface, QStringLiteral("ReadAlias"), {QStringLiteral("default")});
    return andThen(alias, this, [](const QVariantList &answer) {
        const QString path = answer.value(0).value<QDBusObjectPath>().path();
        return path.isEmpty() || path == nothing
            ? failed<QString>(unavailable(QStringLiteral("there is no default keyring")))
            : ready(path);
    });
}

Async<Done> SecretService::isOpen(const QString &collection)
{
    const auto property = call(
        collection, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
        {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
    return andThen(property, this, [](const QVariantList &answer) {
        const QVariant isLocked = answer.value(0).value<QDBusVariant>().variant();
        if (isLocked.typeId() != QMetaType::Bool)
            return failed<Done>(unavailable(QStringLiteral("it does not say whether it is locked")));
        return isLocked.toBool() ? failed<Done>(locked()) : ready(Done());
    });
}

Async<Done> SecretService::checkOpen()
{
    const auto open = andThen(defaultCollection(), this, [this](const QString &path) { return isOpen(path); });
    return whenDone(open, this, [this](const Result<Done> &result) {
        m_mustAnnounce = m_mustAnnounce || !result;
        return QtFuture::makeReadyFuture(result);
    });
}

void SecretService::onChanged()
{
    if (!m_mustAnnounce)
        return;
    whenDone(checkOpen(), this, [this](const Result<Done> &open) {
        if (open && std::exchange(m_mustAnnounce, false))
            Q_EMIT opened();
        return ready(Done());
    });
}

void SecretService::onOwnerChanged(const QString &, const QString &before, const QString &now)
{
    if (!before.isEmpty())
        Q_EMIT ended();
    if (!now.isEmpty())
        onChanged();
}

Async<Done> SecretService::unlock()
{
    const auto asked = andThen(defaultCollection(), this, [this](const QString &path) {
        const QVariant paths = QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(path)});
        return call(servicePath, serviceInterface, QStringLiteral("Unlock"), {paths});
    });
    return andThen(asked, this, [this](const QVariantList &answer) {
        const QString path = answer.value(1).value<QDBusObjectPath>().path();
        return path.isEmpty() || path == nothing ? checkOpen() : prompt(path);
    });
}

Async<Done> SecretService::prompt(const QString &path)
{
    m_prompt = std::make_shared<Prompt>();
    m_prompt->path = path;
    const auto shown = call(path, promptInterface, QStringLiteral("Prompt"), {QString()});
    const auto ended =
        andThen(shown, this, [prompt = m_prompt](const QVariantList &) { return prompt->ended.future(); });
    return andThen(ended, this, [this](Done) { return checkOpen(); });
}

void SecretService::onPromptCompleted(const QDBusMessage &signal)
{
    if (!m_prompt || signal.path() != m_prompt->path)
        return;
    const bool dismissed = signal.arguments().value(0).toBool();
    const auto prompt = std::exchange(m_prompt, nullptr);
    prompt->ended.settle(dismissed ? Result<Done>(locked()) : Result<Done>(Done()));
}
} // namespace Auth0
