// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"
#include "webauth/login.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace Auth0 {
//! The library's side of a Login: moves it on, and counts the seconds only while somebody waits.
class LoginProgress : public QObject
{
    Q_OBJECT
public:
    explicit LoginProgress(QObject *parent = nullptr);

    Login *login() { return &m_login; }
    void prepare();
    void waitForBrowser(const QUrl &url, std::chrono::milliseconds timeout);
    void exchange();
    //! Done, Cancelled, TimedOut or Failed, by \a error.
    void finish(const Error &error);

private:
    //! Nobody waits for the browser any more: no address, no seconds.
    void leave(LoginState state);
    void show(LoginState state, const QUrl &url);
    int secondsLeft() const;
    void count();

    Login m_login;
    QTimer m_tick;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_timeout{0};
};
} // namespace Auth0
