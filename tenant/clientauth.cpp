// SPDX-License-Identifier: Apache-2.0
#include "clientauth.h"

#include "bytes.h"
#include "text.h"

namespace Tenant {

namespace {

struct Presented
{
    std::string id, secret;
};

Presented presented(const Call &call)
{
    Presented p = {call.parameter("client_id"), call.parameter("client_secret")};
    const std::string header = call.header("authorization");
    if (lowered(header.substr(0, 6)) != "basic ")
        return p;
    const std::string pair = fromBase64(header.substr(6));
    const size_t colon = pair.find(':');
    if (colon == std::string::npos)
        return p;
    // Both halves are form-encoded first (RFC 6749 section 2.3.1).
    const auto decoded = parseQuery("id=" + pair.substr(0, colon) + "&secret=" + pair.substr(colon + 1));
    return {decoded.at("id"), decoded.at("secret")};
}

} // namespace

const Client *authenticatedClient(const World &world, Call &call, Answer &refusal)
{
    const auto [id, secret] = presented(call);
    call.note["client_id"] = id;
    const Client *client = world.config.client(id);
    if (id.empty())
        refusal = oauthError(400, "invalid_request", "Missing required parameter: client_id");
    else if (!client)
        refusal = oauthError(401, "invalid_client", "Unknown client: " + id);
    else if (!client->secret.empty() && secret.empty())
        refusal = oauthError(401, "unauthorized_client", "Unauthorized");
    else if (!client->secret.empty() && secret != client->secret)
        refusal = oauthError(401, "invalid_client", "Unauthorized");
    else
        return client;
    return nullptr;
}

} // namespace Tenant
