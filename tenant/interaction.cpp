// SPDX-License-Identifier: Apache-2.0
#include "interaction.h"

#include "bytes.h"
#include "defects.h"
#include "pages.h"
#include "scopes.h"
#include "text.h"

#include <algorithm>

namespace Tenant {

namespace {

Session *sessionById(World &world, const std::string &sid)
{
    for (auto &[cookie, session] : world.state.sessions) {
        if (session.sid == sid)
            return &session;
    }
    return nullptr;
}

bool prompts(const Transaction &t, const char *word) { return contains(words(t.prompt), word); }

bool isTooOld(const World &world, const Transaction &t, const Session &session)
{
    return t.maxAge >= 0 && world.clock.now() >= session.authTime + static_cast<double>(t.maxAge);
}

std::string consentKey(const Transaction &t, const std::string &sub)
{
    return sub + " " + t.clientId + " " + t.audience;
}

std::string grantedTo(const World &world, const Transaction &t)
{
    return grantedScope(*world.config.client(t.clientId), world.config.api(t.audience), t.scope);
}

bool needsConsent(const World &world, const Transaction &t, const std::string &sub)
{
    if (prompts(t, "consent"))
        return true;
    if (world.config.client(t.clientId)->firstParty)
        return false;
    const auto known = world.state.consents.find(consentKey(t, sub));
    const std::vector<std::string> wanted = words(grantedTo(world, t));
    return known == world.state.consents.end()
        || std::any_of(
               wanted.begin(), wanted.end(), [&](const std::string &word) { return !contains(known->second, word); });
}

// Nothing proves who listens at a loopback port or owns a custom scheme.
bool needsConfirmation(const World &world, const Transaction &t)
{
    const std::string &uri = t.redirectUri;
    const bool loopback = uri.rfind("http://", 0) == 0 || uri.rfind("https://127.0.0.1", 0) == 0
        || uri.rfind("https://localhost", 0) == 0;
    const bool verifiable = uri.rfind("https://", 0) == 0 && !loopback;
    return !verifiable && world.config.client(t.clientId)->confirmation;
}

Answer askForYes(World &world, const std::string &id, Transaction &t, const Session &session, bool consent)
{
    t.sid = session.sid;
    const ConsentPage page = {*world.config.client(t.clientId),   *world.config.userBySub(session.sub),
                              "/u/consent?state=" + id,           "/u/login?state=" + id,
                              consent ? grantedTo(world, t) : "", t.redirectUri};
    return html(page.html());
}

// prompt=none: an error wherever a page would be needed.
Answer proceedSilently(World &world, Call &call, const std::string &id, Transaction &t, const Session *session)
{
    const auto refuse = [&](const char *error, const char *description) {
        const Transaction copy = std::move(t);
        world.state.transactions.erase(id);
        return errorToApp(world, call, copy, error, description);
    };
    if (!session || isTooOld(world, t, *session))
        return refuse("login_required", "Login required");
    if (needsConsent(world, t, session->sub))
        return refuse("consent_required", "Consent required");
    if (needsConfirmation(world, t))
        return refuse("interaction_required", "Confirmation by the end-user required");
    t.sid = session->sid;
    return finish(world, call, id);
}

} // namespace

Transaction *waiting(World &world, const Call &call)
{
    const auto it = world.state.transactions.find(call.parameter("state"));
    return it == world.state.transactions.end() || world.clock.now() > it->second.expires ? nullptr : &it->second;
}

Answer loginIsOver()
{
    Answer answer = html(
        messagePage(
            "This login is over", "It was finished already, or it waited too long. Start again in the application."),
        400);
    answer.error = "invalid_request";
    return answer;
}

Session *currentSession(World &world, const Call &call)
{
    const auto it = world.state.sessions.find(digest(call.cookie("auth0")));
    return it == world.state.sessions.end() || world.clock.now() > it->second.expires
            || !world.config.userBySub(it->second.sub)
        ? nullptr
        : &it->second;
}

Answer backToApp(
    const World &world, const Call &call, const Transaction &t,
    std::vector<std::pair<std::string, std::string>> parameters)
{
    parameters.emplace_back("state", t.state);
    if (world.config.issParameter)
        parameters.emplace_back("iss", call.issuer);
    alterParameters(parameters, call.redirectDefects);
    return redirect(withQuery(t.redirectUri, parameters));
}

Answer errorToApp(
    const World &world, const Call &call, const Transaction &t, const std::string &error,
    const std::string &description)
{
    Answer answer = backToApp(world, call, t, {{"error", error}, {"error_description", description}});
    answer.error = error;
    return answer;
}

Answer loginPage(
    const World &world, const std::string &id, const Transaction &t, const std::string &username,
    const std::string &error)
{
    const LoginPage page = {world.config, *world.config.client(t.clientId), "/u/login?state=" + id, username, error};
    return html(page.html(), error.empty() ? 200 : 400);
}

void rememberConsent(World &world, const Transaction &t)
{
    const Session *session = sessionById(world, t.sid);
    if (session)
        world.state.consents[consentKey(t, session->sub)] = words(grantedTo(world, t));
}

Answer proceed(World &world, Call &call, const std::string &id)
{
    Transaction &t = world.state.transactions.at(id);
    const bool fresh = !t.sid.empty();
    const Session *session = fresh ? sessionById(world, t.sid) : currentSession(world, call);
    if (session)
        call.note["sub"] = session->sub;
    if (prompts(t, "none"))
        return proceedSilently(world, call, id, t, session);
    if (!session || (!fresh && (prompts(t, "login") || prompts(t, "select_account") || isTooOld(world, t, *session))))
        return loginPage(world, id, t, t.loginHint, "");
    if (needsConsent(world, t, session->sub))
        return askForYes(world, id, t, *session, true);
    if (!fresh && needsConfirmation(world, t))
        return askForYes(world, id, t, *session, false);
    t.sid = session->sid;
    return finish(world, call, id);
}

Answer finish(World &world, Call &call, const std::string &id)
{
    const Transaction t = world.state.transactions.at(id);
    world.state.transactions.erase(id);
    const Session *session = sessionById(world, t.sid);
    if (!session)
        return errorToApp(world, call, t, "login_required", "Login required");
    const std::string code = randomText();
    world.state.codes[digest(code)] = {
        t.clientId,
        t.redirectUri,
        grantedTo(world, t),
        t.scope,
        t.audience,
        t.nonce,
        t.challenge,
        session->sub,
        session->sid,
        static_cast<int64_t>(session->authTime),
        world.clock.now() + static_cast<double>(world.config.codeLifetime),
        t.maxAge >= 0,
        false,
        "",
        t.dpopJkt};
    call.note["sub"] = session->sub;
    call.note["code"] = fingerprint(code);
    return backToApp(world, call, t, {{"code", code}});
}

} // namespace Tenant
