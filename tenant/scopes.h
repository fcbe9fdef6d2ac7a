// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config.h"

namespace Tenant {

/// What a login is granted of the scopes it asked for: OpenID Connect's own, and those of the API, which may be null.
/// Others are dropped without a word, as Auth0 does; `offline_access` too where client or API forbid it.
std::string grantedScope(const Client &client, const Api *api, const std::string &requested);
/// What a refresh may ask for: the login's scopes, or for another API its scopes with OpenID Connect's of the login.
std::string refreshableScope(const std::string &loginScope, const Api *otherApi);
/// Those of the words that are allowed, in their own order.
std::string intersection(const std::string &words, const std::string &allowed);

} // namespace Tenant
