// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "webauth/authorizetransaction.h"

namespace Auth0 {
//! Who is asked, with what.
struct CodeExchangeContext
{
    HttpClient *http = nullptr;
    JwkSource *keys = nullptr;
    WebAuthSettings settings;
};

/*!
    Exchanges the code, once, and validates the ID token that comes with it (OpenID Connect Core, section 3.1.3). One
   request when the keys are at hand. No token of the answer is used before the ID token is judged.
*/
Async<WebAuthResult> exchangeCode(
    const CodeExchangeContext &context, QObject *owner, const WebAuthRequest &request,
    const AuthorizeTransaction &transaction, const QString &code);
} // namespace Auth0
