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

    QString issuer() const { return baseUrl.toString(QUrl::FullyEncoded); }
    QUrl endpoint(const QString &path) const { return baseUrl.resolved(QUrl(path)); }
};
} // namespace Auth0
