// SPDX-License-Identifier: Apache-2.0
#include "requestlog.h"

#include "clock.h"
#include "configfile.h"

namespace Tenant {

RequestLog::RequestLog(const std::string &path, bool withSecrets)
    : m_withSecrets(withSecrets)
{
    if (path.empty())
        return;
    m_file.open(path, std::ios::app);
    if (!m_file)
        throw ConfigError("--log: cannot write " + path);
}

void RequestLog::add(Json entry)
{
    const std::lock_guard lock(m_mutex);
    entry["seq"] = ++m_sequence;
    entry["time"] = machineTime();
    if (m_file.is_open())
        m_file << entry.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > 50000)
        m_entries.pop_front();
}

Json RequestLog::entries(int64_t after)
{
    const std::lock_guard lock(m_mutex);
    Json list = Json::array();
    for (const Json &entry : m_entries) {
        if (entry.at("seq").get<int64_t>() > after)
            list.push_back(entry);
    }
    return list;
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
}

} // namespace Tenant
