// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "bytes.h"
#include "interaction.h"

namespace Tenant {

namespace {

constexpr double sessionLifetime = 3 * 86400;

std::string startSession(World &world, const User &user, std::string &sid)
{
    std::string cookie = randomText();
    sid = randomText(24);
    const double now = world.clock.now();
    world.state.sessions[digest(cookie)] = {sid, user.sub, now, now + sessionLifetime};
    return cookie;
}

} // namespace

Answer showLogin(World &world, Call &call)
{
    const Transaction *t = waiting(world, call);
    return t ? loginPage(world, call.parameter("state"), *t, t->loginHint, "") : loginIsOver();
}

Answer submitLogin(World &world, Call &call)
{
    const std::string id = call.parameter("state");
    Transaction *t = waiting(world, call);
    if (!t)
        return loginIsOver();
    call.note["client_id"] = t->clientId;
    const std::string username = call.parameter("username");
    const User *user = world.config.user(username);
    if (!user || user->password != call.parameter("password")) {
        Answer answer = loginPage(world, id, *t, username, "Wrong email or password.");
        answer.error = "invalid_user_password";
        return answer;
    }
    call.note["sub"] = user->sub;
    if (user->blocked) {
        const Transaction copy = *t;
        world.state.transactions.erase(id);
        return errorToApp(world, call, copy, "unauthorized", "user is blocked");
    }
    const std::string cookie = startSession(world, *user, t->sid);
    Answer answer = proceed(world, call, id);
    answer.headers.emplace_back(
        "Set-Cookie",
        "auth0=" + cookie + "; Path=/; Max-Age=259200; HttpOnly; SameSite=Lax"
            + (world.config.usesTls() ? "; Secure" : ""));
    return answer;
}

} // namespace Tenant
