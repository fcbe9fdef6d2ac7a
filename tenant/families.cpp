// SPDX-License-Identifier: Apache-2.0
#include "families.h"

#include "bytes.h"

#include <algorithm>

namespace Tenant {

namespace {

std::string addToken(Family &family, const std::string &parent)
{
    std::string token = "v1." + randomText();
    family.tokens[digest(token)] = {parent, 0};
    return token;
}

bool successorWasUsed(const Family &family, const std::string &token)
{
    return std::any_of(family.tokens.begin(), family.tokens.end(), [&](const auto &entry) {
        return entry.second.parent == token && entry.second.used > 0;
    });
}

bool isExpired(const Family &family, const Config &config, double now)
{
    return now > family.lastUsed + static_cast<double>(config.refreshIdleLifetime)
        || now > family.created + static_cast<double>(config.refreshLifetime);
}

} // namespace

std::string startFamily(State &state, Family family, std::string &id)
{
    id = "family_" + randomText(9);
    std::string token = addToken(family, "");
    state.families[id] = std::move(family);
    return token;
}

Redemption redeem(State &state, const Config &config, const Client &client, const std::string &token, double now)
{
    Redemption r;
    r.token = digest(token);
    for (auto &[id, family] : state.families) {
        if (family.tokens.count(r.token)) {
            r.family = &family;
            r.familyId = id;
        }
    }
    if (!r.family || r.family->clientId != client.id || r.family->revoked() || isExpired(*r.family, config, now))
        return r;
    const RefreshToken &presented = r.family->tokens.at(r.token);
    if (!client.rotation || presented.used == 0) {
        r.accepted = true;
        return r;
    }
    ++r.family->reuses;
    const bool inTime = config.rotationOverlap > 0 && now <= presented.used + config.rotationOverlap;
    r.accepted = r.overlapped = inTime && !successorWasUsed(*r.family, r.token);
    r.reuse = !r.accepted;
    if (r.reuse)
        revokeFamily(state, r.familyId, "reuse");
    return r;
}

std::string rotate(const Redemption &redemption, double now)
{
    RefreshToken &presented = redemption.family->tokens.at(redemption.token);
    // The overlap counts from the rotation, not from the last time the token came back.
    if (presented.used == 0)
        presented.used = now;
    ++redemption.family->rotations;
    return addToken(*redemption.family, redemption.token);
}

void revokeFamily(State &state, const std::string &id, const std::string &reason)
{
    const auto it = state.families.find(id);
    if (it == state.families.end() || it->second.revoked())
        return;
    it->second.revokedBecause = reason;
    std::erase_if(state.opaqueTokens, [&id](const auto &entry) { return entry.second.family == id; });
}

Json describeFamilies(const State &state)
{
    Json list = Json::array();
    for (const auto &[id, f] : state.families) {
        list.push_back(
            {{"id", id},
             {"client_id", f.clientId},
             {"sub", f.sub},
             {"audience", f.audience},
             {"scope", f.scope},
             {"revoked", f.revoked()},
             {"revoked_because", f.revokedBecause},
             {"rotations", f.rotations},
             {"refreshes", f.refreshes},
             {"reuses", f.reuses},
             {"tokens", f.tokens.size()},
             {"created", f.created},
             {"last_used", f.lastUsed}});
    }
    return list;
}

} // namespace Tenant
