// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "fetch/fetcherservices.h"
#include "fetch/tokensupply.h"
#include <QtCore/QObject>

namespace Auth0 {
//! Which token is presented, and how.
struct TokenTerms
{
    AccessTokenRequest wanted;
    QString nonceSpace; //!< keeps DPoP nonces of one origin apart
    std::optional<bool> useDPoP; //!< nothing: as the token's type says
};

/*!
    The token of one call to an API: shown with each attempt, and what an answer says about it. It allows one more
    attempt with a newer nonce or clock, and one more with a token that was refreshed by force.
*/
class Presentation : public QObject
{
public:
    Presentation(TokenSupply *tokens, const FetcherServices &services, const TokenTerms &terms, QObject *parent);

    //! The headers of an attempt. Errors of the token's source and of the signer.
    Async<FetchHeaders> present(const QByteArray &method, const QUrl &url);
    /*!
        To be told each answer. Headers for one more attempt of the same request, or nothing: the answer stands. Errors:
        why the token could not be refreshed; a session without a refresh token lets the answer stand.
    */
    Async<std::optional<FetchHeaders>> heed(const HttpResponse &response);

private:
    void use(AccessToken token);
    Result<FetchHeaders> sign();

    TokenSupply *const m_tokens;
    const FetcherServices m_services;
    const TokenTerms m_terms;
    QByteArray m_method;
    QUrl m_url;
    AccessToken m_token;
    std::shared_ptr<RequestSigner> m_signer;
    bool m_isRenewed;
    bool m_isProvedAgain = false;
};
} // namespace Auth0
