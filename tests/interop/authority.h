// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

//! A certificate authority of its own and a server certificate for 127.0.0.1, made by the openssl program.
class Authority
{
public:
    Authority()
    {
        isGood = openssl({"-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Interop CA"})
            && openssl(
                     {"-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=127.0.0.1", "-addext",
                      "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE", "-CA", "ca.pem",
                      "-CAkey", "ca.key"});
    }
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    bool isGood = false;

private:
    bool openssl(const QList<const char *> &arguments) const
    {
        QStringList all = QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2").split(u' ');
        for (const char *argument : arguments)
            all.append(QString::fromLatin1(argument));
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("openssl"), all);
        return process.waitForFinished() && process.exitCode() == 0;
    }

    QTemporaryDir m_folder;
};
