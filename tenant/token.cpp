// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "clientauth.h"
#include "dpop.h"
#include "text.h"

namespace Tenant {

Answer token(World &world, Call &call)
{
    const std::string grant = call.parameter("grant_type");
    call.note["grant_type"] = grant;
    if (grant.empty())
        return oauthError(400, "invalid_request", "Missing required parameter: grant_type");
    Answer refusal;
    const Client *client = authenticatedClient(world, call, refusal);
    if (!client)
        return refusal;
    if (grant != "authorization_code" && grant != "refresh_token")
        return oauthError(403, "unsupported_grant_type", "Unsupported grant type: " + grant);
    if (!contains(client->grantTypes, grant))
        return oauthError(403, "unauthorized_client", "Grant type '" + grant + "' not allowed for the client.");
    const bool nonceDemanded = world.config.dpopNonces && client->secret.empty();
    const Proof proof = judgeProof(world, call, "", NoncePlace::TokenEndpoint, nonceDemanded);
    // Judged before anything is spent: a request that is sent again with a better proof is no replay.
    if (!proof.error.empty())
        return oauthError(400, proof.error, proof.description);
    call.dpopThumbprint = proof.thumbprint;
    return grant == "authorization_code" ? codeGrant(world, call, *client) : refreshGrant(world, call, *client);
}

} // namespace Tenant
