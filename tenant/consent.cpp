// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "interaction.h"

namespace Tenant {

Answer submitConsent(World &world, Call &call)
{
    const std::string id = call.parameter("state");
    const Transaction *t = waiting(world, call);
    if (!t || t->sid.empty())
        return loginIsOver();
    call.note["client_id"] = t->clientId;
    if (call.parameter("action") == "accept") {
        rememberConsent(world, *t);
        return finish(world, call, id);
    }
    const Transaction copy = *t;
    world.state.transactions.erase(id);
    return errorToApp(world, call, copy, "access_denied", "User did not authorize the request");
}

} // namespace Tenant
