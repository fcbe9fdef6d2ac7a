// SPDX-License-Identifier: Apache-2.0
#include "client/networkaccess.h"
#include "client/clientprivate.h"
#include "fetch/tokennetworkaccessmanager.h"

namespace Auth0 {
class NetworkAccess::Private
{
public:
    Private(const FetcherServices &services, const QStringList &origins)
        : desk(services)
        , origins(OriginList::of({}, origins))
    {
    }

    const TokenDesk desk;
    const Result<OriginList> origins;
};

NetworkAccess::NetworkAccess(Client *client, const QStringList &origins)
    : d(std::make_unique<Private>(client->d->fetcherServices(), origins))
{
}

NetworkAccess::~NetworkAccess() = default;

Result<Done> NetworkAccess::check() const { return d->origins ? Result<Done>(Done{}) : d->origins.error(); }

bool NetworkAccess::concerns(const QUrl &url) const { return d->origins && d->origins->allows(url); }

QNetworkAccessManager *NetworkAccess::createManager(QObject *parent) const
{
    return new TokenNetworkAccessManager(d->origins ? *d->origins : OriginList(), d->desk.mailbox(), parent);
}
} // namespace Auth0
