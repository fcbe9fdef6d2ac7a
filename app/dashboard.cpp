// SPDX-License-Identifier: Apache-2.0
#include "dashboard.h"
#include <Auth0Qt/Auth0Provider>
#include <QtCore/QSettings>
#include <QtCore/QUrl>

namespace Sample {
//! The settings of the application, not of the library: a login succeeded once.
static QString settingsFile() { return QStringLiteral("auth0-sample"); }

Dashboard::Dashboard(const QString &domain, const QString &clientId, std::FILE *out)
    : m_settingsKey(
        QStringLiteral("loggedIn/")
        + QString::fromLatin1(QUrl::toPercentEncoding(domain + QLatin1Char(' ') + clientId)))
    , m_out(out)
    , m_isNews(!QSettings(settingsFile(), settingsFile()).value(m_settingsKey).toBool())
{
}

void Dashboard::follow(Auth0::Auth0Provider *provider)
{
    if (!m_isNews)
        return;
    print(tr("Before the first login, set this in the dashboard of %1:").arg(provider->domain()), *provider);
    connect(provider, &Auth0::Auth0Provider::loggedIn, this, &Dashboard::remember);
    connect(provider->login(), &Auth0::Login::stateChanged, this, [this, provider] { whenLoginChanged(*provider); });
}

void Dashboard::whenLoginChanged(const Auth0::Auth0Provider &provider) const
{
    const Auth0::LoginState state = provider.login()->state();
    const bool isOver = state == Auth0::LoginState::Cancelled || state == Auth0::LoginState::TimedOut
        || state == Auth0::LoginState::Failed;
    if (m_isNews && isOver)
        print(
            tr("The login did not come back. If the browser says \"Callback URL mismatch\", set this in the dashboard "
               "of "
               "%1:")
                .arg(provider.domain()),
            provider);
}

void Dashboard::print(const QString &occasion, const Auth0::Auth0Provider &provider) const
{
    const QString urls = provider.callbackUrls().join(QLatin1String(", "));
    std::fprintf(
        m_out,
        "%s\n  application type: Native\n  Allowed Callback URLs: %s\n  Allowed Logout URLs: %s\n"
        "  Refresh Token Rotation: on, overlap 30 seconds\n",
        qUtf8Printable(occasion), qUtf8Printable(urls), qUtf8Printable(urls));
    if (!provider.audience().isEmpty())
        std::fprintf(m_out, "  APIs, %s: Allow Offline Access\n", qUtf8Printable(provider.audience()));
    std::fflush(m_out);
}

void Dashboard::remember()
{
    m_isNews = false;
    QSettings(settingsFile(), settingsFile()).setValue(m_settingsKey, true);
}
} // namespace Sample
