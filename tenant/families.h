// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config.h"
#include "state.h"

#include <string>

namespace Tenant {

/// A refresh token that was presented, and what the rotation rules say to it.
struct Redemption
{
    /// Null: the token is unknown.
    Family *family = nullptr;
    std::string familyId;
    std::string token;
    /// The token may be exchanged.
    bool accepted = false;
    /// It was used before, and outside the overlap: the family has just been revoked for it.
    bool reuse = false;
    /// It was used before, inside the overlap.
    bool overlapped = false;
};

/// Starts a family with its first refresh token, which is returned; `id` gets the family's name.
std::string startFamily(State &state, Family family, std::string &id);
/// Judges a refresh token by Auth0's rules: rotated ones may come back only within the overlap and only while
/// no successor was used; any other reuse revokes the family.
Redemption redeem(State &state, const Config &config, const Client &client, const std::string &token, double now);
/// Marks the token as used and returns its successor.
std::string rotate(const Redemption &redemption, double now);
/// Ends a family: its refresh tokens and opaque access tokens are refused from now on.
void revokeFamily(State &state, const std::string &id, const std::string &reason);
/// All families for `GET /_tenant/families`, without a secret.
Json describeFamilies(const State &state);

} // namespace Tenant
