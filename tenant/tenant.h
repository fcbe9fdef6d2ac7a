// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "options.h"
#include "statefile.h"
#include "world.h"

#include <mutex>
#include <optional>

namespace Tenant {

/// What the server is to do with a request.
struct Outcome
{
    Answer answer;
    /// Seconds to wait before answering.
    double delay = 0;
    /// Cut the connection instead of answering.
    bool drop = false;
    /// The body is filled up with blanks to so many bytes.
    size_t size = 0;
    /// Cut the connection after so many bytes of the body; 0: do not.
    size_t cut = 0;
    /// Seconds to wait in the middle of the body.
    double pause = 0;
    /// Kill this process before the answer leaves, or after `cut` bytes of it; 0: nobody.
    int kill = 0;
};

/// The tenant behind its HTTP server: takes requests, one at a time, and answers them. Safe to use from any thread.
class LocalTenant
{
public:
    /// Throws ConfigError for a state or log file that cannot be used.
    LocalTenant(Config config, const Options &options);

    /// Starts making the signing key, unless the state file had a fitting one.
    void start();
    Outcome handle(Call &call);
    const Config &config() const { return m_config; }
    const Clock &clock() const { return m_clock; }

private:
    Answer act(Call &call);
    void record(const Call &call, const Outcome &outcome, const std::optional<Fault> &fault, bool acted);

    const Config m_config;
    Clock m_clock;
    KeyRing m_keys;
    State m_state;
    StateFile m_stateFile;
    Faults m_faults;
    RequestLog m_log;
    DpopMemory m_dpop;
    std::mutex m_mutex;
    World m_world;
};

} // namespace Tenant
