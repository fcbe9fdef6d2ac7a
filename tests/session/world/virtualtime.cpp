// SPDX-License-Identifier: Apache-2.0
#include "session/world/virtualtime.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <algorithm>

namespace Auth0::Test {
void VirtualTime::reset(quint64 seed)
{
    qDeleteAll(children()); // single shots whose receiver has died
    m_timers.clear();
    m_now = 0;
    m_random = Random(seed);
    owner = 0;
}

void VirtualTime::registerTimer(int id, qint64 interval, Qt::TimerType, QObject *object)
{
    m_timers.append({id, interval, m_now + interval, object, owner});
}

bool VirtualTime::unregisterTimer(int id)
{
    return m_timers.removeIf([id](const Timer &timer) { return timer.id == id; }) > 0;
}

bool VirtualTime::unregisterTimers(QObject *object)
{
    return m_timers.removeIf([object](const Timer &timer) { return timer.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> VirtualTime::registeredTimers(QObject *object) const
{
    QList<TimerInfo> found;
    for (const Timer &timer : m_timers) {
        if (timer.object == object)
            found.append(TimerInfo(timer.id, int(timer.interval), Qt::PreciseTimer));
    }
    return found;
}

int VirtualTime::remainingTime(int id)
{
    const auto timer = std::find_if(m_timers.begin(), m_timers.end(), [id](const Timer &one) { return one.id == id; });
    return timer == m_timers.end() ? -1 : int(std::max<qint64>(0, timer->due - m_now));
}

qsizetype VirtualTime::choose(qint64 until)
{
    qint64 first = until;
    QList<qsizetype> due;
    for (qsizetype i = 0; i < m_timers.size(); ++i) {
        const Timer &timer = m_timers.at(i);
        if (mayRun && !mayRun(timer.owner))
            continue;
        const qint64 when = std::max(timer.due, m_now);
        if (when > first)
            continue;
        if (when < first)
            due.clear();
        first = when;
        due.append(i);
    }
    if (due.isEmpty())
        return -1;
    m_now = std::max(m_now, first);
    return due.at(m_random.below(int(due.size())));
}

bool VirtualTime::step(qint64 until)
{
    settle();
    const qsizetype chosen = choose(until);
    if (chosen < 0) {
        m_now = std::max(m_now, until);
        return false;
    }
    Timer &timer = m_timers[chosen];
    timer.due = m_now + std::max<qint64>(timer.interval, 1);
    owner = timer.owner;
    QTimerEvent event(timer.id);
    QCoreApplication::sendEvent(timer.object, &event);
    settle();
    owner = 0;
    return true;
}

void VirtualTime::settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::sendPostedEvents();
}

void VirtualTime::after(int delay, int whose, QObject *context, std::function<void()> work)
{
    const int before = std::exchange(owner, whose);
    // Without a delay it would be a posted event, and run as part of whoever runs now.
    QTimer::singleShot(std::max(delay, 1), context, std::move(work));
    owner = before;
}

bool VirtualTime::processEvents(QEventLoop::ProcessEventsFlags) { return step(m_now); }
} // namespace Auth0::Test
