// SPDX-License-Identifier: Apache-2.0
#include "config.h"

#include "text.h"

#include <algorithm>

namespace Tenant {

namespace {

template<typename T, typename Match>
const T *found(const std::vector<T> &list, Match match)
{
    const auto it = std::find_if(list.begin(), list.end(), match);
    return it == list.end() ? nullptr : &*it;
}

Client client(const std::string &id, const std::string &name)
{
    Client c;
    c.id = id;
    c.name = name;
    for (const char *port : {"14211", "21867", "29437"})
        c.callbacks.push_back(std::string("http://127.0.0.1:") + port + "/callback");
    c.logoutUrls = c.callbacks;
    return c;
}

User user(const std::string &nickname, const std::string &given, const std::string &family)
{
    User u;
    u.email = nickname + "@example.com";
    u.password = "Passw0rd!";
    u.sub = "auth0|" + nickname;
    u.profile = {
        {"name", given + " " + family},
        {"given_name", given},
        {"family_name", family},
        {"nickname", nickname},
        {"updated_at", "2026-01-01T00:00:00.000Z"}};
    return u;
}

} // namespace

const Client *Config::client(std::string_view id) const
{
    return found(clients, [&](const Client &c) { return c.id == id; });
}

const User *Config::user(std::string_view email) const
{
    const std::string wanted = lowered(email);
    return found(users, [&](const User &u) { return lowered(u.email) == wanted; });
}

const User *Config::userBySub(std::string_view sub) const
{
    return found(users, [&](const User &u) { return u.sub == sub; });
}

const Api *Config::api(std::string_view audience) const
{
    return found(apis, [&](const Api &a) { return a.audience == audience; });
}

Config seeds()
{
    Config config;
    config.clients = {
        client("native-public", "Sample"), client("native-norotate", "Sample without rotation"),
        client("native-dpop", "Sample with DPoP"), client("confidential", "Sample with a secret")};
    config.clients[1].rotation = false;
    config.clients[3].secret = "confidential-secret";
    config.users = {user("alice", "Alice", "Adams"), user("bob", "Bob", "Brown"), user("mallory", "Mallory", "Moore")};
    config.users[1].otp = "JBSWY3DPEHPK3PXP";
    config.users[2].blocked = true;
    config.apis = {
        {"https://api.example.com", {"read:messages", "write:messages"}, {}, true},
        {"https://orders-api.example.com", {"read:orders"}, {}, true},
        {"https://dpop-api.example.com", {}, {}, true, "required"}};
    config.logoutUrls = config.clients[0].logoutUrls;
    return config;
}

} // namespace Tenant
