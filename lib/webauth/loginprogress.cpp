// SPDX-License-Identifier: Apache-2.0
#include "webauth/loginprogress.h"
#include <QtCore/QPointer>

namespace Auth0 {
LoginProgress::LoginProgress(QObject *parent)
    : QObject(parent)
    , m_tick(this)
{
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &LoginProgress::count);
}

void LoginProgress::leave(LoginState state)
{
    m_tick.stop();
    m_timeout = std::chrono::milliseconds(0);
    show(state, {});
}

// All is in place before anybody hears of it: whoever does may begin another login, or delete this one.
void LoginProgress::show(LoginState state, const QUrl &url)
{
    const int seconds = secondsLeft();
    const bool isOtherUrl = std::exchange(m_login.m_url, url) != url;
    const bool isOtherTime = std::exchange(m_login.m_secondsLeft, seconds) != seconds;
    const bool isOtherState = std::exchange(m_login.m_state, state) != state;
    const QPointer<Login> alive(&m_login);
    if (isOtherUrl)
        Q_EMIT alive->urlChanged();
    if (isOtherTime && alive)
        Q_EMIT alive->secondsLeftChanged();
    if (isOtherState && alive)
        Q_EMIT alive->stateChanged();
}

int LoginProgress::secondsLeft() const
{
    const qint64 left = m_timeout.count() == 0 ? 0 : std::max<qint64>(0, m_timeout.count() - m_since.elapsed());
    return int((left + 999) / 1000);
}

void LoginProgress::count()
{
    const int seconds = secondsLeft();
    if (std::exchange(m_login.m_secondsLeft, seconds) != seconds)
        Q_EMIT m_login.secondsLeftChanged();
}

void LoginProgress::prepare() { leave(LoginState::Preparing); }

void LoginProgress::waitForBrowser(const QUrl &url, std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
    m_since.start();
    m_tick.start();
    show(LoginState::WaitingForBrowser, url);
}

void LoginProgress::exchange() { leave(LoginState::ExchangingCode); }

void LoginProgress::finish(const Error &error)
{
    switch (error.code()) {
    case Error::NoError:
        return leave(LoginState::Done);
    case Error::Cancelled:
        return leave(LoginState::Cancelled);
    case Error::Timeout:
        return leave(LoginState::TimedOut);
    default:
        return leave(LoginState::Failed);
    }
}
} // namespace Auth0
