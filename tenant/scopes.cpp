// SPDX-License-Identifier: Apache-2.0
#include "scopes.h"

#include "text.h"

#include <algorithm>

namespace Tenant {

namespace {

bool isOpenIdScope(const std::string &scope)
{
    return contains({"openid", "profile", "email", "address", "phone", "offline_access"}, scope);
}

const RefreshPolicy *policyFor(const Client &client, const Api &api)
{
    const auto &policies = *client.refreshPolicies;
    const auto it = std::find_if(
        policies.begin(), policies.end(), [&api](const RefreshPolicy &p) { return p.audience == api.audience; });
    return it == policies.end() ? nullptr : &*it;
}

// The API's own scopes that may be had without having been asked for at the login.
std::vector<std::string> addedScopes(const Client &client, const Api &api, bool isLoginsApi)
{
    if (!client.refreshPolicies)
        return isLoginsApi ? std::vector<std::string>() : api.scopes;
    const RefreshPolicy *policy = policyFor(client, api);
    std::vector<std::string> added = policy ? policy->scopes : std::vector<std::string>();
    std::erase_if(added, [&api](const std::string &scope) { return !contains(api.scopes, scope); });
    return added;
}

} // namespace

std::string grantedScope(const Client &client, const Api *api, const std::string &requested)
{
    const bool offline = contains(client.grantTypes, "refresh_token") && (!api || api->offlineAccess);
    std::vector<std::string> granted;
    for (const std::string &scope : words(requested)) {
        const bool known = isOpenIdScope(scope) || (api && contains(api->scopes, scope));
        if (known && (offline || scope != "offline_access"))
            granted.push_back(scope);
    }
    return joined(granted);
}

bool mayReach(const Client &client, const Api &api)
{
    return client.firstParty && (!client.refreshPolicies || policyFor(client, api));
}

std::string refreshableScope(const Client &client, const std::string &loginScope, const Api *api, bool isLoginsApi)
{
    std::vector<std::string> allowed;
    for (const std::string &scope : words(loginScope)) {
        if (isLoginsApi || isOpenIdScope(scope))
            allowed.push_back(scope);
    }
    if (api) {
        const std::vector<std::string> added = addedScopes(client, *api, isLoginsApi);
        allowed.insert(allowed.end(), added.begin(), added.end());
    }
    return joined(words(joined(allowed)));
}

std::string intersection(const std::string &words, const std::string &allowed)
{
    const std::vector<std::string> limits = Tenant::words(allowed);
    std::vector<std::string> kept;
    for (const std::string &word : Tenant::words(words)) {
        if (contains(limits, word))
            kept.push_back(word);
    }
    return joined(kept);
}

} // namespace Tenant
