// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config.h"

namespace Tenant {

/// What a login is granted of the scopes it asked for: OpenID Connect's own, and those of the API, which may be null.
/// Others are dropped without a word, as Auth0 does; `offline_access` too where client or API forbid it.
std::string grantedScope(const Client &client, const Api *api, const std::string &requested);
/// What a refresh may ask for: of the login's API the login's scopes, of another one OpenID Connect's of the login; and
/// the API's own that the client's policies add. `api` is the one asked for, null without an audience.
std::string refreshableScope(const Client &client, const std::string &loginScope, const Api *api, bool isLoginsApi);
/// Whether the client's policies let a refresh token of a login elsewhere reach the API.
bool mayReach(const Client &client, const Api &api);
/// Those of the words that are allowed, in their own order.
std::string intersection(const std::string &words, const std::string &allowed);

} // namespace Tenant
