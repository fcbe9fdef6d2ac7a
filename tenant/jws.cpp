// SPDX-License-Identifier: Apache-2.0
#include "jws.h"

#include "bytes.h"

#include <cstdlib>
#include <memory>
#include <stdexcept>

extern "C" {
#include <cjose/cjose.h>
}

namespace Tenant {

namespace {

struct Release
{
    void operator()(cjose_jwk_t *key) const { cjose_jwk_release(key); }
    void operator()(cjose_jws_t *jws) const { cjose_jws_release(jws); }
    void operator()(cjose_header_t *header) const { cjose_header_release(header); }
};

template<typename T>
using Held = std::unique_ptr<T, Release>;

template<typename T>
Held<T> held(T *pointer, const char *what)
{
    if (!pointer)
        throw std::runtime_error(std::string("cjose failed: ") + what);
    return Held<T>(pointer);
}

Json exported(const cjose_jwk_t *key, bool withPrivate)
{
    char *text = cjose_jwk_to_json(key, withPrivate, nullptr);
    if (!text)
        throw std::runtime_error("cjose failed: exporting a key");
    Json json = Json::parse(text);
    std::free(text);
    return json;
}

Held<cjose_jwk_t> imported(const Json &key)
{
    const std::string text = key.dump();
    return held(cjose_jwk_import(text.data(), text.size(), nullptr), "importing a key");
}

std::optional<Json> claimsIn(const cjose_jws_t *jws)
{
    uint8_t *bytes = nullptr;
    size_t length = 0;
    cjose_jws_get_plaintext(jws, &bytes, &length, nullptr);
    const Json claims = Json::parse(bytes, bytes + length, nullptr, false);
    return claims.is_object() ? std::optional(claims) : std::nullopt;
}

} // namespace

Json generateKey(const std::string &algorithm)
{
    const uint8_t exponent[] = {1, 0, 1};
    const auto key = algorithm == "ES256"
        ? held(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, nullptr), "making an EC key")
        : held(cjose_jwk_create_RSA_random(2048, exponent, sizeof exponent, nullptr), "making an RSA key");
    Json json = exported(key.get(), true);
    json["kid"] = randomText(16);
    json["alg"] = algorithm;
    json["use"] = "sig";
    return json;
}

Json publicKey(const Json &privateKey)
{
    Json json = exported(imported(privateKey).get(), false);
    for (const char *name : {"kid", "alg", "use"})
        json[name] = privateKey.at(name);
    return json;
}

std::string signJwt(const Json &claims, const Json &privateKey, const Json &header)
{
    const auto key = imported(privateKey);
    Json members = {{"alg", privateKey.at("alg")}, {"typ", "JWT"}, {"kid", privateKey.at("kid")}};
    members.update(header);
    const auto head = held(cjose_header_new(nullptr), "making a header");
    for (const auto &[name, value] : members.items()) {
        if (value.is_string())
            cjose_header_set(head.get(), name.c_str(), value.get<std::string>().c_str(), nullptr);
        else if (!value.is_null())
            cjose_header_set_raw(head.get(), name.c_str(), value.dump().c_str(), nullptr);
    }
    const std::string payload = claims.dump();
    const auto jws = held(
        cjose_jws_sign(
            key.get(), head.get(), reinterpret_cast<const uint8_t *>(payload.data()), payload.size(), nullptr),
        "signing");
    const char *compact = nullptr;
    if (!cjose_jws_export(jws.get(), &compact, nullptr))
        throw std::runtime_error("cjose failed: exporting a signature");
    return compact;
}

std::optional<Json> verifyJwt(const std::string &token, const std::vector<Json> &keys)
{
    const Held<cjose_jws_t> jws(cjose_jws_import(token.data(), token.size(), nullptr));
    if (!jws)
        return {};
    cjose_header_t *header = cjose_jws_get_protected(jws.get());
    const char *kid = cjose_header_get(header, CJOSE_HDR_KID, nullptr);
    const char *alg = cjose_header_get(header, CJOSE_HDR_ALG, nullptr);
    for (const Json &key : keys) {
        if (!kid || key.at("kid") != kid || !alg || key.at("alg") != alg
            || !cjose_jws_verify(jws.get(), imported(key).get(), nullptr))
            continue;
        return claimsIn(jws.get());
    }
    return {};
}

std::optional<Json> verifyJwtBy(const std::string &token, const Json &key)
{
    const std::string text = key.dump();
    const Held<cjose_jwk_t> jwk(cjose_jwk_import(text.data(), text.size(), nullptr));
    const Held<cjose_jws_t> jws(cjose_jws_import(token.data(), token.size(), nullptr));
    if (!jwk || !jws || !cjose_jws_verify(jws.get(), jwk.get(), nullptr))
        return {};
    return claimsIn(jws.get());
}

} // namespace Tenant
