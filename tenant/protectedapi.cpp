// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bearer.h"
#include "picture.h"

namespace Tenant {

namespace {

Answer guarded(World &world, Call &call, const std::string &audience, const std::string &scope, const Json &content)
{
    Answer refusal;
    const auto claims = acceptedToken(world, call, {audience}, scope, refusal);
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

Answer avatarApi(World &world, Call &call)
{
    std::vector<std::string> audiences;
    for (const Api &api : world.config.apis)
        audiences.push_back(api.audience);
    Answer refusal;
    const auto claims = acceptedToken(world, call, audiences, "", refusal);
    if (!claims)
        return refusal;
    return {200, pictureOf(claims->value("sub", "")), "image/png", {{"Cache-Control", "private, no-store"}}};
}

Answer dpopApi(World &world, Call &call)
{
    return guarded(
        world, call, "https://dpop-api.example.com", "", {{"message", "Whoever has the key may read this."}});
}

} // namespace Tenant
