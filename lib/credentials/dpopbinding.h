// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dpop/dpopprover.h"
#include "storage/sessionrecord.h"

namespace Auth0 {
/*!
    What \a record says about its key. It is bound when it has a key or a DPoP token: a public client's refresh token is
   bound to the key of the login, whatever its access tokens are (RFC 9449, section 5).
*/
DpopBinding bindingOf(const SessionRecord &record);
//! Whether \a error tells that the session's key is gone for good.
bool isKeyLost(const Error &error);
} // namespace Auth0
