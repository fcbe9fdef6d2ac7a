// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

namespace Tenant {

/// What answers at one method and path.
struct Route
{
    Answer (*handler)(World &, Call &);
    /// It signs or verifies, so it has to wait for the first key.
    bool needsKeys;
};

/// The route of a request; null: there is none.
const Route *routeOf(const Call &call);

} // namespace Tenant
