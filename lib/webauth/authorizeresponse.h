// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "webauth/authorizetransaction.h"
#include <QtCore/QUrl>

//! What a callback says. Pure.
namespace Auth0::AuthorizeResponse {
/*!
    The code, or why there is none, judged in the order iss (RFC 9207), state, error, code: whoever can reach the
   loopback port must not be able to end a login. InvalidIssuer, InvalidState, the server's refusal,
   NoAuthorizationCode. \a issDemanded: the metadata promises an `iss`.
*/
Result<QString> codeFrom(const QUrl &callback, const AuthorizeTransaction &transaction, bool issDemanded);
//! Whether an error of codeFrom() means that the callback belongs to another login.
bool isForeign(const Error &error);
} // namespace Auth0::AuthorizeResponse
