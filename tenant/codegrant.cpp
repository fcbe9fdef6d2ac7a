// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bytes.h"
#include "dpop.h"
#include "families.h"
#include "text.h"
#include "tokens.h"

namespace Tenant {

namespace {

// A code that comes twice was stolen once: what it brought the first time dies (RFC 6749 section 4.1.2).
Answer refuseUsedCode(World &world, Call &call, const Code &code)
{
    call.note["code_reuse"] = true;
    if (!code.family.empty()) {
        call.note["family"] = code.family;
        revokeFamily(world.state, code.family, "code_reuse");
    }
    return invalidGrant("Invalid authorization code");
}

bool verifierFits(const Code &code, const Call &call)
{
    const std::string verifier = call.parameter("code_verifier");
    return code.challenge.empty() ? verifier.empty() : base64Url(sha256(verifier)) == code.challenge;
}

std::string startFamilyFor(World &world, Call &call, Code &code)
{
    Family family;
    family.clientId = code.clientId;
    family.sub = code.sub;
    family.sid = code.sid;
    family.scope = code.scope;
    family.audience = code.audience;
    family.authTime = code.authTime;
    family.authTimeAsked = code.authTimeAsked;
    // The refresh tokens of a public client are bound to the key that its first one was asked for with.
    if (world.config.client(code.clientId)->secret.empty())
        family.dpopJkt = call.dpopThumbprint;
    family.created = family.lastUsed = world.clock.now();
    std::string token = startFamily(world.state, family, code.family);
    call.note["new_refresh_token"] = fingerprint(token);
    return token;
}

Answer exchange(World &world, Call &call, const Client &client, Code &code)
{
    const User *user = world.config.userBySub(code.sub);
    if (!user || user->blocked)
        return oauthError(403, "unauthorized", "user is blocked");
    std::string refreshToken;
    if (contains(words(code.scope), "offline_access"))
        refreshToken = startFamilyFor(world, call, code);
    Json tokens = issueTokens(
        world, call,
        {client, *user, code.sid, code.scope, code.requestedScope, code.audience, code.nonce, code.authTime,
         code.authTimeAsked, code.family});
    if (!refreshToken.empty())
        tokens["refresh_token"] = refreshToken;
    return json(tokens);
}

} // namespace

Answer codeGrant(World &world, Call &call, const Client &client)
{
    if (call.parameter("code").empty())
        return oauthError(400, "invalid_request", "Missing required parameter: code");
    const auto it = world.state.codes.find(digest(call.parameter("code")));
    if (it == world.state.codes.end() || it->second.clientId != client.id)
        return invalidGrant("Invalid authorization code");
    Code &code = it->second;
    call.note["sub"] = code.sub;
    if (code.used)
        return refuseUsedCode(world, call, code);
    if (!code.dpopJkt.empty() && code.dpopJkt != call.dpopThumbprint)
        return oauthError(400, "invalid_dpop_proof", "The code is bound to another key (dpop_jkt)");
    const std::string unconstrained = constraintRefusal(world, call, client, code.audience);
    if (!unconstrained.empty())
        return oauthError(400, "invalid_request", unconstrained);
    code.used = true;
    if (world.clock.now() > code.expires)
        return invalidGrant("Invalid authorization code");
    if (call.parameter("redirect_uri") != code.redirectUri)
        return invalidGrant(
            "The redirect URI is wrong. You sent " + call.parameter("redirect_uri") + ", and we expected "
            + code.redirectUri);
    if (!verifierFits(code, call))
        return invalidGrant("Failed to verify code verifier");
    return exchange(world, call, client, code);
}

} // namespace Tenant
