// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/browser.h"
#include "client/client.h"
#include "core/clock.h"
#include "session/world/network.h"
#include "session/world/secrets.h"

namespace Auth0::Test {
//! The machine's clock, which may be wrong.
class WallClock : public Clock
{
public:
    QDateTime now() override;
};

//! The browser: somebody signs in there as the user it is told, after a while.
class SignInBrowser : public QObject, public Browser
{
public:
    SignInBrowser(Process *process, const QString &user)
        : m_process(process)
        , m_user(user)
    {
    }
    Async<QUrl> open(const BrowserRequest &request) override;
    void cancel() override;

private:
    Process *m_process;
    QString m_user;
    QList<Deferred<QUrl>> m_open;
};

/*!
    One process of the user's that shows one account: the library's client, with its seams in the machine. What its
    callers were answered is kept; a caller that waits too long is a violation.
*/
class Application
{
public:
    Application(Process *process, const QString &user);
    ~Application();
    Q_DISABLE_COPY_MOVE(Application)

    struct Call
    {
        QString name;
        qint64 since;
        bool isAnswered = false;
        Error::Code code = Error::NoError;
    };

    //! Everything an application may ask for, by name.
    std::shared_ptr<Call> call(const QString &name);
    bool isWaiting() const;
    //! The call's result is what it may be, and in time.
    void checkCalls();

    Process *const process;
    const QString user;
    std::unique_ptr<Client> client;
    QList<std::shared_ptr<Call>> calls;
    QList<EndReason> ends;
    int timesEnded = 0;
    QList<Error::Code> told; //!< by errorOccurred()
    QList<Error::Code> owed; //!< what it should have told
    std::function<void(EndReason)> onEnded;
    std::function<void()> onStateChanged;
    std::function<void(const QString &name, Error::Code code)> onAnswered;

private:
    template<typename T>
    std::shared_ptr<Call> track(const QString &name, Async<T> running);
    Configuration configuration() const;
    void expectTold(const Call &answered);

    WallClock m_clock;
    std::unique_ptr<Network> m_network;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SignInBrowser> m_browser;
};
} // namespace Auth0::Test
