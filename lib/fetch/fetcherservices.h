// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchoptions.h"
#include "http/httpclient.h"
#include "http/requestsigner.h"

namespace Auth0 {
//! What the client does for its fetchers; each may outlive it, and ends in Cancelled then.
struct FetcherServices
{
    //! The session's token.
    std::function<Async<AccessToken>(const AccessTokenRequest &)> token;
    //! What presents \a token to an API; `nonceSpace` keeps nonces of one origin apart.
    std::function<std::shared_ptr<RequestSigner>(const AccessToken &token, const QString &nonceSpace)> signer;
    std::function<Async<HttpResponse>(const HttpRequest &)> send;
    //! What is trusted for TLS with the server of that URL; nothing: whatever the network manager trusts.
    std::function<Async<std::optional<QSslConfiguration>>(const QUrl &)> trust;
    //! `useDPoP` of the configuration.
    std::function<bool()> usesDpop;
};
} // namespace Auth0
