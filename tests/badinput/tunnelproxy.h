// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QPointer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace Auth0::Test {
//! An HTTP proxy that tunnels (CONNECT) for who knows the password; every host is this computer to it.
class TunnelProxy : public QObject
{
public:
    TunnelProxy()
    {
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            }
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    QByteArray credentials; //!< `user:password`; empty: everybody may
    bool forbids = false; //!< 403 to everybody
    QStringList tunnels; //!< whereto, `host:port`
    int refusals = 0; //!< asked for a password

    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_server.serverPort()); }

private:
    void read(QTcpSocket *socket)
    {
        if (!socket->peek(65536).contains("\r\n\r\n"))
            return;
        const QByteArray head = socket->readAll();
        const bool known =
            credentials.isEmpty() || head.contains("Proxy-Authorization: Basic " + credentials.toBase64() + "\r\n");
        if (!known || forbids) {
            refusals += known ? 0 : 1;
            socket->write(
                known ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                      : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                        "Content-Length: 0\r\n\r\n");
            return;
        }
        open(socket, QString::fromLatin1(head.split(' ').value(1)));
    }
    void open(QTcpSocket *socket, const QString &target)
    {
        tunnels.append(target);
        socket->disconnect(this);
        auto *onward = new QTcpSocket(socket);
        onward->setProxy(QNetworkProxy::NoProxy);
        connect(onward, &QTcpSocket::connected, socket, [socket] {
            socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
        });
        connect(onward, &QTcpSocket::readyRead, socket, [socket, onward] { socket->write(onward->readAll()); });
        connect(socket, &QTcpSocket::readyRead, onward, [socket, onward] { onward->write(socket->readAll()); });
        connect(onward, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
        onward->connectToHost(QHostAddress(QHostAddress::LocalHost), target.section(u':', -1).toUShort());
    }

    QTcpServer m_server;
};
} // namespace Auth0::Test
