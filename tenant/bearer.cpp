// SPDX-License-Identifier: Apache-2.0
#include "bearer.h"

#include "bytes.h"
#include "dpop.h"
#include "jws.h"
#include "text.h"

namespace Tenant {

namespace {

struct PresentedToken
{
    std::string token;
    bool asDpop = false;
};

PresentedToken presentedToken(const Call &call)
{
    const std::string header = call.header("authorization");
    if (lowered(header.substr(0, 7)) == "bearer ")
        return {header.substr(7), false};
    return lowered(header.substr(0, 5)) == "dpop " ? PresentedToken{header.substr(5), true} : PresentedToken();
}

Answer dpopError(const std::string &error, const std::string &description)
{
    Answer answer = bearerError(401, error, description, "Unauthorized");
    answer.headers = {
        {"WWW-Authenticate",
         "DPoP error=\"" + error + "\", error_description=\"" + description + "\", algs=\"ES256\""}};
    return answer;
}

// RFC 9449 section 7.1: a bound token comes with its proof, and an API may take bound tokens only.
std::optional<Answer> possessionRefusal(
    World &world, Call &call, const PresentedToken &presented, const Json &claims, const std::string &audience)
{
    const std::string bound = claims.value("cnf", Json::object()).value("jkt", "");
    const Api *api = world.config.api(audience);
    if (!presented.asDpop) {
        const bool demanded = !bound.empty() || (api && api->senderConstraining == "required");
        return demanded ? std::optional(dpopError("invalid_token", "The token must be bound, and come with a proof"))
                        : std::nullopt;
    }
    const Proof proof = judgeProof(world, call, presented.token, NoncePlace::Api, api && api->dpopNonces);
    if (!proof.present)
        return dpopError("invalid_dpop_proof", "The proof is missing");
    if (!proof.error.empty())
        return dpopError(proof.error, proof.description);
    if (bound != proof.thumbprint)
        return dpopError("invalid_token", "The token is bound to another key, or to none");
    return {};
}

std::optional<Json> claimsOf(World &world, const Call &call, const std::string &token)
{
    const auto opaque = world.state.opaqueTokens.find(digest(token));
    if (opaque == world.state.opaqueTokens.end())
        return verifyJwt(token, world.keys.publicKeys());
    const OpaqueToken &t = opaque->second;
    Json claims = {{"sub", t.sub}, {"azp", t.clientId}, {"scope", t.scope},
                   {"jti", t.jti}, {"exp", t.expires},  {"aud", call.issuer + "userinfo"}};
    if (!t.dpopJkt.empty())
        claims["cnf"] = {{"jkt", t.dpopJkt}};
    return claims;
}

// The first of the audiences that the token is for; empty: none.
std::string audienceOf(const Json &claims, const std::vector<std::string> &audiences)
{
    const Json aud = claims.value("aud", Json());
    for (const std::string &audience : audiences) {
        if (aud.is_array() ? std::find(aud.begin(), aud.end(), audience) != aud.end() : aud == audience)
            return audience;
    }
    return {};
}

void note(Call &call, const Json &claims)
{
    call.note.update(
        {{"sub", claims.value("sub", "")}, {"jti", claims.value("jti", "")}, {"client_id", claims.value("azp", "")}});
}

} // namespace

std::optional<Json> acceptedToken(
    World &world, Call &call, const std::vector<std::string> &audiences, const std::string &scope, Answer &refusal)
{
    const PresentedToken presented = presentedToken(call);
    const std::string &token = presented.token;
    refusal = bearerError(401, "", "", "Unauthorized");
    if (token.empty())
        return {};
    call.note["access_token"] = fingerprint(token);
    std::optional<Json> claims = claimsOf(world, call, token);
    if (claims)
        note(call, *claims);
    const std::string audience = claims ? audienceOf(*claims, audiences) : std::string();
    if (audience.empty())
        refusal = bearerError(401, "invalid_token", "The access token is not valid here", "Unauthorized");
    else if (claims->value("exp", 0.0) <= world.clock.now())
        refusal = bearerError(401, "invalid_token", "The access token expired", "Unauthorized");
    else if (const auto unproved = possessionRefusal(world, call, presented, *claims, audience))
        refusal = *unproved;
    else if (!scope.empty() && !contains(words(claims->value("scope", "")), scope))
        refusal =
            bearerError(403, "insufficient_scope", "The access token lacks the scope " + scope, "Insufficient scope");
    else
        return claims;
    return {};
}

} // namespace Tenant
