// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "frame.h"
#include "support/certificates.h"
#include "support/httpuser.h"
#include "support/offsetclock.h"
#include "support/tenantprocess.h"
#include <Auth0Qt/Client>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QThread>
#include <optional>
#include <qt6keychain/keychain.h>
#include <unistd.h>

//! What is measured against the local tenant and a real keyring stands on this; the target names ISOLATED.
namespace Benchmark {
//! Starts the program anew with a HOME of its own and a private session bus with a real, unlocked gnome-keyring.
inline void moveIntoKeyring(char **arguments)
{
    if (qEnvironmentVariableIsSet("AUTH0_BENCHMARK_IS_ISOLATED"))
        return;
    qputenv("AUTH0_BENCHMARK_IS_ISOLATED", "1");
    QByteArray isolated = ISOLATED, keyring = "--keyring";
    QList<char *> words{isolated.data(), keyring.data()};
    for (char **word = arguments; *word; ++word)
        words.append(*word);
    words.append(nullptr);
    ::execv(isolated.constData(), words.data());
    check(false, "tests/support/isolated");
}

inline void spin() { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); }

//! Runs the event loop until it has ended; it must have succeeded.
template<typename T>
T finish(const Auth0::Async<T> &call, const char *what)
{
    while (!call.isFinished())
        spin();
    const auto result = call.result();
    check(bool(result), qPrintable(QLatin1String(what) + QLatin1String(": ") + result.error().toString()));
    return *result;
}

//! QtKeychain's own jobs, as an application uses them who has nothing else.
namespace Keychain {
inline void run(QKeychain::Job &job, const QString &key)
{
    bool isOver = false;
    job.setAutoDelete(false);
    job.setKey(key);
    QObject::connect(&job, &QKeychain::Job::finished, &job, [&isOver] { isOver = true; });
    job.start();
    while (!isOver)
        spin();
    check(job.error() == QKeychain::NoError, qPrintable(job.errorString()));
}
inline QString read(const QString &key)
{
    QKeychain::ReadPasswordJob job(QStringLiteral("Auth0Qt"));
    run(job, key);
    return job.textData();
}
inline void write(const QString &key, const QString &text)
{
    QKeychain::WritePasswordJob job(QStringLiteral("Auth0Qt"));
    job.setTextData(text);
    run(job, key);
}
inline void remove(const QString &key)
{
    QKeychain::DeletePasswordJob job(QStringLiteral("Auth0Qt"));
    run(job, key);
}
} // namespace Keychain

//! The key of a session, as docs/architecture.md has it.
inline QString keyOf(const Auth0::Configuration &configuration)
{
    return configuration.domain + u'/' + configuration.clientId + u'/' + configuration.account;
}

//! A person at another computer: what the browser does takes nothing of this thread's time.
class UserElsewhere : public Auth0::Browser
{
public:
    explicit UserElsewhere(const QString &authority = {})
    {
        m_there.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_there,
            [this, authority] {
                m_user = std::make_unique<Auth0::Test::HttpUser>();
                if (!authority.isEmpty())
                    m_user->trust(authority);
            },
            Qt::BlockingQueuedConnection);
    }
    ~UserElsewhere() override
    {
        QMetaObject::invokeMethod(
            &m_there, [this] { m_user.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Auth0::Async<QUrl> open(const Auth0::BrowserRequest &request) override
    {
        m_open = Auth0::Deferred<QUrl>();
        QMetaObject::invokeMethod(&m_there, [this, url = request.url] { m_user->visit(url); });
        return m_open.future();
    }
    void cancel() override { m_open.settle(Auth0::cancelledError()); }
    bool usesListener() const override { return true; }

private:
    QThread m_thread;
    QObject m_there;
    std::unique_ptr<Auth0::Test::HttpUser> m_user;
    Auth0::Deferred<QUrl> m_open;
};

//! This program as another process, told what to do by its arguments and its input.
class Child
{
public:
    explicit Child(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), arguments);
        check(m_process.waitForStarted(), "a process of its own");
    }
    ~Child()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
    }
    void tell(const QByteArray &line)
    {
        m_process.write(line + '\n');
        m_process.waitForBytesWritten();
    }
    //! The words of its next line.
    QList<QByteArray> hear()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) { }
        check(m_process.canReadLine(), "the process of its own has an answer");
        return m_process.readLine().trimmed().split(' ');
    }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};
} // namespace Benchmark
