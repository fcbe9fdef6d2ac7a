// SPDX-License-Identifier: Apache-2.0
#include "types/auth0login.h"

namespace Auth0 {
static_assert(int(LoginNames::Idle) == int(LoginState::Idle));
static_assert(int(LoginNames::Preparing) == int(LoginState::Preparing));
static_assert(int(LoginNames::WaitingForBrowser) == int(LoginState::WaitingForBrowser));
static_assert(int(LoginNames::WaitingForDevice) == int(LoginState::WaitingForDevice));
static_assert(int(LoginNames::ExchangingCode) == int(LoginState::ExchangingCode));
static_assert(int(LoginNames::Done) == int(LoginState::Done));
static_assert(int(LoginNames::Cancelled) == int(LoginState::Cancelled));
static_assert(int(LoginNames::TimedOut) == int(LoginState::TimedOut));
static_assert(int(LoginNames::Failed) == int(LoginState::Failed));
} // namespace Auth0
