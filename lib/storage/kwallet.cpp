// SPDX-License-Identifier: Apache-2.0
#include "storage/kwallet.h"
#include "core/async.h"
#include "storage/dbuscall.h"
#include <QtDBus/QDBusConnection>

namespace Auth0 {
namespace {
const DBusTarget wallet{
    QStringLiteral("org.kde.kwalletd5"), QStringLiteral("/modules/kwalletd5"), QStringLiteral("org.kde.KWallet")};
} // namespace

KWallet::KWallet(QObject *parent)
    : QObject(parent)
{
}

bool KWallet::isPreferred()
{
    const bool isKde = qgetenv("XDG_CURRENT_DESKTOP") == "KDE" || qgetenv("DESKTOP_SESSION") == "kde"
        || qEnvironmentVariableIsSet("KDE_FULL_SESSION");
    return isKde && qgetenv("KDE_SESSION_VERSION") == "5";
}

void KWallet::listen()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (m_isListening || !bus.isConnected())
        return;
    m_isListening =
        bus.connect(QString(), wallet.path, wallet.interface, QStringLiteral("walletOpened"), this, SLOT(onOpened()));
}

Async<QString> KWallet::networkWallet()
{
    listen();
    const auto name =
        andThen(dbusCall(wallet, QStringLiteral("networkWallet"), {}), this, [](const QVariantList &answer) {
            return ready(answer.value(0).toString());
        });
    return mapError(name, [](const Error &error) {
        return Error(Error::NotSupported, QStringLiteral("There is no wallet.")).causedBy(error);
    });
}

Async<Done> KWallet::checkOpen()
{
    const auto answer = andThen(
        networkWallet(), this, [](const QString &name) { return dbusCall(wallet, QStringLiteral("isOpen"), {name}); });
    return whenDone(answer, this, [this](const Result<QVariantList> &answer) {
        const bool isOpen = answer && answer->value(0).toBool();
        m_mustAnnounce = m_mustAnnounce || !isOpen;
        if (!answer)
            return failed<Done>(answer.error());
        return isOpen ? ready(Done()) : failed<Done>(keyringLocked());
    });
}

Async<Done> KWallet::unlock()
{
    const auto answer = andThen(networkWallet(), this, [](const QString &name) {
        return dbusCall(wallet, QStringLiteral("open"), {name, qlonglong(0), QStringLiteral("Auth0Qt")});
    });
    return andThen(answer, this, [](const QVariantList &answer) {
        const bool isOpen = answer.value(0).toInt() >= 0;
        return isOpen ? ready(Done()) : failed<Done>(keyringLocked());
    });
}

void KWallet::onOpened()
{
    if (std::exchange(m_mustAnnounce, false))
        Q_EMIT opened();
}
} // namespace Auth0
