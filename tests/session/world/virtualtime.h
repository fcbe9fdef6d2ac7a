// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/world/random.h"
#include <QtCore/QAbstractEventDispatcher>
#include <functional>

namespace Auth0::Test {
/*!
    The event loop of a world in which nobody waits: every QTimer of the library fires when step() says so, and the time
    goes from one timer to the next. Each timer belongs to the process whose code started it.

    It is set before the QCoreApplication is made. It watches no socket and knows no other thread.
*/
class VirtualTime : public QAbstractEventDispatcher
{
public:
    //! Milliseconds since the world began; a sleeping machine's timers stand still.
    qint64 now() const { return m_now; }
    //! Starts again at 0. Nobody may have a timer running.
    void reset(quint64 seed);
    //! Whose code runs; 0: the world's own.
    int owner = 0;
    //! Whether the timers of a process fire; those of a stopped one wait.
    std::function<bool(int owner)> mayRun;

    //! Fires one timer, the first to be due not later than \a until; of several at the same time any. False: none.
    bool step(qint64 until);
    //! Delivers what was posted.
    void settle();
    //! Runs \a work after \a delay, on behalf of \a owner.
    void after(int delay, int owner, QObject *context, std::function<void()> work);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *) override { }
    void unregisterSocketNotifier(QSocketNotifier *) override { }
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;
    void wakeUp() override { }
    void interrupt() override { }

private:
    struct Timer
    {
        int id;
        qint64 interval, due;
        QObject *object;
        int owner;
    };
    qsizetype choose(qint64 until);

    qint64 m_now = 0;
    QList<Timer> m_timers;
    Random m_random;
};
} // namespace Auth0::Test
