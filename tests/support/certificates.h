// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>

namespace Auth0::Test {
//! A certificate authority of the test's own and a server certificate for 127.0.0.1, made by the openssl program.
class Certificates
{
public:
    Certificates()
    {
        m_valid = openssl(
                      {u"req"_qs, u"-x509"_qs, u"-newkey"_qs, u"ec"_qs, u"-pkeyopt"_qs, u"ec_paramgen_curve:P-256"_qs,
                       u"-nodes"_qs, u"-keyout"_qs, u"ca.key"_qs, u"-out"_qs, u"ca.pem"_qs, u"-subj"_qs,
                       u"/CN=Test authority"_qs, u"-days"_qs, u"2"_qs})
            && openssl(
                      {u"req"_qs, u"-newkey"_qs, u"ec"_qs, u"-pkeyopt"_qs, u"ec_paramgen_curve:P-256"_qs, u"-nodes"_qs,
                       u"-keyout"_qs, u"server.key"_qs, u"-out"_qs, u"server.csr"_qs, u"-subj"_qs, u"/CN=server"_qs,
                       u"-addext"_qs, u"subjectAltName=IP:127.0.0.1,DNS:localhost"_qs})
            && openssl(
                      {u"x509"_qs, u"-req"_qs, u"-in"_qs, u"server.csr"_qs, u"-CA"_qs, u"ca.pem"_qs, u"-CAkey"_qs,
                       u"ca.key"_qs, u"-CAcreateserial"_qs, u"-copy_extensions"_qs, u"copy"_qs, u"-days"_qs, u"2"_qs,
                       u"-out"_qs, u"server.pem"_qs});
    }

    bool isValid() const { return m_valid; }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString authority() const { return path(u"ca.pem"_qs); }
    QSslConfiguration serverConfiguration() const
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(path(u"server.pem"_qs)));
        QFile key(path(u"server.key"_qs));
        if (key.open(QIODevice::ReadOnly))
            configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        return configuration;
    }

private:
    bool openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.start(u"openssl"_qs, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }

    QTemporaryDir m_dir;
    bool m_valid = false;
};
} // namespace Auth0::Test
