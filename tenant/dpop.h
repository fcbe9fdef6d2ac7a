// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

#include <string>

namespace Tenant {

/// Where a nonce is good: those of the token endpoint and of the APIs are different ones.
enum class NoncePlace { TokenEndpoint, Api };

/// What a DPoP proof was found to be (RFC 9449 section 4.3).
struct Proof
{
    bool present = false;
    /// Of the key that made it, when it is good; otherwise `error` and `description` say why not.
    std::string thumbprint, error, description;
};

/// Judges the `DPoP` header of a request. `accessToken` is what it must have hashed into `ath`, empty at the token
/// endpoint. With `nonceDemanded` it must hold a nonce of ours, and the answer brings the next one. Its `jti` is
/// remembered, so that the same proof is refused from now on.
Proof judgeProof(World &world, Call &call, const std::string &accessToken, NoncePlace place, bool nonceDemanded);
/// Why this client gets no token for this audience without a proof, or with one; empty: it does.
std::string constraintRefusal(const World &world, const Call &call, const Client &client, const std::string &audience);
/// Whether an access token for this audience is bound to the key of the request's proof.
bool bindsToken(const World &world, const Call &call, const std::string &audience);

} // namespace Tenant
