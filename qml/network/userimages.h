// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <functional>

namespace Auth0 {
class Client;

/*!
    Keeps images of one user from the next. Qt Quick caches pictures by their address alone: at every change of the user
    the ones that were loaded with a token are let go, and those on the screen are loaded anew.
*/
class UserImages : public QObject
{
    Q_OBJECT
public:
    //! \a concerns says which addresses are loaded with a token.
    UserImages(Client *client, std::function<bool(const QUrl &)> concerns);

private:
    void onUserChanged(const QString &user);
    void forget() const;

    const std::function<bool(const QUrl &)> m_concerns;
    QString m_user;
    bool m_isRestoring;
};
} // namespace Auth0
