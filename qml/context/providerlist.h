// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QObject>

class QJSEngine;

namespace Auth0 {
class Auth0Provider;

//! The providers of this thread that live.
class ProviderList : public QObject
{
    Q_OBJECT
public:
    static ProviderList &instance();

    void add(Auth0Provider *provider);
    void remove(Auth0Provider *provider);
    //! The first whose parent is \a parent; null when there is none.
    Auth0Provider *childOf(const QObject *parent) const;
    //! Those of \a engine, and those no engine knows yet.
    QList<Auth0Provider *> of(QJSEngine *engine) const;

Q_SIGNALS:
    //! A provider came, or found its place.
    void changed();
    //! That provider went; it is destroyed, and what holds it may be half destroyed too.
    void removed(const Auth0::Auth0Provider *provider);

private:
    QList<Auth0Provider *> m_providers;
};
} // namespace Auth0
