// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call.h"

#include <deque>
#include <fstream>
#include <mutex>
#include <string>

namespace Tenant {

/// What was asked of the tenant, one entry a request, in the order in which it acted. Safe to use from any thread.
class RequestLog
{
public:
    /// `path` gets every entry as a line; empty: memory only. Throws ConfigError when it cannot be opened.
    RequestLog(const std::string &path, bool withSecrets);

    /// Adds `seq` and `time` to the entry and writes it out at once.
    void add(Json entry);
    /// The entries with a `seq` above `after`, of the last 50 000.
    Json entries(int64_t after = 0);
    /// Forgets the entries; the file keeps them, and `seq` goes on.
    void clear();
    bool withSecrets() const { return m_withSecrets; }

private:
    const bool m_withSecrets;
    std::mutex m_mutex;
    std::ofstream m_file;
    std::deque<Json> m_entries;
    int64_t m_sequence = 0;
};

} // namespace Tenant
