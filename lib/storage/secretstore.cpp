// SPDX-License-Identifier: Apache-2.0
#include "storage/secretstore.h"

namespace Auth0 {
SecretStore::~SecretStore() = default;
} // namespace Auth0
