// SPDX-License-Identifier: Apache-2.0
#include "defects.h"

#include "bytes.h"
#include "jws.h"

#include <algorithm>

namespace Tenant {

namespace {

Json part(const Json &defects, const char *name) { return defects.contains(name) ? defects.at(name) : Json::object(); }

std::string unsignedJwt(const Json &claims, const Json &header, const std::string &signature)
{
    return base64Url(header.dump()) + "." + base64Url(claims.dump()) + "." + signature;
}

std::string signedJwt(const Json &claims, const Json &header, const Json &privateKey, bool byForeignKey)
{
    if (!byForeignKey)
        return signJwt(claims, privateKey, header);
    Json foreign = generateKey(privateKey.at("alg"));
    foreign["kid"] = privateKey.at("kid");
    return signJwt(claims, foreign, header);
}

} // namespace

void alterMembers(Json &object, const Json &members)
{
    for (const auto &[name, value] : members.items()) {
        if (value.is_null())
            object.erase(name);
        else
            object[name] = value;
    }
}

void alterParameters(std::vector<std::pair<std::string, std::string>> &parameters, const Json &members)
{
    if (members.is_null())
        return;
    for (const auto &[name, value] : members.items()) {
        std::erase_if(parameters, [&wanted = name](const auto &parameter) { return parameter.first == wanted; });
        if (!value.is_null())
            parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
}

std::string defectiveJwt(Json claims, const Json &defects, const Json &privateKey)
{
    alterMembers(claims, part(defects, "claims"));
    const Json header = part(defects, "header");
    const std::string signature = defects.value("signature", "");
    const std::string algorithm = header.contains("alg") && header.at("alg").is_string() ? header.at("alg") : "";
    if (algorithm.rfind("HS", 0) == 0 || signature == "none") {
        Json whole = {{"alg", "none"}, {"typ", "JWT"}, {"kid", privateKey.at("kid")}};
        alterMembers(whole, header);
        return unsignedJwt(claims, whole, signature == "none" ? "" : base64Url(sha256(claims.dump())));
    }
    std::string token = signedJwt(claims, header, privateKey, signature == "foreign");
    char &middle = token[token.rfind('.') + 20];
    if (signature == "broken")
        middle = middle == 'A' ? 'B' : 'A';
    return token;
}

} // namespace Tenant
