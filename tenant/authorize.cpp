// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bytes.h"
#include "interaction.h"
#include "pages.h"
#include "text.h"

namespace Tenant {

namespace {

Answer errorPage(
    int status, const std::string &error, const std::string &title, const std::string &text, const std::string &detail)
{
    Answer answer = html(messagePage(title, text, detail), status);
    answer.error = error;
    return answer;
}

Transaction readTransaction(const World &world, const Call &call, const Client &client)
{
    Transaction t;
    t.clientId = client.id;
    t.redirectUri = call.has("redirect_uri") || client.callbacks.empty() ? call.parameter("redirect_uri")
                                                                         : client.callbacks.front();
    t.scope = call.parameter("scope");
    t.audience = call.parameter("audience");
    if (t.audience == call.issuer + "userinfo")
        t.audience.clear();
    t.state = call.parameter("state");
    t.nonce = call.parameter("nonce");
    t.challenge = call.parameter("code_challenge");
    t.prompt = call.parameter("prompt");
    t.dpopJkt = call.parameter("dpop_jkt");
    t.loginHint = call.parameter("login_hint");
    t.expires = world.clock.now() + 600;
    return t;
}

bool readMaxAge(const Call &call, Transaction &t)
{
    if (!call.has("max_age"))
        return true;
    const std::string text = call.parameter("max_age");
    if (text.empty() || text.size() > 10 || text.find_first_not_of("0123456789") != std::string::npos)
        return false;
    t.maxAge = std::stoll(text);
    return true;
}

// What Auth0 refuses by sending the browser back; the first reason counts. Empty: nothing.
std::pair<std::string, std::string> refusal(const World &world, const Call &call, const Client &client, Transaction &t)
{
    const std::string type = call.parameter("response_type");
    if (type.empty())
        return {"invalid_request", "Missing required parameter: response_type"};
    if (type != "code")
        return {"unsupported_response_type", "Unsupported response type: " + type};
    if (!contains(client.grantTypes, "authorization_code"))
        return {"unauthorized_client", "Grant type 'authorization_code' not allowed for the client."};
    if (t.challenge.empty() && client.secret.empty())
        return {"invalid_request", "Missing required parameter: code_challenge"};
    if (!t.challenge.empty() && call.parameter("code_challenge_method") != "S256")
        return {"invalid_request", "Parameter code_challenge_method must be S256"};
    if (!readMaxAge(call, t))
        return {"invalid_request", "Parameter max_age must be a number of seconds"};
    if (contains(words(t.prompt), "none") && words(t.prompt).size() > 1)
        return {"invalid_request", "prompt=none cannot be combined with another prompt"};
    if (call.has("organization") || call.has("invitation"))
        return {"invalid_request", "parameter organization is not allowed for this client"};
    if (!t.audience.empty() && !world.config.api(t.audience))
        return {"access_denied", "Service not found: " + t.audience};
    return {};
}

} // namespace

Answer authorize(World &world, Call &call)
{
    const std::string clientId = call.parameter("client_id");
    call.note["client_id"] = clientId;
    if (clientId.empty())
        return errorPage(
            400, "invalid_request", "Something is missing", "The login names no application.",
            "Missing required parameter: client_id");
    const Client *client = world.config.client(clientId);
    if (!client)
        return errorPage(
            403, "invalid_request", "Unknown client", "No application with this client id is known here.",
            "Unknown client: " + clientId);
    Transaction t = readTransaction(world, call, *client);
    if (!contains(client->callbacks, t.redirectUri))
        return errorPage(
            403, "unauthorized_client", "Callback URL mismatch",
            "The provided redirect_uri is not in the list of allowed callback URLs of this application.",
            "redirect_uri: " + t.redirectUri);
    const auto [error, description] = refusal(world, call, *client, t);
    if (!error.empty())
        return errorToApp(world, call, t, error, description);
    const std::string id = randomText();
    world.state.transactions[id] = t;
    return proceed(world, call, id);
}

} // namespace Tenant
