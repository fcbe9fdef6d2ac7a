// SPDX-License-Identifier: Apache-2.0
#include "state.h"

namespace Tenant {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(
    Transaction, clientId, redirectUri, scope, audience, state, nonce, challenge, prompt, loginHint, dpopJkt, maxAge,
    sid, expires)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Session, sid, sub, authTime, expires)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(
    Code, clientId, redirectUri, scope, requestedScope, audience, nonce, challenge, sub, sid, authTime, expires,
    authTimeAsked, used, family, dpopJkt)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RefreshToken, parent, used)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(
    Family, clientId, sub, sid, scope, audience, revokedBecause, dpopJkt, authTime, created, lastUsed, authTimeAsked,
    rotations, refreshes, reuses, tokens)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OpaqueToken, sub, clientId, scope, jti, family, expires, dpopJkt)

void to_json(Json &json, const State &state)
{
    json = {{"transactions", state.transactions}, {"sessions", state.sessions},         {"codes", state.codes},
            {"families", state.families},         {"opaqueTokens", state.opaqueTokens}, {"consents", state.consents}};
}

void from_json(const Json &json, State &state)
{
    json.at("transactions").get_to(state.transactions);
    json.at("sessions").get_to(state.sessions);
    json.at("codes").get_to(state.codes);
    json.at("families").get_to(state.families);
    json.at("opaqueTokens").get_to(state.opaqueTokens);
    json.at("consents").get_to(state.consents);
}

void State::forgetExpired(double now)
{
    // A test may turn the clock back again, so nothing goes before it has been dead for a day.
    const auto gone = [limit = now - 86400](const auto &entry) { return entry.second.expires < limit; };
    std::erase_if(transactions, gone);
    std::erase_if(sessions, gone);
    std::erase_if(codes, gone);
    std::erase_if(opaqueTokens, gone);
}

} // namespace Tenant
