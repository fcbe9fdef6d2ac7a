// SPDX-License-Identifier: Apache-2.0
#include "bearer.h"

#include "bytes.h"
#include "jws.h"
#include "text.h"

namespace Tenant {

namespace {

std::string presentedToken(const Call &call)
{
    const std::string header = call.header("authorization");
    return lowered(header.substr(0, 7)) == "bearer " ? header.substr(7) : std::string();
}

std::optional<Json> claimsOf(World &world, const Call &call, const std::string &token)
{
    const auto opaque = world.state.opaqueTokens.find(digest(token));
    if (opaque == world.state.opaqueTokens.end())
        return verifyJwt(token, world.keys.publicKeys());
    const OpaqueToken &t = opaque->second;
    return Json{{"sub", t.sub}, {"azp", t.clientId}, {"scope", t.scope},
                {"jti", t.jti}, {"exp", t.expires},  {"aud", call.issuer + "userinfo"}};
}

bool isFor(const Json &claims, const std::string &audience)
{
    const Json aud = claims.value("aud", Json());
    return aud.is_array() ? std::find(aud.begin(), aud.end(), audience) != aud.end() : aud == audience;
}

void note(Call &call, const Json &claims)
{
    call.note.update(
        {{"sub", claims.value("sub", "")}, {"jti", claims.value("jti", "")}, {"client_id", claims.value("azp", "")}});
}

} // namespace

std::optional<Json>
acceptedToken(World &world, Call &call, const std::string &audience, const std::string &scope, Answer &refusal)
{
    const std::string token = presentedToken(call);
    refusal = bearerError(401, "", "", "Unauthorized");
    if (token.empty())
        return {};
    call.note["access_token"] = fingerprint(token);
    std::optional<Json> claims = claimsOf(world, call, token);
    if (claims)
        note(call, *claims);
    if (!claims || !isFor(*claims, audience))
        refusal = bearerError(401, "invalid_token", "The access token is not valid here", "Unauthorized");
    else if (claims->value("exp", 0.0) <= world.clock.now())
        refusal = bearerError(401, "invalid_token", "The access token expired", "Unauthorized");
    else if (!scope.empty() && !contains(words(claims->value("scope", "")), scope))
        refusal =
            bearerError(403, "insufficient_scope", "The access token lacks the scope " + scope, "Insufficient scope");
    else
        return claims;
    return {};
}

} // namespace Tenant
