// SPDX-License-Identifier: Apache-2.0
#include "browser/loopbackserver.h"
#include "browser/callbackanswer.h"
#include "browser/callbackconnection.h"
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace Auth0 {
namespace {
constexpr int mostConnections = 64;

QHostAddress addressOf(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(url.host());
}

QByteArray authorityOf(const QUrl &url)
{
    QByteArray authority = url.host().toLatin1();
    if (authority.contains(':'))
        authority = '[' + authority + ']';
    return url.port() > 0 ? authority + ':' + QByteArray::number(url.port()) : authority;
}

QByteArray pathOf(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    return path.isEmpty() ? QByteArray("/") : path;
}

CallbackPage::Kind pageOf(BrowserRequest::Purpose purpose, LoopbackServer::Verdict verdict)
{
    if (verdict != LoopbackServer::Success)
        return CallbackPage::Failed;
    switch (purpose) {
    case BrowserRequest::Login:
        return CallbackPage::LoggedIn;
    case BrowserRequest::Logout:
        return CallbackPage::LoggedOut;
    case BrowserRequest::ConnectAccount:
        break;
    }
    return CallbackPage::AccountConnected;
}
} // namespace

class LoopbackServer::Private
{
public:
    struct ResultPage
    {
        QByteArray path;
        CallbackPage::Kind kind;
    };

    bool bind(const QHostAddress &address, quint16 port);
    bool holds(const QHostAddress &address, quint16 port) const;
    Result<QUrl> serve(const QUrl &callback);
    void accept();
    void makeRoom();
    QByteArray answerTo(const CallbackRequest &request);
    QByteArray judged(const QByteArray &query);
    QByteArray resultPath(const char *name) const;

    LoopbackServer *q;
    QTcpServer server;
    QTimer lingering;
    QUrl url;
    std::chrono::milliseconds patience{30'000};
    Judge judge;
    BrowserRequest::Purpose purpose = BrowserRequest::Login;
    QByteArray lastQuery;
    std::optional<Verdict> lastVerdict;
    std::optional<ResultPage> resultPage; //!< of the last callback, however long ago
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

// Qt sets SO_REUSEADDR on Linux (RFC 8252, appendix B.5, advises against it). There it never lets two listeners share a
// port; it only takes back one whose last connections still wait to be forgotten, as after each login.
bool LoopbackServer::Private::bind(const QHostAddress &address, quint16 port) { return server.listen(address, port); }

bool LoopbackServer::Private::holds(const QHostAddress &address, quint16 port) const
{
    return server.isListening() && server.serverAddress() == address && server.serverPort() == port;
}

Result<QUrl> LoopbackServer::Private::serve(const QUrl &callback)
{
    lingering.stop();
    url = callback;
    return url;
}

Result<QUrl> LoopbackServer::listen(const QList<quint16> &ports, const QString &path)
{
    const auto callback = [&path](quint16 port) {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path));
    };
    for (quint16 port : ports) {
        if (d->holds(QHostAddress::LocalHost, port))
            return d->serve(callback(port));
    }
    close();
    QStringList tried;
    for (quint16 port : ports) {
        tried.append(QString::number(port));
        if (d->bind(QHostAddress::LocalHost, port))
            return d->serve(callback(port));
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
    const QHostAddress address = addressOf(redirectUri);
    const auto port = quint16(redirectUri.port(80));
    if (d->holds(address, port))
        return d->serve(redirectUri);
    close();
    if (!d->bind(address, port))
        return Error(
            Error::NoCallbackPort,
            QStringLiteral("The callback port of %1 cannot be had: %2.")
                .arg(redirectUri.toString(QUrl::RemoveQuery), d->server.errorString()));
    return d->serve(redirectUri);
}

bool LoopbackServer::isLoopback(const QUrl &url)
{
    return url.scheme() == QLatin1String("http") && addressOf(url).isLoopback();
}

void LoopbackServer::setPurpose(BrowserRequest::Purpose purpose) { d->purpose = purpose; }

void LoopbackServer::setJudge(Judge judge)
{
    d->judge = std::move(judge);
    d->lastVerdict.reset();
}

bool LoopbackServer::isListening() const { return d->server.isListening(); }

void LoopbackServer::setPatience(std::chrono::milliseconds patience) { d->patience = patience; }

void LoopbackServer::closeLater(std::chrono::milliseconds linger)
{
    if (isListening())
        d->lingering.start(linger);
}

void LoopbackServer::close()
{
    d->lingering.stop();
    d->server.close();
    // What was answered still leaves; who has said nothing is dropped.
    const auto connections = findChildren<CallbackConnection *>(QString(), Qt::FindDirectChildrenOnly);
    for (CallbackConnection *connection : connections) {
        if (!connection->isAnswered())
            connection->deleteLater();
    }
}

void LoopbackServer::Private::accept()
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        makeRoom();
        new CallbackConnection(
            socket, patience, [this](const CallbackRequest &r) { return answerTo(r); }, q);
    }
}

// The oldest go first: it is the newest that may bring the callback.
void LoopbackServer::Private::makeRoom()
{
    const auto connections = q->findChildren<CallbackConnection *>(QString(), Qt::FindDirectChildrenOnly);
    if (connections.size() >= mostConnections)
        delete connections.first();
}

QByteArray LoopbackServer::Private::answerTo(const CallbackRequest &request)
{
    if (request.host != authorityOf(url))
        return CallbackAnswer::page("400 Bad Request", CallbackPage::NotFound);
    const bool isResult = resultPage && request.path == resultPage->path;
    if (request.path == "/favicon.ico" && pathOf(url) != request.path)
        return CallbackAnswer::plain("404 Not Found");
    if (request.path != pathOf(url) && !isResult)
        return CallbackAnswer::page("404 Not Found", CallbackPage::NotFound);
    if (request.method != "GET")
        return CallbackAnswer::plain("405 Method Not Allowed", "Allow: GET\r\n");
    return isResult ? CallbackAnswer::page("200 OK", resultPage->kind) : judged(request.query);
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
        if (!alive)
            return {};
        if (verdict == Ignored)
            return CallbackAnswer::page("400 Bad Request", CallbackPage::Foreign);
        lastVerdict = verdict;
        lastQuery = query;
        resultPage = {resultPath(verdict == Success ? "/done" : "/failed"), pageOf(purpose, verdict)};
    }
    // The code leaves the address bar and the history.
    return CallbackAnswer::redirect(resultPage->path);
}

QByteArray LoopbackServer::Private::resultPath(const char *name) const
{
    QByteArray path = pathOf(url);
    while (path.endsWith('/'))
        path.chop(1);
    return path + name;
}
} // namespace Auth0
