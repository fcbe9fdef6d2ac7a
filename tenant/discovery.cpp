// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

namespace Tenant {

namespace {

Answer cacheable(const Json &body)
{
    Answer answer = json(body);
    answer.headers = {{"Cache-Control", "public, max-age=15, stale-while-revalidate=15, stale-if-error=86400"}};
    return answer;
}

} // namespace

Answer metadata(World &world, Call &call)
{
    const std::string &iss = call.issuer;
    Json body = {
        {"issuer", iss},
        {"authorization_endpoint", iss + "authorize"},
        {"token_endpoint", iss + "oauth/token"},
        {"userinfo_endpoint", iss + "userinfo"},
        {"jwks_uri", iss + ".well-known/jwks.json"},
        {"revocation_endpoint", iss + "oauth/revoke"},
        {"scopes_supported", {"openid", "profile", "offline_access", "email"}},
        {"response_types_supported", {"code"}},
        {"response_modes_supported", {"query"}},
        {"grant_types_supported", {"authorization_code", "refresh_token"}},
        {"code_challenge_methods_supported", {"S256"}},
        {"dpop_signing_alg_values_supported", {"ES256"}},
        {"subject_types_supported", {"public"}},
        {"id_token_signing_alg_values_supported", {world.config.signingAlgorithm}},
        {"token_endpoint_auth_methods_supported", {"client_secret_basic", "client_secret_post", "none"}},
        {"claims_supported",
         {"aud", "auth_time", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name",
          "nickname", "picture", "sub"}},
        {"request_uri_parameter_supported", false},
        {"request_parameter_supported", false}};
    if (world.config.issParameter)
        body["authorization_response_iss_parameter_supported"] = true;
    if (world.config.endSessionEndpoint)
        body["end_session_endpoint"] = iss + "oidc/logout";
    return cacheable(body);
}

Answer jwks(World &world, Call &) { return cacheable({{"keys", world.keys.publicKeys()}}); }

} // namespace Tenant
