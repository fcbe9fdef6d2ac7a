// SPDX-License-Identifier: Apache-2.0
#include "fetch/presentation.h"
#include "core/logging.h"
#include "fetch/challenge.h"

namespace Auth0 {
using Again = std::optional<FetchHeaders>;

Presentation::Presentation(
    TokenSupply *tokens, const FetcherServices &services, const TokenTerms &terms, QObject *parent)
    : QObject(parent)
    , m_tokens(tokens)
    , m_services(services)
    , m_terms(terms)
    , m_isRenewed(terms.wanted.refresh)
{
}

Async<FetchHeaders> Presentation::present(const QByteArray &method, const QUrl &url)
{
    m_method = method;
    m_url = url;
    m_isProvedAgain = false;
    if (m_signer)
        return QtFuture::makeReadyFuture(sign());
    const QPointer<Presentation> alive(this); // whoever gives the token may delete it
    const auto token = m_tokens->get(m_terms.wanted);
    if (!alive)
        return failed<FetchHeaders>(cancelledError());
    return andThen(token, this, [this](const AccessToken &token) {
        use(token);
        return QtFuture::makeReadyFuture(sign());
    });
}

void Presentation::use(AccessToken token)
{
    m_token = token;
    const bool dpop = m_terms.useDPoP.value_or(m_services.usesDpop());
    // A token factory may hand out the bare token: then the fetcher's switch says what it is.
    if (token.tokenType.isEmpty() || m_terms.useDPoP == false)
        token.tokenType = dpop ? QStringLiteral("DPoP") : QStringLiteral("Bearer");
    m_signer = m_services.signer(token, m_terms.nonceSpace);
    m_isProvedAgain = false;
}

Result<FetchHeaders> Presentation::sign() { return m_signer->sign(m_method, m_url); }

Async<Again> Presentation::heed(const HttpResponse &response)
{
    const auto signedAgain = [this] {
        const auto headers = sign();
        return headers ? ready(Again(*headers)) : failed<Again>(headers.error());
    };
    if (m_signer->wantsRetry(m_url, response) && !std::exchange(m_isProvedAgain, true))
        return signedAgain();
    QByteArray challenge;
    for (const auto &[name, value] : response.headers) {
        if (name.compare("WWW-Authenticate", Qt::CaseInsensitive) == 0)
            challenge += value + ", ";
    }
    const bool isRefused = response.status == 401 && hasChallengeError(challenge, "invalid_token");
    if (!isRefused || std::exchange(m_isRenewed, true))
        return ready(Again());
    qCInfo(lcFetch).noquote() << m_url.host() << "refused the access token: it is refreshed once";
    const QPointer<Presentation> alive(this); // whoever gives the token may delete it
    const auto renewed = m_tokens->renewed(m_terms.wanted, m_token.token);
    if (!alive)
        return failed<Again>(cancelledError());
    return whenDone(renewed, this, [this, signedAgain](const Result<AccessToken> &token) {
        if (token) {
            use(*token);
            return signedAgain();
        }
        // A session that cannot be refreshed has nothing better: the API's answer stands.
        return token.error().code() == Error::NoRefreshToken ? ready(Again()) : failed<Again>(token.error());
    });
}
} // namespace Auth0
