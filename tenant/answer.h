// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace Tenant {

using Json = nlohmann::json;

/// What goes back to a client.
struct Answer
{
    int status = 200;
    std::string body;
    std::string type = "text/plain; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers = {};
    /// The code of the error it reports, for the log.
    std::string error = {};
};

Answer json(const Json &body, int status = 200);
/// Auth0's error body: `error` and `error_description`.
Answer oauthError(int status, const std::string &error, const std::string &description);
// A code or token that is refused; Auth0 says so with 403.
Answer invalidGrant(const std::string &description);
Answer redirect(const std::string &url);
Answer html(const std::string &page, int status = 200);
/// A refusal of a protected resource (RFC 6750 section 3); an empty error stands for a request without a token.
Answer bearerError(int status, const std::string &error, const std::string &description, const std::string &body);

} // namespace Tenant
