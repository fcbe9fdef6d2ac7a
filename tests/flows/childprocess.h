// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "support/tenantprocess.h"
#include <QtCore/QProcess>
#include <QtTest/QTest>
#include <csignal>

namespace Auth0::Test {
//! flowchild as a process; the target that includes this names it in FLOWCHILD.
class ChildProcess
{
public:
    ChildProcess(const TenantProcess &tenant, const QString &account, const QStringList &steps, int clock = 0)
    {
        QStringList ports;
        for (int port : tenant.callbackPorts())
            ports.append(QString::number(port));
        m_arguments = QStringList{
            QStringLiteral("--domain"), tenant.domain(),  QStringLiteral("--account"), account,
            QStringLiteral("--ports"),  ports.join(u','), QStringLiteral("--clock"),   QString::number(clock)};
        m_arguments += steps;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    ~ChildProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    //! Starts it, under another program if one is given.
    void start(const QStringList &under = {})
    {
        const QStringList command = under + QStringList{QStringLiteral(FLOWCHILD)} + m_arguments;
        m_process.start(command.first(), command.mid(1));
        m_process.waitForStarted();
    }
    //! What it printed until its end, a step a line; ends with `exit N` when N is not 0, with `killed` when it crashed.
    QStringList finish()
    {
        m_process.waitForFinished(60'000);
        QStringList lines = QString::fromUtf8(m_process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        if (m_process.exitStatus() == QProcess::CrashExit)
            lines.append(QStringLiteral("killed"));
        else if (m_process.exitCode() != 0)
            lines.append(QStringLiteral("exit %1").arg(m_process.exitCode()));
        return lines;
    }
    QStringList run()
    {
        start();
        return finish();
    }
    //! Whether it came to its `wait`.
    bool waits()
    {
        QByteArray seen;
        while (!seen.contains("waiting\n") && m_process.waitForReadyRead(20'000))
            seen += m_process.readAllStandardOutput();
        return seen.contains("waiting\n");
    }
    void go()
    {
        m_process.write("go\n");
        m_process.waitForBytesWritten();
    }
    void kill9()
    {
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }
    bool isRunning() { return !m_process.waitForFinished(0); }

private:
    QProcess m_process;
    QStringList m_arguments;
};
} // namespace Auth0::Test
