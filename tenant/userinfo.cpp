// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bearer.h"
#include "tokens.h"

namespace Tenant {

Answer userInfo(World &world, Call &call)
{
    Answer refusal;
    const auto claims = acceptedToken(world, call, {call.issuer + "userinfo"}, "openid", refusal);
    if (!claims)
        return refusal;
    const User *user = world.config.userBySub(claims->value("sub", ""));
    if (!user)
        return bearerError(401, "invalid_token", "The user does not exist any more", "Unauthorized");
    return json(userClaims(*user, claims->value("scope", "")));
}

} // namespace Tenant
