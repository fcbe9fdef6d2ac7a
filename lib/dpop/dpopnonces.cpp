// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopnonces.h"
#include "dpop/dpopproof.h"
#include <algorithm>

namespace Auth0 {
static QString nameOf(const QUrl &url, const QString &space)
{
    const int defaultPort = url.scheme() == QLatin1String("https") ? 443 : 80;
    return space + QLatin1Char('\n') + url.scheme() + QLatin1String("://") + url.host() + QLatin1Char(':')
        + QString::number(url.port(defaultPort));
}

void DpopNonces::set(const QUrl &url, const QString &space, const QByteArray &nonce)
{
    if (!DpopProof::isNonce(nonce))
        return;
    m_entries.insert(nameOf(url, space), {nonce, ++m_count});
    if (m_entries.size() > most)
        forgetOldest();
}

QByteArray DpopNonces::find(const QUrl &url, const QString &space) const
{
    return m_entries.isEmpty() ? QByteArray() : m_entries.value(nameOf(url, space)).nonce;
}

void DpopNonces::forgetOldest()
{
    const auto oldest = std::min_element(
        m_entries.cbegin(), m_entries.cend(), [](const Entry &a, const Entry &b) { return a.heard < b.heard; });
    m_entries.erase(oldest);
}
} // namespace Auth0
