// SPDX-License-Identifier: Apache-2.0
#include "storage/dbuscall.h"
#include "core/async.h"
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>

namespace Auth0 {
Async<QVariantList> dbusCall(const DBusTarget &target, const QString &method, const QVariantList &arguments)
{
    constexpr int timeout = 5000; // ms
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return failed<QVariantList>(keyringUnavailable(QStringLiteral("there is no session bus")));
    QDBusMessage message = QDBusMessage::createMethodCall(target.service, target.path, target.interface, method);
    message.setArguments(arguments);
    const Deferred<QVariantList> caller;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, timeout));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, caller] {
        watcher->deleteLater();
        if (watcher->isError())
            caller.settle(keyringUnavailable(watcher->error().message()));
        else
            caller.settle(watcher->reply().arguments());
    });
    return caller.future();
}

Error keyringUnavailable(const QString &why)
{
    return {
        Error::StoreUnavailable,
        QStringLiteral("The keychain is not available; is a Secret Service (gnome-keyring, KWallet) running? %1")
            .arg(why)};
}

Error keyringLocked() { return {Error::StoreLocked, QStringLiteral("The keyring is locked: unlock it.")}; }
} // namespace Auth0
