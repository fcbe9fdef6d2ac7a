// SPDX-License-Identifier: Apache-2.0
#include "http/exchange.h"
#include "core/logging.h"
#include <QtNetwork/QNetworkAccessManager>

namespace Auth0 {
namespace {
QString methodOf(const QNetworkReply *reply)
{
    const QByteArray custom = reply->request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    if (!custom.isEmpty())
        return QString::fromLatin1(custom);
    return reply->operation() == QNetworkAccessManager::PostOperation ? QStringLiteral("POST") : QStringLiteral("GET");
}

// Before these the request had not left: no connection, no name, no handshake, no proxy.
bool neverLeft(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

bool isProxyError(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}
} // namespace

Exchange::Exchange(QNetworkReply *reply, std::chrono::milliseconds timeout, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_clock(clock)
    , m_timeout(timeout)
    , m_where(
          methodOf(reply) + QLatin1Char(' ')
          + reply->url().toString(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo))
{
    reply->setParent(this);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::readMore);
    connect(reply, &QNetworkReply::finished, this, &Exchange::finish);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(Error(
                 Error::Timeout,
                 QStringLiteral("%1 had no answer within %2 s.").arg(m_where).arg(double(m_timeout.count()) / 1000))
                 .withDetails({{QStringLiteral("sent"), true}}));
    });
    m_deadline.start(timeout);
    m_since.start();
}

Exchange::~Exchange()
{
    if (m_reply)
        m_reply->disconnect(this);
    m_result.settle(cancelledError());
}

void Exchange::readMore()
{
    m_body += m_reply->readAll();
    if (m_body.size() > HttpClient::maxAnswer)
        fail(Error(
                 Error::InvalidResponse,
                 QStringLiteral("%1 answered with more than %2 bytes.").arg(m_where).arg(HttpClient::maxAnswer))
                 .withDetails({{QStringLiteral("sent"), true}}));
}

void Exchange::fail(const Error &error)
{
    if (m_result.isSettled())
        return;
    qCInfo(lcHttp).noquote() << m_where << "-> failed in" << m_since.elapsed() << "ms:" << error.message();
    m_deadline.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    deleteLater();
    m_result.settle(error);
}

HttpResponse Exchange::response() const
{
    HttpResponse response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        response.headers.append({name, value});
    response.body = m_body;
    response.date = QDateTime::fromString(QString::fromLatin1(response.header("Date")), Qt::RFC2822Date).toUTC();
    return response;
}

void Exchange::finish()
{
    readMore();
    if (m_result.isSettled())
        return;
    const HttpResponse answer = response();
    // A status with a transport error beneath is an answer that was cut off; an HTTP error status alone is an answer.
    const auto error = m_reply->error();
    const bool cutOff = error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied;
    if (!answer.status || cutOff) {
        fail(networkError());
        return;
    }
    qCInfo(lcHttp).noquote() << m_where << "->" << answer.status << "in" << m_since.elapsed() << "ms";
    m_deadline.stop();
    deleteLater();
    m_result.settle(answer);
}

Error Exchange::networkError() const
{
    const auto error = m_reply->error();
    QString message = QStringLiteral("%1 could not be answered: %2.").arg(m_where, m_reply->errorString());
    if (isProxyError(error))
        message = QStringLiteral("%1 did not get past the proxy: %2.").arg(m_where, m_reply->errorString());
    else if (error == QNetworkReply::SslHandshakeFailedError)
        message =
            QStringLiteral("%1 failed the TLS check: %2. A private certificate authority belongs into caCertificates.")
                .arg(m_where, m_reply->errorString());
    return Error(Error::NetworkFailure, message).withDetails({{QStringLiteral("sent"), !neverLeft(error)}});
}
} // namespace Auth0
