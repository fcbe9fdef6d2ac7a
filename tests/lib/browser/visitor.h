// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QUrl>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

namespace Auth0::Test {
//! Whoever knocks at the loopback listener, with the bytes the test gives it.
class Visitor
{
public:
    explicit Visitor(quint16 port)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_heard += m_socket.readAll(); });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { m_closed = true; });
        QObject::connect(&m_socket, &QTcpSocket::errorOccurred, &m_socket, [this](QAbstractSocket::SocketError error) {
            m_refused = error == QAbstractSocket::ConnectionRefusedError;
            m_closed = true;
        });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    //! A GET as browsers send it.
    static QByteArray get(const QUrl &url)
    {
        return "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\nHost: "
            + url.authority().toLatin1() + "\r\nAccept: text/html\r\nSec-Fetch-Mode: navigate\r\n\r\n";
    }
    //! The whole answer to a GET of \a url.
    static QByteArray answerTo(const QUrl &url) { return Visitor(quint16(url.port())).ask(get(url)); }
    static int statusOf(const QByteArray &answer) { return answer.mid(answer.indexOf(' ') + 1, 3).toInt(); }
    static QByteArray headerOf(const QByteArray &answer, const QByteArray &name)
    {
        const qsizetype from = answer.indexOf("\r\n" + name + ": ") + name.size() + 4;
        return answer.contains("\r\n" + name + ": ") ? answer.mid(from, answer.indexOf("\r\n", from) - from)
                                                     : QByteArray();
    }

    void say(const QByteArray &bytes)
    {
        if (QTest::qWaitFor([this] { return m_closed || m_socket.state() == QAbstractSocket::ConnectedState; }))
            m_socket.write(bytes);
        m_socket.flush();
    }
    QByteArray ask(const QByteArray &bytes)
    {
        say(bytes);
        return waitForClose() ? m_heard : QByteArray("still open");
    }
    bool waitForConnection()
    {
        return QTest::qWaitFor([this] { return m_closed || m_socket.state() == QAbstractSocket::ConnectedState; })
            && !m_closed;
    }
    bool waitForClose(int patience = 5000)
    {
        return QTest::qWaitFor([this] { return m_closed; }, patience);
    }
    bool wasRefused() { return waitForClose() && m_refused; }
    bool isOpen() const { return !m_closed; }
    QByteArray heard() const { return m_heard; }
    void reset() { m_socket.abort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_heard;
    bool m_closed = false, m_refused = false;
};
} // namespace Auth0::Test
