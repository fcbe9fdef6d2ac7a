// SPDX-License-Identifier: Apache-2.0
#include "browser/callbackconnection.h"
#include "browser/callbackanswer.h"
#include "core/logging.h"
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Auth0 {
namespace {
constexpr std::chrono::milliseconds farewell{1000};
}

CallbackConnection::CallbackConnection(
    QTcpSocket *socket, std::chrono::milliseconds patience, Answerer answerer, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_answerer(std::move(answerer))
{
    socket->setParent(this);
    socket->setReadBufferSize(CallbackRequest::mostBytes + 4096);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, &CallbackConnection::read);
    QTimer::singleShot(patience, this, &QObject::deleteLater);
    read();
}

CallbackConnection::~CallbackConnection()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

void CallbackConnection::read()
{
    if (m_answered) {
        m_socket->readAll();
        return;
    }
    const QByteArray bytes = m_socket->peek(CallbackRequest::mostBytes + 4096);
    if (bytes.isEmpty())
        return;
    if (bytes.startsWith('\x16')) {
        qCWarning(lcBrowser) << "The browser speaks https to the callback, which is plain http: something on this "
                                "computer turns http into https.";
        return deleteLater();
    }
    const CallbackRequest request = CallbackRequest::parse(bytes);
    switch (request.state) {
    case CallbackRequest::Incomplete:
        return;
    case CallbackRequest::Malformed:
        return answer(CallbackAnswer::plain("400 Bad Request"));
    case CallbackRequest::TooLarge:
        return answer(CallbackAnswer::plain("431 Request Header Fields Too Large"));
    case CallbackRequest::Complete:
        break;
    }
    const QPointer<CallbackConnection> alive(this);
    const QByteArray bytesOut = m_answerer(request); // may end a login, and with it this object
    if (alive && !bytesOut.isNull())
        answer(bytesOut);
}

void CallbackConnection::answer(const QByteArray &bytes)
{
    m_answered = true;
    m_socket->readAll();
    connect(m_socket, &QTcpSocket::bytesWritten, this, &CallbackConnection::halfClose);
    QTimer::singleShot(farewell, this, &QObject::deleteLater);
    m_socket->write(bytes);
    m_socket->flush();
}

// The other side reads to the end of the answer and closes. Closing first, with something of it still unread, would
// make the system take the answer back.
void CallbackConnection::halfClose()
{
    if (m_socket->bytesToWrite() > 0)
        return;
#ifdef Q_OS_UNIX
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
#else
    m_socket->disconnectFromHost();
#endif
}
} // namespace Auth0
