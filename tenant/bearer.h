// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

#include <optional>
#include <string>
#include <vector>

namespace Tenant {

/// The claims of the access token in the Authorization header, when it is ours, for one of those audiences, proved as
/// that API wants it, not expired and has the scope ("": any). Otherwise nothing, and `refusal` is what RFC 6750
/// section 3.1 or RFC 9449 section 7.1 has for it.
std::optional<Json> acceptedToken(
    World &world, Call &call, const std::vector<std::string> &audiences, const std::string &scope, Answer &refusal);

} // namespace Tenant
