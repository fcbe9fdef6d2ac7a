// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "support/tenantprocess.h"
#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <csignal>

namespace Auth0::Test {
//! sessionchild as a process; the target that includes this names it in SESSIONCHILD.
class SessionProcess
{
public:
    SessionProcess(const TenantProcess &tenant, const QString &account)
    {
        QStringList ports;
        for (int port : tenant.callbackPorts())
            ports.append(QString::number(port));
        arguments = QStringList{QStringLiteral("--domain"), tenant.domain(), QStringLiteral("--account"), account,
                                QStringLiteral("--ports"),  ports.join(u',')};
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    ~SessionProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QStringList arguments;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QStringList under; //!< another program that starts it

    QString program = QStringLiteral(SESSIONCHILD);

    //! Does not wait until it runs.
    void launch()
    {
        m_process.setProcessEnvironment(environment);
        const QStringList command = under + QStringList{program} + arguments;
        m_process.start(command.first(), command.mid(1));
    }
    void start()
    {
        launch();
        m_process.waitForStarted();
    }
    //! Says a line; it is answered later.
    void tell(const QString &line)
    {
        m_process.write(line.toUtf8() + '\n');
        m_process.waitForBytesWritten();
    }
    //! The next line it prints; `killed` when it died first, `silent` when none came.
    QString hear(int patience = 30'000)
    {
        while (!m_process.canReadLine()) {
            if (m_process.state() == QProcess::NotRunning)
                return QStringLiteral("killed");
            if (!m_process.waitForReadyRead(patience) && m_process.state() == QProcess::Running)
                return QStringLiteral("silent");
        }
        return QString::fromUtf8(m_process.readLine().trimmed());
    }
    QString ask(const QString &line)
    {
        tell(line);
        return hear();
    }
    pid_t pid() const { return pid_t(m_process.processId()); }
    void send(int signal) const { ::kill(pid(), signal); }
    //! Whether SIGKILL ended it.
    bool wasKilled()
    {
        m_process.waitForFinished();
        return m_process.exitStatus() == QProcess::CrashExit;
    }
    //! Lets it end by itself; whether it did, without an error.
    bool quit()
    {
        m_process.closeWriteChannel();
        return m_process.waitForFinished() && m_process.exitStatus() == QProcess::NormalExit
            && m_process.exitCode() == 0;
    }
    void kill9()
    {
        send(SIGKILL);
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};
} // namespace Auth0::Test
