// SPDX-License-Identifier: Apache-2.0
#include "answer.h"

#include "style.h"

namespace Tenant {

Answer json(const Json &body, int status)
{
    return {
        status,
        body.dump(-1, ' ', false, Json::error_handler_t::replace),
        "application/json",
        {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}}};
}

Answer oauthError(int status, const std::string &error, const std::string &description)
{
    Answer answer = json({{"error", error}, {"error_description", description}}, status);
    answer.error = error;
    return answer;
}

Answer invalidGrant(const std::string &description) { return oauthError(403, "invalid_grant", description); }

Answer redirect(const std::string &url)
{
    return {
        302,
        "",
        "text/plain; charset=utf-8",
        {{"Location", url}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}};
}

Answer html(const std::string &page, int status)
{
    return {
        status,
        page,
        "text/html; charset=utf-8",
        {{"Cache-Control", "no-store"},
         {"Referrer-Policy", "no-referrer"},
         {"X-Content-Type-Options", "nosniff"},
         {"Content-Security-Policy", contentSecurityPolicy()}}};
}

Answer bearerError(int status, const std::string &error, const std::string &description, const std::string &body)
{
    std::string challenge = "Bearer realm=\"Users\"";
    if (!error.empty())
        challenge += ", error=\"" + error + "\", error_description=\"" + description + "\"";
    return {
        status,
        body,
        "text/plain; charset=utf-8",
        {{"WWW-Authenticate", challenge}},
        error.empty() ? "missing_token" : error};
}

} // namespace Tenant
