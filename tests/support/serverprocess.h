// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QProcess>
#include <QtCore/QUrl>

namespace Auth0::Test {
//! A server program whose first line is `listening on URL`; it ends with this object.
class ServerProcess
{
public:
    ServerProcess(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments, QIODevice::ReadOnly);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        const QByteArray line = m_process.readLine().trimmed();
        m_url = line.startsWith("listening on ") ? QUrl(QString::fromLatin1(line.mid(13))) : QUrl();
    }
    ~ServerProcess() { stop(); }

    //! Invalid when it did not start.
    QUrl url() const { return m_url; }
    void stop()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QUrl m_url;
};
} // namespace Auth0::Test
