// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

namespace Tenant {

/// What a client is to get tokens for.
struct Grant
{
    const Client &client;
    const User &user;
    std::string sid;
    /// What was granted; `requestedScope` is what was asked for, and is told back when it differs.
    std::string scope, requestedScope;
    /// Empty: an opaque access token for /userinfo.
    std::string audience;
    std::string nonce;
    int64_t authTime = 0;
    /// Whether the login asked for `max_age`: only then Auth0 puts `auth_time` into the ID token.
    bool authTimeAsked = false;
    std::string family;
};

/// The token endpoint's answer without the refresh token: `access_token`, `token_type`, `expires_in`,
/// `id_token` when `openid` was granted, `scope` when it differs from the request.
Json issueTokens(World &world, Call &call, const Grant &grant);
/// The user's claims that the scope lets a client see, `sub` included.
Json userClaims(const User &user, const std::string &scope);

} // namespace Tenant
