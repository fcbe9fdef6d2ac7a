// SPDX-License-Identifier: Apache-2.0
#include "tokens.h"

#include "bytes.h"
#include "defects.h"
#include "dpop.h"
#include "jws.h"
#include "text.h"

namespace Tenant {

namespace {

int64_t accessTokenLifetime(const World &world, const Grant &grant)
{
    const Api *api = world.config.api(grant.audience);
    return api && api->tokenLifetime ? *api->tokenLifetime : world.config.tokenLifetime;
}

std::string jwtAccessToken(World &world, const Call &call, const Grant &grant, const std::string &jti)
{
    const int64_t now = world.clock.seconds();
    Json audience = grant.audience;
    if (contains(words(grant.scope), "openid"))
        audience = {grant.audience, call.issuer + "userinfo"};
    Json claims = {
        {"iss", call.issuer},
        {"sub", grant.user.sub},
        {"aud", audience},
        {"azp", grant.client.id},
        {"scope", grant.scope},
        {"iat", now},
        {"exp", now + accessTokenLifetime(world, grant)},
        {"jti", jti}};
    if (bindsToken(world, call, grant.audience))
        claims["cnf"] = {{"jkt", call.dpopThumbprint}};
    return signJwt(claims, world.keys.signingKey());
}

std::string opaqueAccessToken(World &world, const Call &call, const Grant &grant, const std::string &jti)
{
    std::string token = randomText();
    const double expires = world.clock.now() + static_cast<double>(accessTokenLifetime(world, grant));
    world.state.opaqueTokens[digest(token)] = {grant.user.sub, grant.client.id, grant.scope,        jti,
                                               grant.family,   expires,         call.dpopThumbprint};
    return token;
}

std::string idToken(World &world, const Call &call, const Grant &grant)
{
    const int64_t now = world.clock.seconds();
    Json claims = userClaims(grant.user, grant.scope);
    claims.update(
        {{"iss", call.issuer},
         {"aud", grant.client.id},
         {"iat", now},
         {"exp", now + world.config.idTokenLifetime},
         {"sid", grant.sid}});
    if (!grant.nonce.empty())
        claims["nonce"] = grant.nonce;
    if (grant.authTimeAsked)
        claims["auth_time"] = grant.authTime;
    return call.idTokenDefects.is_null() ? signJwt(claims, world.keys.signingKey())
                                         : defectiveJwt(claims, call.idTokenDefects, world.keys.signingKey());
}

} // namespace

Json userClaims(const User &user, const std::string &scope)
{
    const std::vector<std::string> scopes = words(scope);
    Json claims = {{"sub", user.sub}};
    if (contains(scopes, "profile"))
        claims.update(user.profile);
    if (contains(scopes, "email"))
        claims.update({{"email", user.email}, {"email_verified", user.emailVerified}});
    return claims;
}

Json issueTokens(World &world, Call &call, const Grant &grant)
{
    const std::string jti = randomText(16);
    Json tokens = {
        {"token_type", bindsToken(world, call, grant.audience) ? "DPoP" : "Bearer"},
        {"expires_in", accessTokenLifetime(world, grant)}};
    tokens["access_token"] =
        grant.audience.empty() ? opaqueAccessToken(world, call, grant, jti) : jwtAccessToken(world, call, grant, jti);
    if (contains(words(grant.scope), "openid"))
        tokens["id_token"] = idToken(world, call, grant);
    if (!sameWords(grant.scope, grant.requestedScope))
        tokens["scope"] = grant.scope;
    call.note.update({{"sub", grant.user.sub}, {"jti", jti}, {"scope", grant.scope}, {"audience", grant.audience}});
    if (!grant.family.empty())
        call.note["family"] = grant.family;
    return tokens;
}

} // namespace Tenant
