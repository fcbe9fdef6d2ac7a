// SPDX-License-Identifier: Apache-2.0
#include "browser/loopbackserver.h"
#include "browser/callbackpage.h"
#include "browser/callbackrequest.h"
#include "core/logging.h"
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace Auth0 {
namespace {
constexpr std::chrono::milliseconds patience{30'000};
constexpr int mostConnections = 64;

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n\r\n" + body;
}

QByteArray pageAnswer(const QByteArray &status, CallbackPage::Kind kind)
{
    return answer(status, CallbackPage::headers(), CallbackPage::html(kind));
}

QByteArray plainAnswer(const QByteArray &status, const QByteArray &headers = {})
{
    return answer(status, "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n" + headers, {});
}
} // namespace

class LoopbackServer::Private
{
public:
    void accept();
    void read(QTcpSocket *socket);
    void reply(QTcpSocket *socket, const QByteArray &bytes);
    QByteArray answerTo(const CallbackRequest &request);
    QByteArray judged(const QByteArray &query);
    QByteArray resultPath(const char *name) const;
    bool bind(quint16 port);

    LoopbackServer *q;
    QTcpServer server;
    QTimer lingering;
    QUrl url;
    Judge judge;
    BrowserRequest::Purpose purpose = BrowserRequest::Login;
    QByteArray lastQuery;
    std::optional<Verdict> lastVerdict;
};

LoopbackServer::LoopbackServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->lingering.setSingleShot(true);
    d->server.setMaxPendingConnections(mostConnections);
    connect(&d->lingering, &QTimer::timeout, this, &LoopbackServer::close);
    connect(&d->server, &QTcpServer::newConnection, this, [this] { d->accept(); });
}

LoopbackServer::~LoopbackServer() { close(); }

// Qt sets SO_REUSEADDR on Linux. There it never lets two listeners share a port; it only takes back one whose last
// connections still wait to be forgotten.
bool LoopbackServer::Private::bind(quint16 port) { return server.listen(QHostAddress::LocalHost, port); }

Result<QUrl> LoopbackServer::listen(const QList<quint16> &ports, const QString &path)
{
    close();
    QStringList tried;
    for (quint16 port : ports) {
        tried.append(QString::number(port));
        if (!d->bind(port))
            continue;
        d->url = QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path));
        return d->url;
    }
    return Error(
        Error::NoCallbackPort,
        QStringLiteral(
            "No callback port is free on 127.0.0.1; tried: %1. Close what uses them, or set other callbackPorts "
            "and add their URLs to Allowed Callback URLs.")
            .arg(tried.join(QLatin1String(", "))));
}

Result<QUrl> LoopbackServer::listen(const QUrl &redirectUri)
{
    close();
    if (!d->bind(quint16(redirectUri.port(80))))
        return Error(
            Error::NoCallbackPort,
            QStringLiteral("The port of %1 is not free on 127.0.0.1.").arg(redirectUri.toString()));
    d->url = redirectUri;
    return d->url;
}

void LoopbackServer::setPurpose(BrowserRequest::Purpose purpose) { d->purpose = purpose; }

void LoopbackServer::setJudge(Judge judge)
{
    d->judge = std::move(judge);
    d->lastVerdict.reset();
}

bool LoopbackServer::isListening() const { return d->server.isListening(); }

void LoopbackServer::closeLater(std::chrono::milliseconds linger)
{
    if (isListening())
        d->lingering.start(linger);
}

void LoopbackServer::close()
{
    d->lingering.stop();
    d->server.close();
    const auto sockets = findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (QTcpSocket *socket : sockets) {
        // What was answered still leaves; who has said nothing is dropped.
        if (socket->bytesToWrite() == 0)
            socket->abort();
    }
}

void LoopbackServer::Private::accept()
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        socket->setParent(q);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (q->findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly).size() > mostConnections) {
            socket->abort();
            continue;
        }
        QObject::connect(socket, &QTcpSocket::readyRead, q, [this, socket] { read(socket); });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
        read(socket);
    }
}

void LoopbackServer::Private::read(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(CallbackRequest::mostBytes + 1024);
    if (bytes.isEmpty())
        return;
    const CallbackRequest request = CallbackRequest::parse(bytes);
    switch (request.state) {
    case CallbackRequest::Incomplete:
        return;
    case CallbackRequest::Malformed:
        return reply(socket, plainAnswer("400 Bad Request"));
    case CallbackRequest::TooLarge:
        return reply(socket, plainAnswer("431 Request Header Fields Too Large"));
    case CallbackRequest::Complete:
        break;
    }
    const QPointer<QTcpSocket> alive(socket);
    const QByteArray bytesOut = answerTo(request); // may settle a login, and with it destroy the server
    if (alive)
        reply(alive, bytesOut);
}

void LoopbackServer::Private::reply(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->disconnect(q);
    socket->readAll();
    socket->write(bytes);
    socket->disconnectFromHost();
}

QByteArray LoopbackServer::Private::answerTo(const CallbackRequest &request)
{
    const QByteArray authority =
        url.host().toLatin1() + (url.port() > 0 ? ':' + QByteArray::number(url.port()) : QByteArray());
    if (request.host != authority)
        return pageAnswer("400 Bad Request", CallbackPage::NotFound);
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const bool isResult = lastVerdict && (request.path == resultPath("/done") || request.path == resultPath("/failed"));
    if (request.path != path && !isResult)
        return request.path == "/favicon.ico" ? plainAnswer("404 Not Found")
                                              : pageAnswer("404 Not Found", CallbackPage::NotFound);
    if (request.method != "GET")
        return plainAnswer("405 Method Not Allowed", "Allow: GET\r\n");
    if (!isResult)
        return judged(request.query);
    if (*lastVerdict != Success)
        return pageAnswer("200 OK", CallbackPage::Failed);
    const auto kind = purpose == BrowserRequest::Login ? CallbackPage::LoggedIn
        : purpose == BrowserRequest::Logout            ? CallbackPage::LoggedOut
                                                       : CallbackPage::AccountConnected;
    return pageAnswer("200 OK", kind);
}

QByteArray LoopbackServer::Private::judged(const QByteArray &query)
{
    // Browsers deliver twice: the same callback is shown the same page, and has no second effect.
    if (!lastVerdict || query != lastQuery) {
        QUrl callback = url;
        if (!query.isNull())
            callback.setQuery(QString::fromLatin1(query));
        const QPointer<LoopbackServer> alive(q);
        const Judge ask = judge;
        const Verdict verdict = ask ? ask(callback) : Ignored;
        if (!alive || verdict == Ignored)
            return pageAnswer("400 Bad Request", CallbackPage::Foreign);
        lastVerdict = verdict;
        lastQuery = query;
    }
    // A redirect to a clean address takes the code out of the address bar and the history.
    const QByteArray target = resultPath(*lastVerdict == Success ? "/done" : "/failed");
    return plainAnswer("303 See Other", "Location: " + target + "\r\n");
}

QByteArray LoopbackServer::Private::resultPath(const char *name) const
{
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    while (path.endsWith('/'))
        path.chop(1);
    return path + name;
}
} // namespace Auth0
