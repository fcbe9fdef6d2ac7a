// SPDX-License-Identifier: Apache-2.0
#include "credentials/renewalplan.h"
#include "credentials/renewalpolicy.h"

namespace Auth0 {
void RenewalPlan::begin(const StoredToken &token, std::chrono::milliseconds lead, const Dice &dice)
{
    m_next = token.expiresAt - RenewalPolicy::earliness(token, lead, dice()).count();
    m_failures = 0;
}

bool RenewalPlan::isDue(const StoredToken &token, qint64 now, const Dice &dice)
{
    constexpr qint64 punctual = 30'000; // an application may be busy for a while
    if (now < m_next)
        return false;
    if (now - m_next <= punctual)
        return true;
    m_next = now + RenewalPolicy::lateness(token, dice()).count();
    return false;
}

void RenewalPlan::failed(const StoredToken &token, qint64 now, std::chrono::milliseconds retryAfter, const Dice &dice)
{
    m_next = now + retryAfter.count() + RenewalPolicy::pause(token, m_failures++, dice()).count();
}
} // namespace Auth0
