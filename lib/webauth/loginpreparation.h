// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/servermetadata.h"
#include "idtoken/jwksource.h"
#include "webauth/browservisit.h"

namespace Auth0 {
/*!
    What is learnt while the user types the password: the tenant's metadata and keys, and with them the connection for
    the code exchange. Metadata of another issuer ends the visit. A tenant that cannot be asked for metadata does not:
    Auth0's fixed paths do then, and no `iss` is demanded.
*/
class LoginPreparation : public QObject
{
    Q_OBJECT
public:
    //! Starts at once; goes with \a visit.
    LoginPreparation(HttpClient *http, JwkSource *keys, const Tenant &tenant, BrowserVisit *visit);
    ~LoginPreparation() override;

    //! Ready as soon as it is known; to be asked for once. InvalidIssuer, InvalidResponse.
    Async<ServerMetadata> metadata() const { return m_metadata.future(); }
    //! Whether the metadata, as far as they are known, promise an `iss` in the callback (RFC 9207, section 2.3).
    bool demandsIssuer() const { return m_demandsIssuer; }

private:
    void learn(const Result<ServerMetadata> &fetched);

    JwkSource *m_keys;
    Tenant m_tenant;
    BrowserVisit *m_visit;
    bool m_demandsIssuer = false;
    Deferred<ServerMetadata> m_metadata;
};
} // namespace Auth0
