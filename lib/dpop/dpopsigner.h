// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dpop/dpopprover.h"
#include <QtCore/QPointer>

namespace Auth0 {
//! Proves possession of one key at the tenant's token endpoint (RFC 9449, section 5).
class TokenEndpointSigner : public RequestSigner
{
public:
    TokenEndpointSigner(DpopProver *prover, const DpopKey &key);
    Result<DpopProver::Headers> sign(const QByteArray &method, const QUrl &url) override;
    bool wantsRetry(const QUrl &url, const HttpResponse &response) override;

private:
    const QPointer<DpopProver> m_prover;
    const DpopKey m_key;
    std::chrono::milliseconds m_offsetUsed{0};
};

//! Presents an access token to a resource, with a proof where it is bound (RFC 9449, section 7).
class ResourceSigner : public RequestSigner
{
public:
    ResourceSigner(DpopProver *prover, const TokenUse &use);
    Result<DpopProver::Headers> sign(const QByteArray &method, const QUrl &url) override;
    bool wantsRetry(const QUrl &url, const HttpResponse &response) override;

private:
    const QPointer<DpopProver> m_prover;
    TokenUse m_use;
    std::chrono::milliseconds m_offsetUsed{0};
};
} // namespace Auth0
