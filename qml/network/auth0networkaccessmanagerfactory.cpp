// SPDX-License-Identifier: Apache-2.0
#include "network/auth0networkaccessmanagerfactory.h"
#include "client/networkaccess.h"
#include "logging.h"
#include "network/userimages.h"

namespace Auth0 {
class Auth0NetworkAccessManagerFactory::Private
{
public:
    Private(Client *client, const QStringList &origins)
        : access(client, origins)
        , images(client, [this](const QUrl &url) { return access.concerns(url); })
    {
    }

    const NetworkAccess access;
    const UserImages images;
};

Auth0NetworkAccessManagerFactory::Auth0NetworkAccessManagerFactory(Client *client, const QStringList &origins)
    : d(std::make_unique<Private>(client, origins))
{
    if (const auto checked = d->access.check(); !checked)
        qCWarning(lcQml).noquote() << "Auth0NetworkAccessManagerFactory:" << checked.error().message();
}

Auth0NetworkAccessManagerFactory::~Auth0NetworkAccessManagerFactory() = default;

QNetworkAccessManager *Auth0NetworkAccessManagerFactory::create(QObject *parent)
{
    return d->access.createManager(parent);
}
} // namespace Auth0
