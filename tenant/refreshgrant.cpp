// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bytes.h"
#include "dpop.h"
#include "families.h"
#include "scopes.h"
#include "text.h"
#include "tokens.h"

namespace Tenant {

namespace {

void note(Call &call, const Redemption &redemption)
{
    call.note["refresh_token"] = fingerprint(call.parameter("refresh_token"));
    if (!redemption.family)
        return;
    call.note["family"] = redemption.familyId;
    call.note["sub"] = redemption.family->sub;
    if (redemption.reuse)
        call.note["reuse"] = true;
    if (redemption.overlapped)
        call.note["overlap"] = true;
}

// The scopes that are left of the request, and the audience it is for. An error instead when it asks for an API
// that does not exist or that the client may not reach by refreshing (multi-resource refresh tokens).
struct Target
{
    std::string audience, scope, requestedScope;
    Answer refusal;
    bool refused = false;
};

Target target(const World &world, const Call &call, const Client &client, const Family &family)
{
    Target t;
    t.audience = call.has("audience") ? call.parameter("audience") : family.audience;
    const bool isLoginsApi = t.audience == family.audience;
    const Api *api = world.config.api(t.audience);
    t.refused = !isLoginsApi && (!api || !mayReach(client, *api));
    if (t.refused)
        t.refusal = api ? oauthError(403, "unauthorized_client", "Client is not authorized to access " + t.audience)
                        : oauthError(403, "access_denied", "Service not found: " + t.audience);
    const std::string allowed = refreshableScope(client, family.scope, api, isLoginsApi);
    t.scope = call.has("scope") ? intersection(call.parameter("scope"), allowed) : allowed;
    // Without a scope the login's counts as asked for (RFC 6749, section 6); of another API none was.
    t.requestedScope = call.has("scope") ? call.parameter("scope") : isLoginsApi ? family.scope : "";
    return t;
}

} // namespace

Answer refreshGrant(World &world, Call &call, const Client &client)
{
    if (call.parameter("refresh_token").empty())
        return oauthError(400, "invalid_request", "Missing required parameter: refresh_token");
    const double now = world.clock.now();
    const Redemption redemption = redeem(world.state, world.config, client, call.parameter("refresh_token"), now);
    note(call, redemption);
    if (!redemption.accepted)
        return invalidGrant("Unknown or invalid refresh token.");
    Family &family = *redemption.family;
    if (!family.dpopJkt.empty() && family.dpopJkt != call.dpopThumbprint)
        return oauthError(400, "invalid_dpop_proof", "The refresh token is bound to a key: prove possession of it");
    const User *user = world.config.userBySub(family.sub);
    if (!user)
        return invalidGrant("The refresh_token was generated for a user who doesn't exist anymore.");
    if (user->blocked)
        return invalidGrant("user is blocked");
    const Target t = target(world, call, client, family);
    if (t.refused)
        return t.refusal;
    const std::string unconstrained = constraintRefusal(world, call, client, t.audience);
    if (!unconstrained.empty())
        return oauthError(400, "invalid_request", unconstrained);
    Json tokens = issueTokens(
        world, call,
        {client, *user, family.sid, t.scope, t.requestedScope, t.audience, "", family.authTime, family.authTimeAsked,
         redemption.familyId});
    if (client.rotation) {
        tokens["refresh_token"] = rotate(redemption, now);
        call.note["new_refresh_token"] = fingerprint(tokens["refresh_token"].get<std::string>());
    }
    ++family.refreshes;
    family.lastUsed = now;
    return json(tokens);
}

} // namespace Tenant
