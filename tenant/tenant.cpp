// SPDX-License-Identifier: Apache-2.0
#include "tenant.h"

#include "defects.h"
#include "endpoints.h"
#include "redact.h"
#include "routes.h"
#include "text.h"

namespace Tenant {

namespace {

bool isControl(const Call &call) { return call.path.rfind("/_tenant/", 0) == 0; }

Answer notFound()
{
    Answer answer = json({{"statusCode", 404}, {"error", "Not Found"}, {"message", "Not Found"}}, 404);
    answer.error = "not_found";
    return answer;
}

void alter(const Json &members, Answer &answer)
{
    Json body = Json::parse(answer.body, nullptr, false);
    if (!body.is_object())
        return;
    alterMembers(body, members);
    answer.body = body.dump();
}

void apply(const Fault &fault, Answer &answer)
{
    if (!fault.members.is_null())
        alter(fault.members, answer);
    if (fault.status)
        answer.status = fault.status;
    if (fault.body || fault.status) {
        answer.body = fault.body.value_or("");
        answer.type = fault.body ? fault.bodyType : "text/plain; charset=utf-8";
        answer.headers.clear();
    }
    for (const auto &[name, value] : fault.headers) {
        const std::string wanted = lowered(name);
        std::erase_if(answer.headers, [&](const auto &header) { return lowered(header.first) == wanted; });
        if (wanted == "content-type")
            answer.type = value;
        else
            answer.headers.emplace_back(name, value);
    }
}

} // namespace

LocalTenant::LocalTenant(Config config, const Options &options)
    : m_config(std::move(config))
    , m_keys(m_config.signingAlgorithm)
    , m_stateFile(options.statePath)
    , m_log(options.logPath, options.logSecrets)
    , m_world{m_config, m_clock, m_keys, m_state, m_faults, m_log, m_dpop}
{
    m_stateFile.load(m_state, m_keys);
}

void LocalTenant::start()
{
    if (!m_keys.canSign())
        m_keys.generate();
}

Answer LocalTenant::act(Call &call)
{
    const Route *route = routeOf(call);
    if (!route)
        return notFound();
    try {
        Answer answer = route->handler(m_world, call);
        if (!call.dpopNonce.empty())
            answer.headers.emplace_back("DPoP-Nonce", call.dpopNonce);
        m_state.forgetExpired(m_clock.now());
        m_stateFile.save(m_state, m_keys);
        return answer;
    } catch (const std::exception &error) {
        return oauthError(500, "server_error", error.what());
    }
}

Outcome LocalTenant::handle(Call &call)
{
    if (isControl(call)) {
        const std::lock_guard lock(m_mutex);
        Outcome outcome{control(m_world, call)};
        m_stateFile.save(m_state, m_keys);
        return outcome;
    }
    const std::optional<Fault> fault = m_faults.take(call);
    const bool acts = !fault || fault->acts();
    const Route *route = routeOf(call);
    // Waiting for the first key must not hold up the requests that need none.
    if (acts && route && route->needsKeys)
        m_keys.signingKey();
    const std::lock_guard lock(m_mutex);
    Outcome outcome;
    if (fault) {
        call.idTokenDefects = fault->idToken;
        call.redirectDefects = fault->redirect;
    }
    if (acts)
        outcome.answer = act(call);
    if (fault) {
        apply(*fault, outcome.answer);
        outcome.delay = fault->delay;
        outcome.drop = fault->drop != Fault::Drop::No;
        outcome.size = fault->size;
        outcome.cut = fault->cut;
        outcome.pause = fault->pause;
        outcome.kill = fault->kill;
    }
    record(call, outcome, fault, acts);
    return outcome;
}

void LocalTenant::record(const Call &call, const Outcome &outcome, const std::optional<Fault> &fault, bool acted)
{
    Json entry = call.note;
    entry["method"] = call.method;
    entry["path"] = call.path;
    entry["remote_port"] = call.remotePort;
    entry["status"] = outcome.drop ? Json() : Json(outcome.answer.status);
    entry["acted"] = acted;
    entry["parameters"] = m_log.withSecrets() ? Json(call.parameters) : redacted(call.parameters);
    for (const char *name : {"client_id", "grant_type"}) {
        if (!entry.contains(name) && call.has(name))
            entry[name] = call.parameter(name);
    }
    for (const char *name : {"user-agent", "auth0-client", "content-type"}) {
        if (!call.header(name).empty())
            entry["headers"][name] = call.header(name);
    }
    if (!outcome.answer.error.empty())
        entry["error"] = outcome.answer.error;
    if (m_clock.offset() != 0)
        entry["clock_offset"] = m_clock.offset();
    if (fault)
        entry["fault"] = fault->toJson();
    if (m_log.withSecrets()) {
        entry["answer"] = outcome.answer.body;
        entry["headers"] = call.headers;
    }
    m_log.add(std::move(entry));
}

} // namespace Tenant
