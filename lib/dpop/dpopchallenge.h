// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/httpclient.h"

//! What a server finds fault with in a proof. Pure.
namespace Auth0::DpopChallenge {
/*!
    The `error` that an answer gives about DPoP: of the JSON body at a token endpoint (400; RFC 9449, section 8), of the
   `DPoP` challenge in `WWW-Authenticate` at a resource (401; sections 7.1 and 9). Empty when it gives none; texts that
   merely hold such a word are no error.
*/
QByteArray errorOf(const HttpResponse &response);
//! Whether \a error asks for a nonce, or for a newer one.
bool wantsNonce(const QByteArray &error);
//! Whether \a error may be about the proof's time.
bool wantsTime(const QByteArray &error);
} // namespace Auth0::DpopChallenge
