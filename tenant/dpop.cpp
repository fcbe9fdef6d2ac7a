// SPDX-License-Identifier: Apache-2.0
#include "dpop.h"

#include "bytes.h"
#include "jws.h"

#include <cmath>

namespace Tenant {

namespace {

constexpr double clockTolerance = 60;

Proof bad(const std::string &error, const std::string &description) { return {true, "", error, description}; }

Proof badProof(const std::string &description) { return bad("invalid_dpop_proof", description); }

Json partOf(const std::string &jwt, size_t start)
{
    return Json::parse(fromBase64Url(jwt.substr(start, jwt.find('.', start) - start)), nullptr, false);
}

bool isText(const Json &object, const char *name) { return object.contains(name) && object.at(name).is_string(); }

// What the key is good for, or nothing but an empty text.
std::string thumbprintOf(const Json &header)
{
    const Json jwk = header.value("jwk", Json());
    if (!jwk.is_object() || jwk.contains("d") || !isText(jwk, "kty") || !isText(jwk, "crv") || !isText(jwk, "x")
        || !isText(jwk, "y") || jwk.at("kty") != "EC" || jwk.at("crv") != "P-256")
        return {};
    // nlohmann's objects are ordered by name, as RFC 7638 wants them.
    const Json required = {{"crv", jwk.at("crv")}, {"kty", jwk.at("kty")}, {"x", jwk.at("x")}, {"y", jwk.at("y")}};
    return base64Url(sha256(required.dump()));
}

// The parts of section 4.3 that need no memory; empty: they are as they should be.
std::string fault(const Call &call, const Json &claims, const std::string &accessToken)
{
    if (!isText(claims, "jti") || claims.at("jti").get<std::string>().size() < 16)
        return "jti is missing or short";
    if (!isText(claims, "htm") || claims.at("htm") != call.method)
        return "htm is not the method of the request";
    if (!isText(claims, "htu") || claims.at("htu") != call.issuer + call.path.substr(1))
        return "htu is not the address of the request";
    if (!claims.value("iat", Json()).is_number_integer())
        return "iat is missing";
    if (!accessToken.empty() && (!isText(claims, "ath") || claims.at("ath") != base64Url(sha256(accessToken))))
        return "ath is not the hash of the access token";
    return {};
}

} // namespace

Proof judgeProof(World &world, Call &call, const std::string &accessToken, NoncePlace place, bool nonceDemanded)
{
    const std::string jwt = call.header("dpop");
    if (jwt.empty())
        return {};
    const std::string placeName = place == NoncePlace::Api ? "api" : "token";
    const double now = world.clock.now();
    const auto &config = world.config;
    const Json header = partOf(jwt, 0);
    if (!header.is_object() || header.value("typ", Json()) != "dpop+jwt" || header.value("alg", Json()) != "ES256")
        return badProof("it is no JWT of type dpop+jwt by ES256");
    const std::string thumbprint = thumbprintOf(header);
    const auto claims = thumbprint.empty() ? std::nullopt : verifyJwtBy(jwt, header.at("jwk"));
    if (!claims)
        return badProof("its key is no public P-256 key, or did not sign it");
    call.note["dpop_jkt"] = thumbprint;
    call.note["dpop_jti"] = claims->value("jti", "");
    call.note["dpop_nonce"] = claims->contains("nonce");
    const std::string wrong = fault(call, *claims, accessToken);
    if (!wrong.empty())
        return badProof(wrong);
    if (nonceDemanded) {
        const std::string nonce = claims->value("nonce", "");
        const bool ours = world.dpop.acceptNonce(placeName, nonce, now, config.dpopNonceLifetime, config.dpopNonceOnce);
        call.dpopNonce = world.dpop.nextNonce(placeName, now, config.dpopNonceLifetime, config.dpopNonceOnce);
        if (!ours)
            return bad("use_dpop_nonce", "The DPoP proof needs a nonce, or a newer one");
    }
    if (std::abs(claims->at("iat").get<double>() - now) > clockTolerance)
        return badProof("iat is too old or in the future");
    if (!world.dpop.isFirstUse(claims->at("jti"), now))
        return badProof("jti was used before");
    return {true, thumbprint, "", ""};
}

std::string constraintRefusal(const World &world, const Call &call, const Client &client, const std::string &audience)
{
    const bool proved = !call.dpopThumbprint.empty();
    const Api *api = world.config.api(audience);
    const std::string constraining = api ? api->senderConstraining : "allowed";
    if (client.requirePossession && !proved)
        return "The client has to prove possession of a key (DPoP)";
    if (client.requirePossession && constraining == "none")
        return "The client gets bound tokens only, and the API takes none";
    if (constraining == "required" && !proved)
        return "The API takes sender-constrained tokens only: send a DPoP proof";
    return {};
}

bool bindsToken(const World &world, const Call &call, const std::string &audience)
{
    const Api *api = world.config.api(audience);
    return !call.dpopThumbprint.empty() && (!api || api->senderConstraining != "none");
}

} // namespace Tenant
