// SPDX-License-Identifier: Apache-2.0
#include "promise/slices.h"
#include <QtCore/QPointer>

namespace Auth0 {
void Slices::run(std::function<void()> work)
{
    // A timer, no posted event: posted events are delivered until there are none, all in one turn.
    if (!m_turn.isActive())
        m_turn.start(0, this);
    if (m_ran >= atOnce || !m_waiting.empty()) {
        m_waiting.push_back(std::move(work));
        return;
    }
    ++m_ran;
    work();
}

void Slices::timerEvent(QTimerEvent *)
{
    const QPointer<Slices> alive(this);
    for (m_ran = 0; alive && m_ran < atOnce && !m_waiting.empty(); ++m_ran) {
        const auto work = std::move(m_waiting.front());
        m_waiting.pop_front();
        work();
    }
    if (alive && m_ran == 0)
        m_turn.stop();
}
} // namespace Auth0
