// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace Tenant {

using Json = nlohmann::json;

/// Gives the object these members; null takes one away.
void alterMembers(Json &object, const Json &members);
/// The same for the parameters of a redirect; null members: nothing is altered.
void alterParameters(std::vector<std::pair<std::string, std::string>> &parameters, const Json &members);
/// A JWT with `defects`: altered `claims`, an altered `header`, and a `signature` that is "broken", made by a "foreign"
/// key of the same kid, or "none". A symmetric algorithm in the header gets a signature nobody can check.
std::string defectiveJwt(Json claims, const Json &defects, const Json &privateKey);

} // namespace Tenant
