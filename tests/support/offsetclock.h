// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/clock.h"

namespace Auth0::Test {
//! The system's clock, so many seconds ahead.
class OffsetClock : public Clock
{
public:
    qint64 offset = 0;

    QDateTime now() override { return QDateTime::currentDateTimeUtc().addSecs(offset); }
};
} // namespace Auth0::Test
