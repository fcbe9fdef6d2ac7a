// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace Auth0 {
//! Which application at which tenant; made by Configuration from a checked domain.
struct Tenant
{
    QUrl baseUrl; //!< `https://{domain}/`, or the loopback URL of a local tenant; it is the issuer too
    QString clientId;
    QUrl tokenEndpoint = {}; //!< of the application's own proxy; empty: the tenant's `/oauth/token`

    QString issuer() const { return baseUrl.toString(QUrl::FullyEncoded); }
    QUrl tokenUrl() const { return tokenEndpoint.isEmpty() ? endpoint(QStringLiteral("oauth/token")) : tokenEndpoint; }
    QUrl endpoint(const QString &path) const { return baseUrl.resolved(QUrl(path)); }

    friend bool operator==(const Tenant &, const Tenant &) = default;
};
} // namespace Auth0
