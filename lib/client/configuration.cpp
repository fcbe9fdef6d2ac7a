// SPDX-License-Identifier: Apache-2.0
#include "client/configuration.h"
#include "client/domain.h"
#include "http/route.h"
#include <QtCore/QUrl>

namespace Auth0 {
static Error wrong(const QString &message) { return {Error::InvalidConfiguration, message}; }

static Result<Done> checkUri(const QString &name, const QString &uri)
{
    const QUrl url(uri, QUrl::StrictMode);
    if (uri.isEmpty() || (url.isValid() && !url.scheme().isEmpty() && !url.hasFragment()))
        return Done{};
    return wrong(QStringLiteral("%1 \"%2\" is no absolute URL without a fragment.").arg(name, uri));
}

static Result<Done> checkTokenEndpoint(const QString &endpoint)
{
    const QUrl url(endpoint, QUrl::StrictMode);
    const bool isPlain = url.scheme() == QLatin1String("http") && isLoopback(url);
    const bool isSafe = url.scheme() == QLatin1String("https") || isPlain;
    if (endpoint.isEmpty()
        || (url.isValid() && isSafe && !url.host().isEmpty() && !url.hasFragment() && url.userInfo().isEmpty()))
        return Done{};
    return wrong(
        QStringLiteral("tokenEndpoint \"%1\" is no https URL (or http on a loopback address) without a user and a "
                       "fragment, such as \"https://app.example.com/token\".")
            .arg(endpoint));
}

QStringList Configuration::callbackUrls() const
{
    if (!redirectUri.isEmpty())
        return {redirectUri};
    QStringList urls;
    for (int port : callbackPorts)
        urls.append(QStringLiteral("http://127.0.0.1:%1/callback").arg(port));
    return urls;
}

Result<Done> Configuration::check() const
{
    if (const auto base = baseUrlOf(domain); !base)
        return base.error();
    if (clientId.trimmed().isEmpty())
        return wrong(QStringLiteral(
            "clientId is missing: copy it from the dashboard, Applications, Settings, Basic Information."));
    if (callbackPorts.isEmpty() && redirectUri.isEmpty())
        return wrong(QStringLiteral("callbackPorts is empty: give at least one port, or set redirectUri."));
    for (int port : callbackPorts) {
        if (port < 1 || port > 65535)
            return wrong(QStringLiteral("callbackPorts holds %1, which is no port (1 to 65535).").arg(port));
    }
    if (leeway.count() < 0)
        return wrong(QStringLiteral("leeway is negative: give 0 or more seconds."));
    if (timeout.count() <= 0 || loginTimeout.count() <= 0)
        return wrong(QStringLiteral("timeout and loginTimeout must be above 0 seconds."));
    if (refreshLeadTime.count() < 0)
        return wrong(QStringLiteral("refreshLeadTime is negative: give 0 or more seconds."));
    if (const auto checked = checkTokenEndpoint(tokenEndpoint); !checked)
        return checked;
    if (const auto checked = checkUri(QStringLiteral("redirectUri"), redirectUri); !checked)
        return checked;
    return checkUri(QStringLiteral("logoutRedirectUri"), logoutRedirectUri);
}
} // namespace Auth0
