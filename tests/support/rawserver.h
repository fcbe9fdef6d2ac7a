// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QMap>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <functional>

namespace Auth0::Test {
//! A request as it came off the socket.
struct RawRequest
{
    QByteArray method, target, body;
    QMap<QByteArray, QByteArray> headers; //!< names in lower case
};

//! Counts what really arrives on a port of 127.0.0.1 and answers as told, down to the closing of the connection.
class RawServer : public QObject
{
public:
    //! Serves \a server, a QSslServer or one that listens already; without one a plain QTcpServer of its own.
    explicit RawServer(QTcpServer *server = nullptr)
        : m_server(server ? server : new QTcpServer(this))
    {
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, &RawServer::take);
        if (!m_server->isListening())
            m_server->listen(QHostAddress::LocalHost);
    }

    QList<RawRequest> requests;
    int connections = 0;
    //! Called for each request with the socket to answer on.
    std::function<void(QTcpSocket *, const RawRequest &)> respond = [](QTcpSocket *socket, const RawRequest &) {
        answer(socket, 200, "{}");
    };

    quint16 port() const { return m_server->serverPort(); }
    QUrl url(const QString &path, const QString &scheme = QStringLiteral("http")) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(port()).arg(path));
    }

    static void answer(QTcpSocket *socket, int status, const QByteArray &body, const QByteArray &moreHeaders = {})
    {
        socket->write(
            "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n" + moreHeaders + "\r\n" + body);
    }
    static void drop(QTcpSocket *socket, const RawRequest &) { socket->abort(); }

private:
    void take()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++connections;
            auto bytes = std::make_shared<QByteArray>();
            const auto read = [this, socket, bytes] {
                *bytes += socket->readAll();
                while (const auto request = takeRequest(*bytes)) {
                    requests.append(*request);
                    respond(socket, *request);
                }
            };
            connect(socket, &QTcpSocket::readyRead, this, read);
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            read();
        }
    }

    static std::optional<RawRequest> takeRequest(QByteArray &bytes)
    {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return std::nullopt;
        QList<QByteArray> lines = bytes.left(end).split('\n');
        const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
        RawRequest request{first.value(0), first.value(1), {}, {}};
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toInt();
        if (bytes.size() < end + 4 + length)
            return std::nullopt;
        request.body = bytes.mid(end + 4, length);
        bytes.remove(0, end + 4 + length);
        return request;
    }

    QTcpServer *m_server;
};
} // namespace Auth0::Test
