// SPDX-License-Identifier: Apache-2.0
#include "dpopmemory.h"

#include "bytes.h"

namespace Tenant {

namespace {

// Longer than a proof's time may be off in either direction.
constexpr double replayWindow = 600;

void dropOlder(std::map<std::string, double> &entries, double limit)
{
    std::erase_if(entries, [limit](const auto &entry) { return entry.second < limit; });
}

} // namespace

bool DpopMemory::isFirstUse(const std::string &jti, double now)
{
    dropOlder(m_seen, now - replayWindow);
    return m_seen.emplace(jti, now).second;
}

bool DpopMemory::acceptNonce(const std::string &place, const std::string &nonce, double now, double lifetime, bool once)
{
    dropOlder(m_nonces, now - lifetime);
    const auto it = m_nonces.find(place + " " + nonce);
    if (it == m_nonces.end())
        return false;
    if (once)
        m_nonces.erase(it);
    return true;
}

std::string DpopMemory::nextNonce(const std::string &place, double now, double lifetime, bool once)
{
    Nonce &current = m_current[place];
    if (once || current.value.empty() || now > current.given + lifetime / 2 || now < current.given) {
        current = {randomText(18), now};
        m_nonces[place + " " + current.value] = now;
    }
    return current.value;
}

void DpopMemory::clear()
{
    m_seen.clear();
    m_nonces.clear();
    m_current.clear();
}

} // namespace Tenant
