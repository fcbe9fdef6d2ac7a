// SPDX-License-Identifier: Apache-2.0
#include "storage/secretservice.h"
#include "core/async.h"
#include "storage/dbuscall.h"
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusServiceWatcher>
#include <QtDBus/QDBusVariant>

namespace Auth0 {
namespace {
const auto service = QStringLiteral("org.freedesktop.secrets");
const auto servicePath = QStringLiteral("/org/freedesktop/secrets");
const auto serviceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const auto promptInterface = QStringLiteral("org.freedesktop.Secret.Prompt");
const auto defaultAlias = QStringLiteral("/org/freedesktop/secrets/aliases/default");
const auto nothing = QStringLiteral("/"); //!< the specification's "no such object"

DBusTarget at(const QString &path, const QString &interface) { return {service, path, interface}; }
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

void SecretService::listen()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (m_isListening || !bus.isConnected())
        return;
    m_isListening = true;
    // No sender is named: QtDBus would ask the bus for its owner and wait. Who lies to us makes us ask once more.
    for (const auto &signal : {QStringLiteral("CollectionChanged"), QStringLiteral("CollectionCreated")})
        bus.connect(QString(), servicePath, serviceInterface, signal, this, SLOT(onChanged()));
    bus.connect(
        QString(), QString(), promptInterface, QStringLiteral("Completed"), this,
        SLOT(onPromptCompleted(QDBusMessage)));
    auto *watcher = new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &SecretService::onOwnerChanged);
}

Async<QString> SecretService::defaultCollection()
{
    listen();
    const auto alias =
        dbusCall(at(servicePath, serviceInterface), QStringLiteral("ReadAlias"), {QStringLiteral("default")});
    return andThen(alias, this, [](const QVariantList &answer) {
        const QString path = answer.value(0).value<QDBusObjectPath>().path();
        return path.isEmpty() || path == nothing
            ? failed<QString>(keyringUnavailable(QStringLiteral("there is no default keyring")))
            : ready(path);
    });
}

Async<Done> SecretService::isOpen(const QString &collection)
{
    const auto property = dbusCall(
        at(collection, QStringLiteral("org.freedesktop.DBus.Properties")), QStringLiteral("Get"),
        {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
    return andThen(property, this, [](const QVariantList &answer) {
        const QVariant isLocked = answer.value(0).value<QDBusVariant>().variant();
        if (isLocked.typeId() != QMetaType::Bool)
            return failed<Done>(keyringUnavailable(QStringLiteral("it does not say whether it is locked")));
        return isLocked.toBool() ? failed<Done>(keyringLocked()) : ready(Done());
    });
}

Async<Done> SecretService::checkOpen()
{
    listen();
    const auto open = whenDone(isOpen(defaultAlias), this, [this](const Result<Done> &said) {
        if (said || said.error().code() == Error::StoreLocked)
            return QtFuture::makeReadyFuture(said);
        // A service may have no objects for its aliases; then they are two questions.
        return andThen(defaultCollection(), this, [this](const QString &path) { return isOpen(path); });
    });
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
        return dbusCall(at(servicePath, serviceInterface), QStringLiteral("Unlock"), {paths});
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
    const auto shown = dbusCall(at(path, promptInterface), QStringLiteral("Prompt"), {QString()});
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
    prompt->ended.settle(dismissed ? Result<Done>(keyringLocked()) : Result<Done>(Done()));
}
} // namespace Auth0
