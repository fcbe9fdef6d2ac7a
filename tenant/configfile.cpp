// SPDX-License-Identifier: Apache-2.0
#include "configfile.h"

#include "text.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

namespace Tenant {

namespace {

using Setters = std::map<std::string, std::function<void(const Json &)>>;

// Reads every member by its setter; one without a setter is a spelling mistake and refused.
void readObject(const Json &json, const std::string &where, const Setters &setters)
{
    if (!json.is_object())
        throw ConfigError(where + " must be an object");
    for (const auto &[name, value] : json.items()) {
        const auto setter = setters.find(name);
        std::string place = where;
        place += "." + name;
        if (setter == setters.end())
            throw ConfigError("unknown member " + place);
        try {
            setter->second(value);
        } catch (const Json::exception &) {
            throw ConfigError(place + " has the wrong type");
        } catch (const std::invalid_argument &error) {
            throw ConfigError(place + " " + error.what());
        }
    }
}

template<typename T>
auto into(T &target)
{
    return [&target](const Json &value) { value.get_to(target); };
}

// nlohmann's get<bool> and get<int> take each other's values; a configuration must not.
auto flag(bool &target)
{
    return [&target](const Json &value) { target = value.get_ref<const bool &>(); };
}

template<typename T>
auto seconds(T &target)
{
    return [&target](const Json &value) {
        if (!value.is_number() || value.get<double>() < 0)
            throw std::invalid_argument("must be a number of seconds, 0 or more");
        target = value.get<T>();
    };
}

auto oneOf(std::string &target, const std::vector<std::string> &words)
{
    return [&target, words](const Json &value) {
        value.get_to(target);
        if (!contains(words, target))
            throw std::invalid_argument("must be one of: " + joined(words));
    };
}

auto file(std::string &target, const std::string &folder)
{
    return [&target, folder](const Json &value) {
        target = (std::filesystem::path(folder) / value.get<std::string>()).string();
        if (!std::ifstream(target))
            throw std::invalid_argument("names a file that cannot be read: " + target);
    };
}

void require(const std::string &value, const std::string &place)
{
    if (value.empty())
        throw ConfigError(place + " is missing");
}

// Auth0's own form: `{"audience": "https://…", "scope": ["read:orders"]}`.
RefreshPolicy readPolicy(const Json &json, const std::string &where)
{
    RefreshPolicy p;
    readObject(json, where, {{"audience", into(p.audience)}, {"scope", into(p.scopes)}});
    require(p.audience, where + ".audience");
    return p;
}

template<typename T, typename Read>
auto list(std::vector<T> &target, const std::string &where, Read read)
{
    return [&target, where, read](const Json &value) {
        target.clear();
        for (const Json &item : value.get_ref<const Json::array_t &>())
            target.push_back(read(item, where + "[" + std::to_string(target.size()) + "]"));
    };
}

Client readClient(const Json &json, const std::string &where, const Config &defaults)
{
    Client c;
    c.callbacks = defaults.clients.front().callbacks;
    c.logoutUrls = defaults.clients.front().logoutUrls;
    readObject(
        json, where,
        {{"id", into(c.id)},
         {"name", into(c.name)},
         {"secret", into(c.secret)},
         {"callbacks", into(c.callbacks)},
         {"logoutUrls", into(c.logoutUrls)},
         {"grantTypes", into(c.grantTypes)},
         {"rotation", flag(c.rotation)},
         {"firstParty", flag(c.firstParty)},
         {"refreshPolicies",
          [&c, where](const Json &v) { list(c.refreshPolicies.emplace(), where + ".refreshPolicies", readPolicy)(v); }},
         {"confirmation", flag(c.confirmation)},
         {"requirePossession", flag(c.requirePossession)}});
    require(c.id, where + ".id");
    if (c.name.empty())
        c.name = c.id;
    return c;
}

User readUser(const Json &json, const std::string &where)
{
    User u;
    u.password = "Passw0rd!";
    readObject(
        json, where,
        {{"email", into(u.email)},
         {"password", into(u.password)},
         {"sub", into(u.sub)},
         {"blocked", flag(u.blocked)},
         {"otp", into(u.otp)},
         {"profile", [&u](const Json &v) { u.profile = v.get<Json::object_t>(); }},
         {"emailVerified", flag(u.emailVerified)}});
    require(u.email, where + ".email");
    if (u.sub.empty())
        u.sub = "auth0|" + u.email.substr(0, u.email.find('@'));
    return u;
}

Api readApi(const Json &json, const std::string &where)
{
    Api a;
    readObject(
        json, where,
        {{"audience", into(a.audience)},
         {"scopes", into(a.scopes)},
         {"tokenLifetime",
          [&a](const Json &v) {
              int64_t lifetime = 0;
              seconds(lifetime)(v);
              a.tokenLifetime = lifetime;
          }},
         {"offlineAccess", flag(a.offlineAccess)},
         {"senderConstraining", oneOf(a.senderConstraining, {"none", "allowed", "required"})},
         {"dpopNonces", flag(a.dpopNonces)}});
    require(a.audience, where + ".audience");
    return a;
}

} // namespace

Config configFromJson(const Json &json, const std::string &folder)
{
    const Config defaults = seeds();
    Config c = defaults;
    const auto tls = [&](const Json &value) {
        readObject(
            value, "config.tls", {{"certificate", file(c.tlsCertificate, folder)}, {"key", file(c.tlsKey, folder)}});
        require(c.tlsCertificate, "config.tls.certificate");
        require(c.tlsKey, "config.tls.key");
    };
    readObject(
        json, "config",
        {{"name", into(c.name)},
         {"clients",
          list(
              c.clients, "config.clients",
              [&](const Json &v, const std::string &w) { return readClient(v, w, defaults); })},
         {"users", list(c.users, "config.users", readUser)},
         {"apis", list(c.apis, "config.apis", readApi)},
         {"logoutUrls", into(c.logoutUrls)},
         {"hosts", into(c.hosts)},
         {"tokenLifetime", seconds(c.tokenLifetime)},
         {"idTokenLifetime", seconds(c.idTokenLifetime)},
         {"codeLifetime", seconds(c.codeLifetime)},
         {"rotationOverlap", seconds(c.rotationOverlap)},
         {"refreshIdleLifetime", seconds(c.refreshIdleLifetime)},
         {"refreshLifetime", seconds(c.refreshLifetime)},
         {"signingAlgorithm", oneOf(c.signingAlgorithm, {"RS256", "PS256", "ES256"})},
         {"issParameter", flag(c.issParameter)},
         {"endSessionEndpoint", flag(c.endSessionEndpoint)},
         {"dpopNonces", flag(c.dpopNonces)},
         {"dpopNonceLifetime", seconds(c.dpopNonceLifetime)},
         {"dpopNonceOnce", flag(c.dpopNonceOnce)},
         {"faultsMayKill", flag(c.faultsMayKill)},
         {"tls", tls}});
    return c;
}

Config loadConfig(const std::string &path)
{
    std::ifstream in(path);
    if (!in)
        throw ConfigError("cannot read the configuration " + path);
    const Json json = Json::parse(in, nullptr, false);
    if (json.is_discarded())
        throw ConfigError("the configuration " + path + " is not JSON");
    return configFromJson(json, std::filesystem::path(path).parent_path().string());
}

} // namespace Tenant
