// SPDX-License-Identifier: Apache-2.0
#include "browser/browser.h"
#include "provider/providerprivate.h"
#include <QtQml/QQmlInfo>
#include <cmath>

// The configuration properties: each a member of Auth0::Configuration.
namespace Auth0 {
// The same numbers as in C++.
static_assert(int(Auth0Provider::Restoring) == int(SessionState::Restoring));
static_assert(int(Auth0Provider::SignedOut) == int(SessionState::SignedOut));
static_assert(int(Auth0Provider::SignedIn) == int(SessionState::SignedIn));
static_assert(int(Auth0Provider::StoreLocked) == int(SessionState::StoreLocked));
static_assert(int(Auth0Provider::StoreUnavailable) == int(SessionState::StoreUnavailable));
static_assert(int(Auth0Provider::Keychain) == int(Storage::Keychain));
static_assert(int(Auth0Provider::MemoryOnly) == int(Storage::MemoryOnly));
static_assert(int(Auth0Provider::InsecureFile) == int(Storage::InsecureFile));
static_assert(int(Auth0Provider::Join) == int(LoginPolicy::Join));
static_assert(int(Auth0Provider::Replace) == int(LoginPolicy::Replace));
static_assert(int(Auth0Provider::LoggedOut) == int(EndReason::LoggedOut));
static_assert(int(Auth0Provider::LoggedOutElsewhere) == int(EndReason::LoggedOutElsewhere));
static_assert(int(Auth0Provider::RefreshTokenRejected) == int(EndReason::RefreshTokenRejected));
static_assert(int(Auth0Provider::SessionCeilingReached) == int(EndReason::SessionCeilingReached));
static_assert(int(Auth0Provider::DpopKeyLost) == int(EndReason::DpopKeyLost));

namespace {
qreal toSeconds(std::chrono::milliseconds duration) { return qreal(duration.count()) / 1000; }

// What is no duration becomes a negative one, which the configuration's check names.
std::chrono::milliseconds toDuration(qreal seconds)
{
    constexpr qreal longest = 1e12;
    if (!std::isfinite(seconds) || std::abs(seconds) > longest)
        return std::chrono::milliseconds(-1);
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}
} // namespace

QString Auth0Provider::domain() const { return d->configuration.domain; }

void Auth0Provider::setDomain(const QString &domain)
{
    d->changeSession(&Configuration::domain, domain, &Auth0Provider::domainChanged);
}

QString Auth0Provider::clientId() const { return d->configuration.clientId; }

void Auth0Provider::setClientId(const QString &clientId)
{
    d->changeSession(&Configuration::clientId, clientId, &Auth0Provider::clientIdChanged);
}

QString Auth0Provider::audience() const { return d->configuration.audience; }

void Auth0Provider::setAudience(const QString &audience)
{
    d->change(&Configuration::audience, audience, &Auth0Provider::audienceChanged);
}

QString Auth0Provider::scope() const { return d->configuration.scope; }

void Auth0Provider::setScope(const QString &scope)
{
    d->change(&Configuration::scope, scope, &Auth0Provider::scopeChanged);
}

QString Auth0Provider::organization() const { return d->configuration.organization; }

void Auth0Provider::setOrganization(const QString &organization)
{
    d->change(&Configuration::organization, organization, &Auth0Provider::organizationChanged);
}

QObject *Auth0Provider::browser() const { return d->browser; }

void Auth0Provider::setBrowser(QObject *browser)
{
    if (d->browser == browser)
        return;
    auto *usable = dynamic_cast<Browser *>(browser);
    if (browser && !usable)
        qmlWarning(this) << "browser is neither a SystemBrowser nor a CustomBrowser: "
                         << browser->metaObject()->className();
    d->setBrowser(browser, usable);
    Q_EMIT browserChanged();
}

QList<int> Auth0Provider::callbackPorts() const { return d->configuration.callbackPorts; }

void Auth0Provider::setCallbackPorts(const QList<int> &ports)
{
    const QStringList before = callbackUrls();
    if (d->change(&Configuration::callbackPorts, ports, &Auth0Provider::callbackPortsChanged)
        && callbackUrls() != before)
        Q_EMIT callbackUrlsChanged();
}

QString Auth0Provider::redirectUri() const { return d->configuration.redirectUri; }

void Auth0Provider::setRedirectUri(const QString &uri)
{
    const QStringList before = callbackUrls();
    if (d->change(&Configuration::redirectUri, uri, &Auth0Provider::redirectUriChanged) && callbackUrls() != before)
        Q_EMIT callbackUrlsChanged();
}

QString Auth0Provider::logoutRedirectUri() const { return d->configuration.logoutRedirectUri; }

void Auth0Provider::setLogoutRedirectUri(const QString &uri)
{
    d->change(&Configuration::logoutRedirectUri, uri, &Auth0Provider::logoutRedirectUriChanged);
}

QString Auth0Provider::account() const { return d->configuration.account; }

void Auth0Provider::setAccount(const QString &account)
{
    d->changeSession(&Configuration::account, account, &Auth0Provider::accountChanged);
}

QString Auth0Provider::caCertificates() const { return d->configuration.caCertificates; }

void Auth0Provider::setCaCertificates(const QString &file)
{
    d->change(&Configuration::caCertificates, file, &Auth0Provider::caCertificatesChanged);
}

Auth0Provider::Storage Auth0Provider::storage() const { return Storage(d->configuration.storage); }

void Auth0Provider::setStorage(Storage storage)
{
    d->changeSession(&Configuration::storage, Auth0::Storage(storage), &Auth0Provider::storageChanged);
}

Auth0Provider::LoginPolicy Auth0Provider::loginPolicy() const { return LoginPolicy(d->configuration.loginPolicy); }

void Auth0Provider::setLoginPolicy(LoginPolicy policy)
{
    d->change(&Configuration::loginPolicy, Auth0::LoginPolicy(policy), &Auth0Provider::loginPolicyChanged);
}

qreal Auth0Provider::leeway() const { return toSeconds(d->configuration.leeway); }

void Auth0Provider::setLeeway(qreal seconds)
{
    d->change(&Configuration::leeway, toDuration(seconds), &Auth0Provider::leewayChanged);
}

qreal Auth0Provider::timeout() const { return toSeconds(d->configuration.timeout); }

void Auth0Provider::setTimeout(qreal seconds)
{
    d->change(&Configuration::timeout, toDuration(seconds), &Auth0Provider::timeoutChanged);
}

qreal Auth0Provider::loginTimeout() const { return toSeconds(d->configuration.loginTimeout); }

void Auth0Provider::setLoginTimeout(qreal seconds)
{
    d->change(&Configuration::loginTimeout, toDuration(seconds), &Auth0Provider::loginTimeoutChanged);
}

bool Auth0Provider::useDPoP() const { return d->configuration.useDPoP; }

void Auth0Provider::setUseDPoP(bool useDPoP)
{
    d->change(&Configuration::useDPoP, useDPoP, &Auth0Provider::useDPoPChanged);
}

bool Auth0Provider::autoRefresh() const { return d->configuration.autoRefresh; }

void Auth0Provider::setAutoRefresh(bool on)
{
    d->change(&Configuration::autoRefresh, on, &Auth0Provider::autoRefreshChanged);
}

qreal Auth0Provider::refreshLeadTime() const { return toSeconds(d->configuration.refreshLeadTime); }

void Auth0Provider::setRefreshLeadTime(qreal seconds)
{
    d->change(&Configuration::refreshLeadTime, toDuration(seconds), &Auth0Provider::refreshLeadTimeChanged);
}

QString Auth0Provider::tokenEndpoint() const { return d->configuration.tokenEndpoint; }

void Auth0Provider::setTokenEndpoint(const QString &url)
{
    d->change(&Configuration::tokenEndpoint, url, &Auth0Provider::tokenEndpointChanged);
}

bool Auth0Provider::telemetry() const { return d->configuration.telemetry; }

void Auth0Provider::setTelemetry(bool telemetry)
{
    d->change(&Configuration::telemetry, telemetry, &Auth0Provider::telemetryChanged);
}
} // namespace Auth0
