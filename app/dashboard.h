// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QCoreApplication>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <cstdio>

namespace Auth0 {
class Auth0Provider;
}

namespace Sample {
/*!
    What has to be set in the tenant's dashboard, told where a developer looks for it: printed before the first login,
   and again whenever a login did not come back, for a tenant that does not know the callback URL says so in the browser
   alone. Once a login succeeded nothing is printed any more; the application's settings remember that.
*/
class Dashboard : public QObject
{
    Q_OBJECT
public:
    //! Prints to \a out.
    Dashboard(const QString &domain, const QString &clientId, std::FILE *out);
    //! Nobody has logged in to this tenant with this client on this computer yet.
    bool isNews() const { return m_isNews; }
    //! Prints the list, if it is news, and watches the logins of \a provider.
    void follow(Auth0::Auth0Provider *provider);

private:
    void print(const QString &occasion, const Auth0::Auth0Provider &provider) const;
    void whenLoginChanged(const Auth0::Auth0Provider &provider) const;
    void remember();

    const QString m_settingsKey;
    std::FILE *const m_out;
    bool m_isNews;
};
} // namespace Sample
