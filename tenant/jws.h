// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace Tenant {

using Json = nlohmann::json;

/// A fresh private key with a random `kid`, as a JWK. `algorithm` is RS256, PS256 (RSA of 2048 bits) or ES256 (P-256).
Json generateKey(const std::string &algorithm);
/// The public half, as it stands in a JWK Set.
Json publicKey(const Json &privateKey);
/// A compact JWS (RFC 7515 section 7.1) over the claims, with `alg`, `typ` and `kid` in its header; members of `header`
/// take their place, null leaves one out.
std::string signJwt(const Json &claims, const Json &privateKey, const Json &header = Json::object());
/// The claims of a compact JWS whose signature one of the keys made; nothing for any other text.
std::optional<Json> verifyJwt(const std::string &token, const std::vector<Json> &keys);

/// The same by one key, whatever `kid` and `alg` say beside it.
std::optional<Json> verifyJwtBy(const std::string &token, const Json &key);

} // namespace Tenant
