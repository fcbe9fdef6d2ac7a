// SPDX-License-Identifier: Apache-2.0
#include "keys.h"

#include "jws.h"

#include <chrono>

namespace Tenant {

KeyRing::KeyRing(std::string algorithm)
    : m_algorithm(std::move(algorithm))
{
}

void KeyRing::generate() { m_first = std::async(std::launch::async, generateKey, m_algorithm); }

void KeyRing::restore(const Json &privateKeys)
{
    for (const Json &key : privateKeys) {
        publicKey(key);
        m_keys.push_back(key);
    }
}

bool KeyRing::canSign() const { return !m_keys.empty() && m_keys.front().at("alg") == m_algorithm; }

void KeyRing::await()
{
    if (m_first.valid())
        m_keys.insert(m_keys.begin(), m_first.get());
}

Json KeyRing::toJson()
{
    const std::lock_guard lock(m_mutex);
    if (m_first.valid() && m_first.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        await();
    return m_keys;
}

Json KeyRing::signingKey()
{
    const std::lock_guard lock(m_mutex);
    await();
    return m_keys.front();
}

std::vector<Json> KeyRing::publicKeys()
{
    const std::lock_guard lock(m_mutex);
    await();
    std::vector<Json> keys;
    for (const Json &key : m_keys)
        keys.push_back(publicKey(key));
    return keys;
}

std::string KeyRing::rotate()
{
    const Json key = generateKey(m_algorithm);
    const std::lock_guard lock(m_mutex);
    await();
    m_keys.insert(m_keys.begin(), key);
    return key.at("kid");
}

} // namespace Tenant
