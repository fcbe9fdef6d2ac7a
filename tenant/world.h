// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "answer.h"
#include "call.h"
#include "clock.h"
#include "config.h"
#include "dpopmemory.h"
#include "faults.h"
#include "keys.h"
#include "requestlog.h"
#include "state.h"

namespace Tenant {

/// What every endpoint works on. One request acts at a time.
struct World
{
    const Config &config;
    Clock &clock;
    KeyRing &keys;
    State &state;
    Faults &faults;
    RequestLog &log;
    DpopMemory &dpop;
};

} // namespace Tenant
