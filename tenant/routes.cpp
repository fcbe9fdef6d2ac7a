// SPDX-License-Identifier: Apache-2.0
#include "routes.h"

#include "endpoints.h"

#include <map>

namespace Tenant {

const Route *routeOf(const Call &call)
{
    static const std::map<std::string, Route> routes = {
        {"GET /authorize", {authorize, false}},
        {"POST /authorize", {authorize, false}},
        {"GET /u/login", {showLogin, false}},
        {"POST /u/login", {submitLogin, false}},
        {"POST /u/consent", {submitConsent, false}},
        {"POST /oauth/token", {token, true}},
        {"POST /oauth/revoke", {revoke, false}},
        {"GET /userinfo", {userInfo, true}},
        {"POST /userinfo", {userInfo, true}},
        {"GET /v2/logout", {logout, false}},
        {"GET /oidc/logout", {oidcLogout, true}},
        {"POST /oidc/logout", {oidcLogout, true}},
        {"GET /.well-known/openid-configuration", {metadata, false}},
        {"GET /.well-known/jwks.json", {jwks, true}},
        {"GET /api/public", {publicApi, false}},
        {"GET /api/messages", {messagesApi, true}},
        {"GET /api/orders", {ordersApi, true}},
        {"GET /api/avatar", {avatarApi, true}},
        {"GET /api/dpop", {dpopApi, true}},
        {"POST /api/dpop", {dpopApi, true}},
    };
    const auto it = routes.find((call.method == "HEAD" ? "GET" : call.method) + " " + call.path);
    return it == routes.end() ? nullptr : &it->second;
}

} // namespace Tenant
