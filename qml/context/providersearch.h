// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QObject>

namespace Auth0 {
class Auth0Provider;

//! The way from an object up to the nearest provider.
class ProviderSearch
{
public:
    //! Goes up from \a start: visual parents, then object parents, a popup's owner, a window's transient parent.
    explicit ProviderSearch(QObject *start);

    //! Null when there is none on the way.
    Auth0Provider *found() const { return m_found; }
    //! Every object that was asked: when one of them moves, the way is another.
    const QList<QObject *> &way() const { return m_way; }

private:
    bool visit(QObject *object);
    bool visitItem(QObject *object);
    bool visitWindow(QObject *object);
    bool take(const QObject *parent);

    Auth0Provider *m_found = nullptr;
    QList<QObject *> m_way;
};
} // namespace Auth0
