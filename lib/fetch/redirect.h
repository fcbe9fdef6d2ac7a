// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchmessage.h"
#include "fetch/origin.h"

//! What a redirect asks for; pure.
namespace Auth0::Redirect {
//! How many are followed.
constexpr int most = 20;

//! Where \a location of an answer from \a from leads; nothing when it is written so that it may be read differently.
std::optional<QUrl> target(const QByteArray &location, const QUrl &from);
//! Whether \a status is one that a request is sent again for.
bool isRedirect(int status);
/*!
    \a request as it goes on to \a target (RFC 9110, section 15.4): after 303, and after a POST with 301 or 302, as a
    GET without a body; at another origin without the headers that name the user.
*/
FetchRequest followed(const FetchRequest &request, int status, const QUrl &target);
} // namespace Auth0::Redirect
