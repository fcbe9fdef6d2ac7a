// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/enums.h>
#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <chrono>

namespace Auth0 {
/*!
    The login that is under way, or the last one: for a page that shows the time left, a link to copy, and a way out.
    Never null; Idle before the first one.
*/
class AUTH0_EXPORT Login : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Auth0::LoginState state READ state NOTIFY stateChanged)
    Q_PROPERTY(QUrl url READ url NOTIFY urlChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
    Q_PROPERTY(QString userCode READ userCode NOTIFY userCodeChanged)
    Q_PROPERTY(QUrl verificationUri READ verificationUri NOTIFY userCodeChanged)
    Q_PROPERTY(QUrl verificationUriComplete READ verificationUriComplete NOTIFY userCodeChanged)

public:
    explicit Login(QObject *parent = nullptr);

    LoginState state() const { return m_state; }
    //! The address the browser shows, to copy or open by hand; empty when no login waits.
    QUrl url() const { return m_url; }
    //! Whole seconds until the login times out; 0 when none waits.
    int secondsLeft() const { return m_secondsLeft; }
    //! The code of a login on another device (RFC 8628, section 3.2); empty otherwise.
    QString userCode() const { return m_userCode; }
    QUrl verificationUri() const { return m_verificationUri; }
    QUrl verificationUriComplete() const { return m_verificationUriComplete; }

    //! Ends the waiting login: it rejects with Cancelled. Nothing waits: nothing happens.
    Q_INVOKABLE void cancel();
    //! Shows the page again. Nothing waits: nothing happens.
    Q_INVOKABLE void reopen();

Q_SIGNALS:
    void stateChanged();
    void urlChanged();
    void secondsLeftChanged();
    void userCodeChanged();
    //! For the library: the user asked to end the login, or to see the page again.
    void cancelRequested();
    void reopenRequested();

private:
    friend class LoginProgress;
    LoginState m_state = LoginState::Idle;
    QUrl m_url;
    int m_secondsLeft = 0;
    QString m_userCode;
    QUrl m_verificationUri, m_verificationUriComplete;
};
} // namespace Auth0
