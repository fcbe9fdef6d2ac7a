// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopsigner.h"
#include "core/async.h"

namespace Auth0 {
// A resource may be on the tenant's own origin; its nonces are others (RFC 9449, section 9).
static const QString &tokenEndpointSpace()
{
    static const QString name = QStringLiteral("token endpoint");
    return name;
}

TokenEndpointSigner::TokenEndpointSigner(DpopProver *prover, const DpopKey &key)
    : m_prover(prover)
    , m_key(key)
{
}

Result<DpopProver::Headers> TokenEndpointSigner::sign(const QByteArray &method, const QUrl &url)
{
    if (!m_prover)
        return cancelledError();
    m_offsetUsed = m_prover->offset(url);
    const auto proof = m_prover->proof(m_key, method, url, {}, m_prover->nonce(url, tokenEndpointSpace()));
    if (!proof)
        return proof.error();
    return DpopProver::Headers{{"DPoP", *proof}};
}

bool TokenEndpointSigner::wantsRetry(const QUrl &url, const HttpResponse &response)
{
    return m_prover && m_prover->heed(url, response, tokenEndpointSpace(), m_offsetUsed);
}

ResourceSigner::ResourceSigner(DpopProver *prover, const TokenUse &use)
    : m_prover(prover)
    , m_use(use)
{
}

Result<DpopProver::Headers> ResourceSigner::sign(const QByteArray &method, const QUrl &url)
{
    if (!m_prover)
        return cancelledError();
    m_use.method = QString::fromLatin1(method);
    m_use.url = url;
    m_offsetUsed = m_prover->offset(url);
    return m_prover->headers(m_use);
}

bool ResourceSigner::wantsRetry(const QUrl &url, const HttpResponse &response)
{
    return m_prover && m_use.isDpop() && m_prover->heed(url, response, m_use.nonceSpace, m_offsetUsed);
}
} // namespace Auth0
