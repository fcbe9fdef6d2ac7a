// SPDX-License-Identifier: Apache-2.0
#include "credentials/ceilingwatch.h"

namespace Auth0 {
CeilingWatch::CeilingWatch(CredentialsManager *manager, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_manager(manager)
    , m_timer(clock)
{
    // Queued: whoever has just changed the record still works with it.
    connect(manager, &CredentialsManager::recordChanged, this, &CeilingWatch::look, Qt::QueuedConnection);
    connect(manager, &CredentialsManager::ended, &m_timer, &WakeTimer::stop);
    connect(&m_timer, &WakeTimer::woke, this, &CeilingWatch::look);
}

void CeilingWatch::look()
{
    const QDateTime ceiling = m_manager->ceiling();
    if (!ceiling.isValid())
        m_timer.stop();
    else if (!m_manager->endAtCeiling())
        m_timer.wakeAt(ceiling);
}
} // namespace Auth0
