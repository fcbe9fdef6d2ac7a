// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bytes.h"
#include "clientauth.h"
#include "families.h"

namespace Tenant {

Answer revoke(World &world, Call &call)
{
    Answer refusal;
    const Client *client = authenticatedClient(world, call, refusal);
    if (!client)
        return refusal;
    const std::string token = call.parameter("token");
    if (token.empty())
        return oauthError(400, "invalid_request", "Missing required parameter: token");
    call.note["refresh_token"] = fingerprint(token);
    const std::string wanted = digest(token);
    for (const auto &[id, family] : world.state.families) {
        if (family.clientId != client->id || !family.tokens.count(wanted))
            continue;
        call.note.update({{"family", id}, {"sub", family.sub}});
        revokeFamily(world.state, id, "revoked");
        break;
    }
    // An unknown token is as dead as a revoked one (RFC 7009 section 2.2); the body is empty, not JSON.
    return {};
}

} // namespace Tenant
