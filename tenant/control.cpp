// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "families.h"

namespace Tenant {

namespace {

Answer badRequest(const std::string &message) { return oauthError(400, "invalid_request", message); }

Answer addFault(World &world, const Call &call)
{
    try {
        const Fault fault = faultFromJson(call.body);
        if (fault.kill && !world.config.faultsMayKill)
            return badRequest("kill needs faultsMayKill in the configuration");
        world.faults.add(fault);
    } catch (const std::invalid_argument &error) {
        return badRequest(error.what());
    }
    return json({{"faults", world.faults.toJson()}});
}

Answer clearFaults(World &world)
{
    world.faults.clear();
    return json({{"faults", Json::array()}});
}

Answer showLog(World &world, const Call &call)
{
    const std::string after = call.parameter("after");
    if (after.size() > 15 || after.find_first_not_of("0123456789") != std::string::npos)
        return badRequest("after must be a seq");
    return json(world.log.entries(after.empty() ? 0 : std::stoll(after)));
}

Answer setClock(World &world, const Call &call)
{
    if (!call.body.is_object() || !call.body.contains("offset") || !call.body["offset"].is_number())
        return badRequest("offset must be a number of seconds");
    world.clock.setOffset(call.body["offset"].get<double>());
    return json({{"offset", world.clock.offset()}, {"now", world.clock.now()}});
}

Answer reset(World &world)
{
    world.state = {};
    world.faults.clear();
    world.log.clear();
    world.dpop.clear();
    world.clock.setOffset(0);
    return json({{"reset", true}});
}

} // namespace

Answer control(World &world, Call &call)
{
    const std::string what = call.method + " " + call.path.substr(std::string("/_tenant/").size());
    if (what == "POST faults")
        return addFault(world, call);
    if (what == "DELETE faults")
        return clearFaults(world);
    if (what == "GET faults")
        return json({{"faults", world.faults.toJson()}});
    if (what == "GET log")
        return showLog(world, call);
    if (what == "GET families")
        return json(describeFamilies(world.state));
    if (what == "GET mailbox")
        return json(Json::array());
    if (what == "POST keys/rotate")
        return json({{"kid", world.keys.rotate()}});
    if (what == "POST clock")
        return setClock(world, call);
    if (what == "POST reset")
        return reset(world);
    return oauthError(404, "not_found", "No such call: " + what);
}

} // namespace Tenant
