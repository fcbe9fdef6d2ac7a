// SPDX-License-Identifier: Apache-2.0
#include "webauth/loginpreparation.h"
#include "core/logging.h"

namespace Auth0 {
LoginPreparation::LoginPreparation(HttpClient *http, JwkSource *keys, const Tenant &tenant, BrowserVisit *visit)
    : QObject(visit)
    , m_keys(keys)
    , m_tenant(tenant)
    , m_visit(visit)
{
    keys->beginLogin();
    whenDone(ServerMetadata::fetch(http, tenant), this, [this](const Result<ServerMetadata> &fetched) {
        learn(fetched);
        return ready(Done{});
    });
}

LoginPreparation::~LoginPreparation() { m_metadata.settle(cancelledError()); }

void LoginPreparation::learn(const Result<ServerMetadata> &fetched)
{
    const Error::Code code = fetched.error().code();
    if (code == Error::InvalidIssuer || code == Error::InvalidResponse) {
        const QPointer<BrowserVisit> visit(m_visit); // whoever waits may delete it, and this object with it
        m_metadata.settle(fetched.error());
        if (visit)
            visit->cancel(fetched.error());
        return;
    }
    if (!fetched)
        qCInfo(lcWebAuth).noquote() << "login: metadata could not be fetched:" << fetched.error().message();
    const ServerMetadata metadata = fetched ? *fetched : ServerMetadata::defaults(m_tenant);
    m_demandsIssuer = metadata.issInAuthorizationResponse;
    m_keys->setUrl(metadata.jwksUri);
    m_keys->prefetch();
    m_metadata.settle(metadata);
}
} // namespace Auth0
