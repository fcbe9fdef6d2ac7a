// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QObject>
#include <QtCore/QVariantList>

namespace Auth0 {
/*!
    What KDE's wallet says about itself. On Plasma 5 QtKeychain prefers it to the Secret Service, and opens it with a
    prompt that waits for 24 days: so it is asked first whether it is open.
*/
class KWallet : public QObject
{
    Q_OBJECT
public:
    explicit KWallet(QObject *parent = nullptr);
    //! Whether the desktop is the one on which QtKeychain looks for a wallet first.
    static bool isPreferred();
    //! Done when the wallet is open; StoreLocked; StoreUnavailable; NotSupported when no wallet answers.
    Async<Done> checkOpen();
    //! Opens the wallet, with a prompt if need be. StoreLocked when that was dismissed.
    Async<Done> unlock();

Q_SIGNALS:
    //! After a checkOpen() that failed: it would succeed now.
    void opened();

private Q_SLOTS:
    void onOpened();

private:
    void listen();
    Async<QString> networkWallet();

    bool m_isListening = false;
    bool m_mustAnnounce = false;
};
} // namespace Auth0
