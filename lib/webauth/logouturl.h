// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "webauth/webauth.h"
#include <QtCore/QUrl>

namespace Auth0 {
/*!
    The address of Auth0's `/v2/logout`, or of RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0, section 2)
   at \a endSession. `federated` is a bare flag: its presence counts, whatever its value.
*/
Result<QUrl> logoutUrl(
    const WebLogoutRequest &request, const QUrl &returnTo, const QUrl &endSession, const WebAuthSettings &settings);
} // namespace Auth0
