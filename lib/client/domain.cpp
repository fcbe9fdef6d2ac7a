// SPDX-License-Identifier: Apache-2.0
#include "client/domain.h"
#include <QtCore/QRegularExpression>

namespace Auth0 {
static Error wrongDomain(const QString &domain, const QString &why)
{
    return {
        Error::InvalidConfiguration,
        QStringLiteral("domain \"%1\" %2. Give the host alone, such as \"tenant.eu.auth0.com\"; a local tenant is "
                       "\"http://127.0.0.1:PORT\".")
            .arg(domain, why)};
}

Result<QUrl> baseUrlOf(const QString &domain)
{
    if (domain.isEmpty())
        return Error(
            Error::InvalidConfiguration,
            QStringLiteral("domain is missing: set it to the tenant's host, such as \"tenant.eu.auth0.com\"."));
    static const QRegularExpression blank(QStringLiteral("\\s"));
    if (domain.contains(blank))
        return wrongDomain(domain, QStringLiteral("contains a blank"));
    const QString lower = domain.toLower();
    const int colon = lower.indexOf(QLatin1String("://"));
    const QString scheme = colon < 0 ? QStringLiteral("https") : lower.left(colon);
    const QString authority = colon < 0 ? lower : lower.mid(colon + 3);
    if (colon >= 0 && scheme != QLatin1String("http"))
        return wrongDomain(domain, QStringLiteral("has a scheme"));
    if (authority.contains(QLatin1Char('/')))
        return wrongDomain(domain, QStringLiteral("has a path or a slash at its end"));
    static const QRegularExpression form(QStringLiteral("^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:([0-9]{1,5}))?$"));
    const QRegularExpressionMatch match = form.match(authority);
    const int port = match.captured(4).toInt();
    if (!match.hasMatch() || match.captured(1).contains(QLatin1String("..")) || port > 65535
        || (!match.captured(4).isEmpty() && port == 0))
        return wrongDomain(domain, QStringLiteral("is no host name"));
    const QString host = match.captured(1);
    const bool loopback = host == QLatin1String("127.0.0.1") || host == QLatin1String("localhost");
    if (scheme == QLatin1String("http") && (!loopback || port == 0))
        return wrongDomain(domain, QStringLiteral("uses http, which is for a loopback address with a port only"));
    return QUrl(scheme + QStringLiteral("://") + authority + QLatin1Char('/'));
}
} // namespace Auth0
