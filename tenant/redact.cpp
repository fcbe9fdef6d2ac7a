// SPDX-License-Identifier: Apache-2.0
#include "redact.h"

#include "bytes.h"
#include "text.h"

namespace Tenant {

namespace {

bool isSecret(const std::string &name)
{
    static const std::vector<std::string> names = {
        "password",     "code",          "code_verifier",    "client_secret", "refresh_token",         "token",
        "access_token", "id_token_hint", "client_assertion", "subject_token", "actor_token",           "mfa_token",
        "otp",          "oob_code",      "binding_code",     "recovery_code", "session_transfer_token"};
    return contains(names, name);
}

} // namespace

Json redacted(const std::map<std::string, std::string> &parameters)
{
    Json json = Json::object();
    for (const auto &[name, value] : parameters)
        json[name] = isSecret(name) ? "sha256:" + fingerprint(value) : value;
    return json;
}

} // namespace Tenant
