// SPDX-License-Identifier: Apache-2.0
#include "scopes.h"

#include "text.h"

namespace Tenant {

namespace {

bool isOpenIdScope(const std::string &scope)
{
    return contains({"openid", "profile", "email", "address", "phone", "offline_access"}, scope);
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

std::string refreshableScope(const std::string &loginScope, const Api *otherApi)
{
    if (!otherApi)
        return loginScope;
    std::vector<std::string> allowed;
    for (const std::string &scope : words(loginScope)) {
        if (isOpenIdScope(scope))
            allowed.push_back(scope);
    }
    allowed.insert(allowed.end(), otherApi->scopes.begin(), otherApi->scopes.end());
    return joined(allowed);
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
