// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

namespace Tenant {

/// The client that a request to the token or revocation endpoint comes from: by client_secret_post,
/// client_secret_basic, or client_id alone for a public client. Null: `refusal` says why, as Auth0 does.
const Client *authenticatedClient(const World &world, Call &call, Answer &refusal);

} // namespace Tenant
