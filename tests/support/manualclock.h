// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/clock.h"

namespace Auth0::Test {
//! A clock that stands still until it is moved.
class ManualClock : public Clock
{
public:
    QDateTime time{QDate(2026, 11, 21), QTime(12, 0), Qt::UTC};

    QDateTime now() override { return time; }
    void advance(std::chrono::milliseconds by) { time = time.addMSecs(by.count()); }
};
} // namespace Auth0::Test
