// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/clock.h"
#include <QtCore/QObject>
#include <QtCore/QTimer>

class QSocketNotifier;

namespace Auth0 {
/*!
    Says that a time of the wall clock has come. Qt's timers stand still while the machine sleeps, and know nothing of a
    clock that is set: on Linux the kernel says both (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET), elsewhere it looks
    every 30 s. It is a hint: whoever is woken looks at the clock. It costs nothing while it waits.
*/
class WakeTimer : public QObject
{
    Q_OBJECT
public:
    explicit WakeTimer(Clock *clock, QObject *parent = nullptr);
    ~WakeTimer() override;
    //! Replaces what was waited for.
    void wakeAt(const QDateTime &time);
    void stop();

Q_SIGNALS:
    //! The time has come, or the clock was set, or the machine has slept. It is over then, until the next wakeAt().
    void woke();

private:
    void armSystemTimer();
    void onTimeout();
    void wake();
    //! The longest that may pass before the clock is looked at.
    std::chrono::milliseconds patience() const;

    Clock *m_clock;
    QDateTime m_time;
    QTimer m_timer;
    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
};
} // namespace Auth0
