// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/session.h"
#include <memory>

namespace Auth0::SessionRegistry {
/*!
    The session for \a parts: two clients of one thread with equal domain, clientId, account and storage share it.
   Services given by hand never share.
*/
std::shared_ptr<Session> sessionFor(const SessionParts &parts);
} // namespace Auth0::SessionRegistry
