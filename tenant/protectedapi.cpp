// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bearer.h"

namespace Tenant {

namespace {

Answer guarded(World &world, Call &call, const std::string &audience, const std::string &scope, const Json &content)
{
    Answer refusal;
    const auto claims = acceptedToken(world, call, audience, scope, refusal);
    if (!claims)
        return refusal;
    Json body = content;
    body.update({{"sub", claims->value("sub", "")}, {"jti", claims->value("jti", "")}});
    return json(body);
}

} // namespace

Answer publicApi(World &, Call &) { return json({{"message", "Everybody may read this."}}); }

Answer messagesApi(World &world, Call &call)
{
    return guarded(
        world, call, "https://api.example.com", "read:messages",
        {{"messages",
          {{{"id", 1}, {"from", "Bob Brown"}, {"text", "Lunch on Friday?"}},
           {{"id", 2}, {"from", "Carol Clark"}, {"text", "The plans are on your desk."}}}}});
}

Answer ordersApi(World &world, Call &call)
{
    return guarded(
        world, call, "https://orders-api.example.com", "read:orders",
        {{"orders", {{{"id", 4711}, {"item", "Coffee beans"}}, {{"id", 4712}, {"item", "A red bicycle"}}}}});
}

Answer dpopApi(World &world, Call &call)
{
    return guarded(
        world, call, "https://dpop-api.example.com", "", {{"message", "Whoever has the key may read this."}});
}

} // namespace Tenant
