// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QObject>

class QDBusMessage;

namespace Auth0 {
/*!
    What the freedesktop Secret Service says about its default collection (Secret Service API 0.2): a locked one answers
    "not found" and "deleted" to libsecret, so that it must be asked aloud. Everything is asynchronous.
*/
class SecretService : public QObject
{
    Q_OBJECT
public:
    explicit SecretService(QObject *parent = nullptr);
    //! Done when the default collection is there and open; StoreLocked; StoreUnavailable without bus, service or
    //! collection.
    Async<Done> checkOpen();
    //! Unlocks the default collection; it ends when the prompt does. StoreLocked when that was dismissed.
    Async<Done> unlock();

Q_SIGNALS:
    //! After a checkOpen() that failed: it would succeed now.
    void opened();
    //! The service has ended; another one may take its place, and knows nothing of what was agreed with this one.
    void ended();

private Q_SLOTS:
    void onChanged();
    void onOwnerChanged(const QString &service, const QString &before, const QString &now);
    void onPromptCompleted(const QDBusMessage &signal);

private:
    void listen();
    Async<QString> defaultCollection();
    Async<Done> isOpen(const QString &collection);
    Async<Done> prompt(const QString &path);

    struct Prompt;
    bool m_isListening = false;
    bool m_mustAnnounce = false;
    std::shared_ptr<Prompt> m_prompt;
};
} // namespace Auth0
