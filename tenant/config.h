// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Tenant {

using Json = nlohmann::json;

/// What a refresh token may be exchanged for beside the API of its login (multi-resource refresh tokens).
struct RefreshPolicy
{
    std::string audience;
    /// Scopes that need not have been asked for at the login; those the API does not have are ignored.
    std::vector<std::string> scopes;
};

/// An application known to the tenant.
struct Client
{
    std::string id;
    std::string name;
    /// Empty: a public client, which must use PKCE.
    std::string secret;
    std::vector<std::string> callbacks;
    std::vector<std::string> logoutUrls;
    std::vector<std::string> grantTypes = {"authorization_code", "refresh_token"};
    /// Each refresh hands out a new refresh token and the old one dies.
    bool rotation = true;
    /// A third-party client is subject to consent and cannot refresh for another audience.
    bool firstParty = true;
    /// Unset: every other API with all its scopes, and for the login's API what the login was granted.
    std::optional<std::vector<RefreshPolicy>> refreshPolicies;
    /// Auth0's confirmation page for loopback and custom-scheme callbacks when a login would show no other page.
    bool confirmation = true;
    /// It gets no token without a DPoP proof.
    bool requirePossession = false;
};

/// Somebody who can log in.
struct User
{
    std::string email;
    std::string password;
    std::string sub;
    bool blocked = false;
    /// Base32 secret of the one-time-password factor; empty: none.
    std::string otp;
    /// Claims of the scope `profile` and any other claim put into the ID token.
    Json profile = Json::object();
    bool emailVerified = true;
};

/// An API that access tokens can be asked for.
struct Api
{
    std::string audience;
    std::vector<std::string> scopes;
    /// Seconds; unset: the tenant's.
    std::optional<int64_t> tokenLifetime;
    bool offlineAccess = true;
    /// Auth0's Token Sender-Constraining: "none" (a proof is passed over, the token is Bearer), "allowed", "required".
    std::string senderConstraining = "none";
    /// The API itself demands nonces.
    bool dpopNonces = false;
};

/// Everything a tenant is configured with.
struct Config
{
    std::string name = "Local tenant";
    std::vector<Client> clients;
    std::vector<User> users;
    std::vector<Api> apis;
    /// Used by /v2/logout without a client_id.
    std::vector<std::string> logoutUrls;
    /// Names beside 127.0.0.1 and localhost that the tenant answers to with an issuer of that name.
    std::vector<std::string> hosts;
    int64_t tokenLifetime = 86400;
    int64_t idTokenLifetime = 36000;
    int64_t codeLifetime = 60;
    /// Seconds a rotated refresh token may be used again.
    double rotationOverlap = 0;
    int64_t refreshIdleLifetime = 2592000;
    int64_t refreshLifetime = 31557600;
    /// RS256, PS256 or ES256.
    std::string signingAlgorithm = "RS256";
    /// `iss` in authorization responses and the metadata's word for it (RFC 9207).
    bool issParameter = true;
    /// Whether the metadata names /oidc/logout.
    bool endSessionEndpoint = true;
    /// Whether a public client's proofs at the token endpoint need a nonce, as at Auth0.
    bool dpopNonces = true;
    double dpopNonceLifetime = 300;
    /// Each nonce is good once.
    bool dpopNonceOnce = false;
    /// Whether a fault may kill a process of the user.
    bool faultsMayKill = false;
    /// PEM files; both set: the tenant speaks https.
    std::string tlsCertificate;
    std::string tlsKey;

    const Client *client(std::string_view id) const;
    const User *user(std::string_view email) const;
    const User *userBySub(std::string_view sub) const;
    const Api *api(std::string_view audience) const;
    bool usesTls() const { return !tlsCertificate.empty(); }
};

/// The tenant without `--config`.
Config seeds();

} // namespace Tenant
