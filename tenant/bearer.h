// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

#include <optional>

namespace Tenant {

/// The claims of the access token in the Authorization header, when it is ours, for that audience, not expired and
/// has the scope ("": any). Otherwise nothing, and `refusal` is what RFC 6750 section 3.1 has for it with that body.
std::optional<Json>
acceptedToken(World &world, Call &call, const std::string &audience, const std::string &scope, Answer &refusal);

} // namespace Tenant
