// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"

namespace Auth0 {
Clock::~Clock() = default;

QDateTime SystemClock::now() { return QDateTime::currentDateTimeUtc(); }
} // namespace Auth0
