// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopprover.h"
#include "dpop/dpopchallenge.h"
#include "dpop/dpopproof.h"
#include "dpop/dpopsigner.h"

namespace Auth0 {
using namespace std::chrono_literals;

namespace {
// Servers tolerate more, and a Date counts whole seconds.
constexpr std::chrono::milliseconds tolerance = 5s;

Error notConfigured(const QString &what)
{
    return {
        Error::DpopNotConfigured,
        QStringLiteral("%1, and useDPoP is false: switch it on again, or log in anew without it.").arg(what)};
}

QString authorityOf(const QUrl &url) { return url.scheme() + QLatin1Char(' ') + url.authority(); }
} // namespace

DpopProver::DpopProver(Clock *clock, std::function<std::chrono::milliseconds()> offset, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_offset(std::move(offset))
{
}

Result<DpopKey> DpopProver::parsed(const QString &text)
{
    if (m_parsed && m_parsedText == text)
        return *m_parsed;
    const auto key = DpopKey::fromText(text);
    if (!key)
        return key;
    m_parsedText = text;
    m_parsed = *key;
    return key;
}

Result<std::optional<DpopKey>> DpopProver::keyOf(const DpopBinding &binding)
{
    if (!binding.isBound)
        return std::optional<DpopKey>();
    if (!m_on)
        return notConfigured(QStringLiteral("The session is bound to a key (DPoP)"));
    const auto key = parsed(binding.key);
    if (!key)
        return key.error();
    if (!binding.thumbprint.isEmpty() && key->thumbprint() != binding.thumbprint.toLatin1())
        return Error(
            Error::DpopKeyMismatch,
            QStringLiteral(
                "The stored key is not the one that the session is bound to: the user has to log in again."));
    return std::optional(*key);
}

Result<DpopKey> DpopProver::currentKey()
{
    const auto key = keyOf(m_binding);
    if (!key)
        return key.error();
    return *key ? Result<DpopKey>(**key) : nextKey();
}

Result<DpopKey> DpopProver::nextKey()
{
    if (m_next)
        return *m_next;
    const auto key = DpopKey::generate();
    if (key)
        m_next = *key;
    return key;
}

void DpopProver::loginStored(const DpopKey &key)
{
    if (m_next && *m_next == key)
        m_next.reset();
}

Result<DpopProver::Headers> DpopProver::headers(const TokenUse &use)
{
    if (const auto checked = use.check(); !checked)
        return checked.error();
    const QByteArray token = use.accessToken.toLatin1();
    if (!use.isDpop())
        return Headers{{"Authorization", "Bearer " + token}};
    if (!m_on)
        return notConfigured(QStringLiteral("The token is bound to a key (DPoP)"));
    const auto key = currentKey();
    if (!key)
        return key.error();
    const QByteArray nonce = use.nonce ? use.nonce->toLatin1() : m_nonces.find(use.url, use.nonceSpace);
    const auto proof = this->proof(*key, use.method.toUpper().toLatin1(), use.url, token, nonce);
    if (!proof)
        return proof.error();
    return Headers{{"Authorization", "DPoP " + token}, {"DPoP", *proof}};
}

Result<QByteArray> DpopProver::proof(
    const DpopKey &key, const QByteArray &method, const QUrl &url, const QByteArray &accessToken,
    const QByteArray &nonce) const
{
    DpopProof::Content content;
    content.method = method;
    content.url = url;
    content.issuedAt = (m_clock->now().toMSecsSinceEpoch() + offset(url).count()) / 1000;
    content.accessToken = accessToken;
    content.nonce = nonce;
    return DpopProof::make(key, content);
}

std::chrono::milliseconds DpopProver::offset(const QUrl &url) const
{
    const auto own = m_offsets.isEmpty() ? m_offsets.cend() : m_offsets.constFind(authorityOf(url));
    return own != m_offsets.cend() ? *own : m_offset();
}

void DpopProver::noteTime(const QUrl &url, const HttpResponse &response)
{
    if (!response.date.isValid())
        return;
    const auto measured = std::chrono::milliseconds(m_clock->now().msecsTo(response.date));
    const auto isNear = [measured](std::chrono::milliseconds other) {
        return std::chrono::abs(measured - other) <= tolerance;
    };
    if (isNear(m_offset()))
        m_offsets.remove(authorityOf(url));
    else if (!isNear(offset(url)))
        m_offsets.insert(authorityOf(url), measured);
}

bool DpopProver::heed(
    const QUrl &url, const HttpResponse &response, const QString &nonceSpace, std::chrono::milliseconds offsetUsed)
{
    const QByteArray nonce = response.header("DPoP-Nonce").trimmed();
    m_nonces.set(url, nonceSpace, nonce);
    noteTime(url, response);
    const QByteArray error = DpopChallenge::errorOf(response);
    if (DpopChallenge::wantsNonce(error))
        return DpopProof::isNonce(nonce);
    return DpopChallenge::wantsTime(error) && std::chrono::abs(offset(url) - offsetUsed) > tolerance;
}

std::shared_ptr<RequestSigner> DpopProver::tokenEndpointSigner(const DpopKey &key)
{
    return std::make_shared<TokenEndpointSigner>(this, key);
}

std::shared_ptr<RequestSigner> DpopProver::resourceSigner(const TokenUse &use)
{
    return std::make_shared<ResourceSigner>(this, use);
}
} // namespace Auth0
