// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "webauth/authorizetransaction.h"
#include <QtCore/QUrl>

namespace Auth0 {
/*!
    The address of `/authorize` (RFC 6749, section 4.1.1; OpenID Connect Core, section 3.1.2.1; Auth0: Authorize). A
   name in parameters that the protocol computes, or that has an option of its own, is InvalidArgument.
*/
Result<QUrl>
authorizeUrl(const WebAuthRequest &request, const AuthorizeTransaction &transaction, const WebAuthSettings &settings);
} // namespace Auth0
