// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

namespace Tenant {

/// Takes a waiting login one step on: the page the user has to see next, or the way back to the application.
Answer proceed(World &world, Call &call, const std::string &id);
/// Sends the browser back to the application with these parameters, `state` and `iss` (RFC 9207).
Answer backToApp(
    const World &world, const Call &call, const Transaction &transaction,
    std::vector<std::pair<std::string, std::string>> parameters);
/// The same with an error.
Answer errorToApp(
    const World &world, const Call &call, const Transaction &transaction, const std::string &error,
    const std::string &description);
/// The waiting login that the request names by `state`; null when there is none or its time is over.
Transaction *waiting(World &world, const Call &call);
/// The page for a login that waits no more.
Answer loginIsOver();
/// The session of the request's cookie, if it has not ended.
Session *currentSession(World &world, const Call &call);
/// Allows the client what this login asks for, for good.
void rememberConsent(World &world, const Transaction &transaction);
/// Ends a waiting login with a code.
Answer finish(World &world, Call &call, const std::string &id);
/// The login page of a waiting login.
Answer loginPage(
    const World &world, const std::string &id, const Transaction &transaction, const std::string &username,
    const std::string &error);

} // namespace Tenant
