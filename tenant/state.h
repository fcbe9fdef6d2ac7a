// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace Tenant {

using Json = nlohmann::json;

/// A login that waits for its user: what /authorize was asked for.
struct Transaction
{
    std::string clientId, redirectUri, scope, audience, state, nonce, challenge, prompt, loginHint, dpopJkt;
    /// -1: not asked for.
    int64_t maxAge = -1;
    /// Set once the user has shown a password: the page that follows asks for consent.
    std::string sid;
    double expires = 0;
};

/// A user's login in one browser, kept by its cookie.
struct Session
{
    std::string sid, sub;
    double authTime = 0, expires = 0;
};

/// An authorization code. It stays after its use, so that a second use is noticed.
struct Code
{
    std::string clientId, redirectUri, scope, requestedScope, audience, nonce, challenge, sub, sid;
    int64_t authTime = 0;
    double expires = 0;
    bool authTimeAsked = false, used = false;
    std::string family;
    /// Of the key that must exchange it; empty: any.
    std::string dpopJkt;
};

/// One refresh token of a family.
struct RefreshToken
{
    /// Digest of the token it was exchanged for; empty: the first one.
    std::string parent;
    /// 0: never used.
    double used = 0;
};

/// The refresh tokens that descend from one login.
struct Family
{
    std::string clientId, sub, sid, scope, audience, revokedBecause;
    /// Of the key that the refresh tokens are bound to; empty: none.
    std::string dpopJkt;
    int64_t authTime = 0;
    double created = 0, lastUsed = 0;
    bool authTimeAsked = false;
    int rotations = 0, refreshes = 0, reuses = 0;
    /// By digest.
    std::map<std::string, RefreshToken> tokens;

    bool revoked() const { return !revokedBecause.empty(); }
};

/// An opaque access token: good for /userinfo only.
struct OpaqueToken
{
    std::string sub, clientId, scope, jti, family;
    double expires = 0;
    std::string dpopJkt;
};

/// Everything that happened at the tenant so far. Secrets are keys here, and only as their digests.
struct State
{
    std::map<std::string, Transaction> transactions;
    std::map<std::string, Session> sessions;
    std::map<std::string, Code> codes;
    std::map<std::string, Family> families;
    std::map<std::string, OpaqueToken> opaqueTokens;
    /// "sub client audience" to the scopes allowed there.
    std::map<std::string, std::vector<std::string>> consents;

    /// Drops what can have no effect any more.
    void forgetExpired(double now);
};

void to_json(Json &json, const State &state);
void from_json(const Json &json, State &state);

} // namespace Tenant
