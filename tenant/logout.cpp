// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "defects.h"
#include "interaction.h"
#include "jws.h"
#include "pages.h"
#include "text.h"

#include <algorithm>

namespace Tenant {

namespace {

Answer refused(int status, const std::string &text, const std::string &detail)
{
    Answer answer = html(messagePage("The logout went wrong", text, detail), status);
    answer.error = "invalid_request";
    return answer;
}

// Query and fragment do not count; the path's case does.
bool isAllowed(const std::vector<std::string> &urls, const std::string &url)
{
    const auto bare = [](const std::string &u) { return u.substr(0, u.find_first_of("?#")); };
    return std::any_of(urls.begin(), urls.end(), [&](const std::string &u) { return bare(u) == bare(url); });
}

Answer notAllowed(const std::string &name, const std::string &url)
{
    return refused(400, "The " + name + " parameter is not in the list of allowed logout URLs.", name + ": " + url);
}

void endSession(World &world, Call &call, Answer &answer)
{
    const Session *session = currentSession(world, call);
    if (session) {
        call.note["sub"] = session->sub;
        std::erase_if(world.state.sessions, [sid = session->sid](const auto &e) { return e.second.sid == sid; });
    }
    answer.headers.emplace_back("Set-Cookie", "auth0=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

Answer loggedOut(World &world, Call &call, const std::string &target)
{
    Answer answer =
        target.empty() ? html(messagePage("You are logged out", "You can close this tab.")) : redirect(target);
    endSession(world, call, answer);
    return answer;
}

// The client an OpenID Connect logout is for: named, or the audience of the ID token that comes with it.
std::string clientOfHint(World &world, const Call &call, bool &hinted)
{
    const auto claims = verifyJwt(call.parameter("id_token_hint"), world.keys.publicKeys());
    // An access token is signed by the same keys, but its audience is an API or a list.
    hinted = claims && claims->value("aud", Json()).is_string() && claims->contains("sid");
    return hinted ? claims->value("aud", "") : "";
}

bool belongsToSession(World &world, const Call &call)
{
    const Session *session = currentSession(world, call);
    return !session || call.parameter("logout_hint") == session->sid;
}

Answer endOidcSession(World &world, Call &call, const std::string &target, bool sure)
{
    const std::string action = call.parameter("action");
    if (action == "deny")
        return html(messagePage("You are still logged in", "You can close this tab."));
    if (sure || action == "accept")
        return loggedOut(world, call, target);
    std::vector<std::pair<std::string, std::string>> parameters(call.parameters.begin(), call.parameters.end());
    return html(logoutPage(withQuery("/oidc/logout", parameters)));
}

} // namespace

Answer logout(World &world, Call &call)
{
    const std::string clientId = call.parameter("client_id");
    const Client *client = world.config.client(clientId);
    call.note["client_id"] = clientId;
    if (!clientId.empty() && !client)
        return refused(400, "No application with this client id is known here.", "Unknown client: " + clientId);
    const std::vector<std::string> &urls = client ? client->logoutUrls : world.config.logoutUrls;
    std::string target = call.parameter("returnTo");
    if (target.empty() && client && !urls.empty())
        target = urls.front();
    if (!target.empty() && !isAllowed(urls, target))
        return notAllowed("returnTo", target);
    return loggedOut(world, call, target);
}

Answer oidcLogout(World &world, Call &call)
{
    bool hinted = false;
    const std::string hintedClient = clientOfHint(world, call, hinted);
    if (call.has("id_token_hint") && !hinted)
        return refused(400, "The id_token_hint is not an ID token of this tenant.", "invalid id_token_hint");
    const std::string clientId = call.has("client_id") ? call.parameter("client_id") : hintedClient;
    call.note["client_id"] = clientId;
    if (hinted && clientId != hintedClient)
        return refused(400, "The id_token_hint was issued to another application.", "client_id: " + clientId);
    const Client *client = world.config.client(clientId);
    if (!clientId.empty() && !client)
        return refused(400, "No application with this client id is known here.", "Unknown client: " + clientId);
    const std::string target = call.parameter("post_logout_redirect_uri");
    if (!target.empty() && !isAllowed(client ? client->logoutUrls : world.config.logoutUrls, target))
        return notAllowed("post_logout_redirect_uri", target);
    const bool sure = hinted || belongsToSession(world, call);
    std::vector<std::pair<std::string, std::string>> back = {{"state", call.parameter("state")}};
    alterParameters(back, call.redirectDefects);
    return endOidcSession(world, call, target.empty() ? "" : withQuery(target, back), sure);
}

} // namespace Tenant
