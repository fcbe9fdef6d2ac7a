// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace Tenant {

using Json = nlohmann::json;

/// One request, apart from how it came over the wire.
struct Call
{
    std::string method, path;
    /// Query, then form or JSON body; of the same name the body's counts.
    std::map<std::string, std::string> parameters;
    /// The body as JSON; null when it is something else.
    Json body;
    /// Names in lower case.
    std::map<std::string, std::string> headers;
    /// The issuer this client knows us by, with its slash.
    std::string issuer;
    int remotePort = 0;
    /// What a fault wants wrong in the ID token and in the redirect to the application; null: nothing.
    Json idTokenDefects, redirectDefects;
    /// Of the key whose proof came with the request and was found good; empty: none was.
    std::string dpopThumbprint;
    /// What the answer hands out as `DPoP-Nonce`; empty: nothing.
    std::string dpopNonce;
    /// What the handlers tell the log.
    Json note = Json::object();

    bool has(const std::string &name) const { return parameters.count(name) != 0; }
    /// A parameter, "" when it was not given.
    std::string parameter(const std::string &name) const
    {
        const auto it = parameters.find(name);
        return it == parameters.end() ? std::string() : it->second;
    }
    /// A header, "" when it was not given.
    std::string header(const std::string &name) const
    {
        const auto it = headers.find(name);
        return it == headers.end() ? std::string() : it->second;
    }
    std::string cookie(const std::string &name) const;
};

} // namespace Tenant
