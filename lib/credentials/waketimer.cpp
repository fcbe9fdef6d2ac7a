// SPDX-License-Identifier: Apache-2.0
#include "credentials/waketimer.h"
#include <QtCore/QSocketNotifier>
#include <algorithm>
#ifdef Q_OS_LINUX
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace Auth0 {
using namespace std::chrono_literals;

WakeTimer::WakeTimer(Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WakeTimer::onTimeout);
#ifdef Q_OS_LINUX
    // A clock of the application's own is not the one that the kernel watches.
    if (dynamic_cast<SystemClock *>(clock))
        m_descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (m_descriptor >= 0) {
        m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
        m_notifier->setEnabled(false);
        connect(m_notifier, &QSocketNotifier::activated, this, &WakeTimer::wake);
    }
#endif
}

WakeTimer::~WakeTimer()
{
    delete m_notifier;
#ifdef Q_OS_LINUX
    if (m_descriptor >= 0)
        ::close(m_descriptor);
#endif
}

std::chrono::milliseconds WakeTimer::patience() const
{
    if (!dynamic_cast<SystemClock *>(m_clock))
        return 500ms;
    return m_notifier ? std::chrono::milliseconds(24h) : std::chrono::milliseconds(30s);
}

void WakeTimer::wakeAt(const QDateTime &time)
{
    m_time = time;
    const qint64 left = std::max<qint64>(0, m_clock->now().msecsTo(time));
    m_timer.start(std::min(std::chrono::milliseconds(left), patience()));
    armSystemTimer();
}

void WakeTimer::armSystemTimer()
{
#ifdef Q_OS_LINUX
    if (!m_notifier)
        return;
    const qint64 at = std::max<qint64>(1, m_time.toMSecsSinceEpoch());
    itimerspec when{};
    when.it_value.tv_sec = at / 1000;
    when.it_value.tv_nsec = at % 1000 * 1'000'000;
    const int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
    m_notifier->setEnabled(timerfd_settime(m_descriptor, flags, &when, nullptr) == 0);
#endif
}

void WakeTimer::onTimeout()
{
    if (m_clock->now() < m_time)
        wakeAt(m_time);
    else
        wake();
}

void WakeTimer::wake()
{
    stop();
    Q_EMIT woke();
}

void WakeTimer::stop()
{
    m_timer.stop();
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
#ifdef Q_OS_LINUX
    const itimerspec never{};
    timerfd_settime(m_descriptor, 0, &never, nullptr);
#endif
}
} // namespace Auth0
