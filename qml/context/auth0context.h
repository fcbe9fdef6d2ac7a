// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "provider/auth0provider.h"
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtQml/qqml.h>

namespace Auth0 {
/*!
    `Auth0Context.provider`, attached to any object: the nearest Auth0Provider up the visual parents, then the object
    parents, a popup's owner, a window's transient parent; else the engine's only one; else null and a warning. It
    follows when objects move and providers come and go.
*/
class Auth0Context : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Auth0Context)
    QML_UNCREATABLE("Auth0Context is attached: Auth0Context.provider")
    QML_ATTACHED(Auth0::Auth0Context)
    Q_PROPERTY(Auth0::Auth0Provider *provider READ provider NOTIFY providerChanged)

public:
    explicit Auth0Context(QObject *attachee);
    static Auth0Context *qmlAttachedProperties(QObject *attachee) { return new Auth0Context(attachee); }

    Auth0Provider *provider();

Q_SIGNALS:
    void providerChanged();

private Q_SLOTS:
    void search();
    void forget(const Auth0::Auth0Provider *provider);

private:
    void searchLater();
    //! Searches, and watches what it passed on the way.
    Auth0Provider *lookUp();
    void watch(const QObject *object);
    Auth0Provider *onlyOne() const;
    void warnIfMissing();

    bool m_isAsked = false; //!< nothing is looked for before somebody asks
    bool m_isWarned = false;
    QPointer<Auth0Provider> m_provider;
    QList<QMetaObject::Connection> m_watches;
};
} // namespace Auth0
