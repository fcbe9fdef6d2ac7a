// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>

namespace Auth0::Test {
/*!
    A certificate authority of the test's own, made by the openssl program, and server certificates: `server` for
    127.0.0.1 and what is asked for beside it, `expired` since yesterday, `stranger` for another host, and `selfsigned`,
    which nobody has signed.
*/
class Certificates
{
public:
    explicit Certificates(const QStringList &moreNames = {})
    {
        const QString names = (QStringList{u"IP:127.0.0.1"_qs, u"DNS:localhost"_qs} + moreNames).join(u',');
        m_valid = selfSigned(u"ca"_qs, {u"-subj"_qs, u"/CN=Test authority"_qs})
            && selfSigned(
                      u"selfsigned"_qs, {u"-subj"_qs, u"/CN=server"_qs, u"-addext"_qs, u"subjectAltName="_qs + names})
            && issue(u"server"_qs, names, u"2"_qs) && issue(u"expired"_qs, names, u"-1"_qs)
            && issue(u"stranger"_qs, u"DNS:stranger.example"_qs, u"2"_qs);
    }

    bool isValid() const { return m_valid; }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString authority() const { return path(u"ca.pem"_qs); }
    QSslConfiguration serverConfiguration(const QString &name = QStringLiteral("server")) const
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(path(name + u".pem"_qs)));
        QFile key(path(name + u".key"_qs));
        if (key.open(QIODevice::ReadOnly))
            configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        return configuration;
    }

private:
    static QStringList newKey(const QString &name)
    {
        return {u"-newkey"_qs, u"ec"_qs,      u"-pkeyopt"_qs,   u"ec_paramgen_curve:P-256"_qs,
                u"-nodes"_qs,  u"-keyout"_qs, name + u".key"_qs};
    }
    bool selfSigned(const QString &name, const QStringList &more)
    {
        return openssl(
            QStringList{u"req"_qs, u"-x509"_qs, u"-days"_qs, u"2"_qs, u"-out"_qs, name + u".pem"_qs} + newKey(name)
            + more);
    }
    bool issue(const QString &name, const QString &names, const QString &days)
    {
        const QString request = name + u".csr"_qs;
        return openssl(
                   QStringList{
                       u"req"_qs, u"-out"_qs, request, u"-subj"_qs, u"/CN="_qs + name, u"-addext"_qs,
                       u"subjectAltName="_qs + names}
                   + newKey(name))
            && openssl(
                   {u"x509"_qs, u"-req"_qs, u"-in"_qs, request, u"-CA"_qs, u"ca.pem"_qs, u"-CAkey"_qs, u"ca.key"_qs,
                    u"-CAcreateserial"_qs, u"-copy_extensions"_qs, u"copy"_qs, u"-days"_qs, days, u"-out"_qs,
                    name + u".pem"_qs});
    }
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
