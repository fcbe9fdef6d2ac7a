// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonDocument>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

//! Requests that block and leave no trace in the event loop, so that what a test looks at stands still meanwhile.
namespace Auth0::Test::PlainHttp {
struct Answer
{
    int status = 0; //!< 0: no answer
    QByteArray body;

    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
};

//! One request (HTTP/1.0, so that the answer ends with the connection) to this machine, whatever its certificate says.
inline Answer sendWith(const QByteArray &method, const QUrl &url, const QByteArray &body, const QVariantMap &headers)
{
    QSslSocket socket;
    const bool isTls = url.scheme() == u"https";
    socket.setProxy(QNetworkProxy::NoProxy);
    if (isTls)
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (isTls)
        socket.connectToHostEncrypted(url.host(), quint16(url.port()));
    else
        socket.connectToHost(url.host(), quint16(url.port()));
    QByteArray request = method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + " HTTP/1.0\r\nHost: " + url.authority().toLatin1() + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n";
    if (body.startsWith('{'))
        request += "Content-Type: application/json\r\n";
    else if (!body.isEmpty())
        request += "Content-Type: application/x-www-form-urlencoded\r\n";
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request += it.key().toLatin1() + ": " + it->toByteArray() + "\r\n";
    if (isTls ? !socket.waitForEncrypted(5000) : !socket.waitForConnected(5000))
        return {};
    socket.write(request + "\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(20'000))
        answer += socket.readAll();
    answer += socket.readAll();
    const auto head = answer.indexOf("\r\n\r\n");
    if (head < 0)
        return {};
    return {answer.mid(answer.indexOf(' ') + 1, 3).toInt(), answer.mid(head + 4)};
}

inline Answer
send(const QByteArray &method, const QUrl &url, const QByteArray &body = {}, const QByteArray &bearer = {})
{
    QVariantMap headers;
    if (!bearer.isEmpty())
        headers.insert(QStringLiteral("Authorization"), "Bearer " + bearer);
    return sendWith(method, url, body, headers);
}

inline Answer get(const QUrl &url, const QString &bearer = {}) { return send("GET", url, {}, bearer.toLatin1()); }

//! Ports of 127.0.0.1 that were free a moment ago.
inline QList<int> freePorts(int count)
{
    std::vector<std::unique_ptr<QTcpServer>> held;
    QList<int> ports;
    for (int i = 0; i < count; ++i) {
        held.push_back(std::make_unique<QTcpServer>());
        held.back()->listen(QHostAddress::LocalHost);
        ports.append(held.back()->serverPort());
    }
    return ports;
}
} // namespace Auth0::Test::PlainHttp
