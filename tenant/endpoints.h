// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

namespace Tenant {

/// GET /authorize: judges the request, then goes on with the login, or sends the browser back with an error.
Answer authorize(World &world, Call &call);
/// GET /u/login: the login page of a waiting login. POST: the password.
Answer showLogin(World &world, Call &call);
Answer submitLogin(World &world, Call &call);
/// POST /u/consent: `action` accept or deny, of the consent and the confirmation page.
Answer submitConsent(World &world, Call &call);
/// POST /oauth/token.
Answer token(World &world, Call &call);
/// The two grants of the token endpoint, for a client that has proved who it is.
Answer codeGrant(World &world, Call &call, const Client &client);
Answer refreshGrant(World &world, Call &call, const Client &client);
/// POST /oauth/revoke.
Answer revoke(World &world, Call &call);
/// GET and POST /userinfo.
Answer userInfo(World &world, Call &call);
/// GET /v2/logout, Auth0's own, and GET /oidc/logout, OpenID Connect's.
Answer logout(World &world, Call &call);
Answer oidcLogout(World &world, Call &call);
/// GET /.well-known/openid-configuration and /.well-known/jwks.json.
Answer metadata(World &world, Call &call);
Answer jwks(World &world, Call &call);
/// The small protected API.
Answer publicApi(World &world, Call &call);
Answer messagesApi(World &world, Call &call);
Answer ordersApi(World &world, Call &call);
/// A picture of the user, for a token of any API.
Answer avatarApi(World &world, Call &call);
/// The API that takes sender-constrained tokens only.
Answer dpopApi(World &world, Call &call);
/// Everything under /_tenant/.
Answer control(World &world, Call &call);

} // namespace Tenant
