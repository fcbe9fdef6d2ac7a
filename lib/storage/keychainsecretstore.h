// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/secretstore.h"
#include <QtCore/QObject>
#include <memory>

namespace Auth0 {
/*!
    The platform's keychain through QtKeychain, service `Auth0Qt`. On Linux it asks the Secret Service, or KDE's wallet,
    whether it is locked before each read, write and delete, because a locked keyring answers "not found" and "deleted".
    It never shows an unlock prompt, except in unlock(). Each call is bounded by 5 s.
*/
class KeychainSecretStore : public QObject, public SecretStore
{
    Q_OBJECT
public:
    explicit KeychainSecretStore(QObject *parent = nullptr);
    ~KeychainSecretStore() override;
    //! What it is on this desktop, for the mark: "secret-service", "kwallet" or "keychain".
    static QString backendName();
    Async<std::optional<QByteArray>> read(const QString &key) override;
    Async<Done> write(const QString &key, const QByteArray &bytes) override;
    Async<Done> remove(const QString &key) override;
    //! Done when the keyring is there and open. It reads nothing and shows no prompt.
    Async<Done> checkOpen();
    //! Asks the desktop to unlock the keyring; may show a prompt. Done when it is open; StoreLocked when dismissed or
    //! after 5 s.
    Async<Done> unlock();

Q_SIGNALS:
    //! The keyring was unlocked, or its service appeared.
    void availabilityChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
