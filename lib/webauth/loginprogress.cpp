// SPDX-License-Identifier: Apache-2.0
#include "webauth/loginprogress.h"

namespace Auth0 {
LoginProgress::LoginProgress(QObject *parent)
    : QObject(parent)
    , m_tick(this)
{
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &LoginProgress::count);
}

void LoginProgress::enter(LoginState state)
{
    if (state != LoginState::WaitingForBrowser) {
        m_tick.stop();
        m_timeout = std::chrono::milliseconds(0);
        count();
    }
    if (std::exchange(m_login.m_state, state) != state)
        Q_EMIT m_login.stateChanged();
}

void LoginProgress::showUrl(const QUrl &url)
{
    if (m_login.m_url == url)
        return;
    m_login.m_url = url;
    Q_EMIT m_login.urlChanged();
}

void LoginProgress::count()
{
    const qint64 left = m_timeout.count() == 0 ? 0 : std::max<qint64>(0, m_timeout.count() - m_since.elapsed());
    const int seconds = int((left + 999) / 1000);
    if (std::exchange(m_login.m_secondsLeft, seconds) != seconds)
        Q_EMIT m_login.secondsLeftChanged();
}

void LoginProgress::prepare() { enter(LoginState::Preparing); }

void LoginProgress::waitForBrowser(const QUrl &url, std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
    m_since.start();
    showUrl(url);
    count();
    m_tick.start();
    enter(LoginState::WaitingForBrowser);
}

void LoginProgress::exchange()
{
    showUrl({});
    enter(LoginState::ExchangingCode);
}

void LoginProgress::finish(const Error &error)
{
    showUrl({});
    switch (error.code()) {
    case Error::NoError:
        return enter(LoginState::Done);
    case Error::Cancelled:
        return enter(LoginState::Cancelled);
    case Error::Timeout:
        return enter(LoginState::TimedOut);
    default:
        return enter(LoginState::Failed);
    }
}
} // namespace Auth0
