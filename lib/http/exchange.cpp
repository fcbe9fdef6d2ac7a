// SPDX-License-Identifier: Apache-2.0
#include "http/exchange.h"
#include "http/httpdate.h"
#include "http/readonce.h"
#include "http/redact.h"
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>

namespace Auth0 {
namespace {
using Failure = QNetworkReply::NetworkError;

bool isProxyError(Failure failure)
{
    return failure >= QNetworkReply::ProxyConnectionRefusedError && failure <= QNetworkReply::UnknownProxyError;
}

// Before these the request has not left: no address, no connection, no handshake, no proxy.
bool neverLeft(Failure failure)
{
    return failure == QNetworkReply::ConnectionRefusedError || failure == QNetworkReply::HostNotFoundError
        || failure == QNetworkReply::SslHandshakeFailedError || failure == QNetworkReply::ProtocolUnknownError
        || isProxyError(failure);
}

// Qt names every HTTP status above 399 an error; that is an answer. A transport error beneath a status is an answer
// that was cut off.
bool isAnswer(Failure failure)
{
    return failure == QNetworkReply::NoError || failure == QNetworkReply::ProtocolInvalidOperationError
        || (failure >= QNetworkReply::ContentAccessDenied && failure <= QNetworkReply::UnknownContentError
            && failure != QNetworkReply::ContentReSendError)
        || failure >= QNetworkReply::InternalServerError;
}

QString proxyName(const QNetworkReply *reply)
{
    const QNetworkProxy proxy = reply->manager() ? reply->manager()->proxy() : QNetworkProxy();
    return proxy.hostName().isEmpty() ? QString() : QStringLiteral(" %1:%2").arg(proxy.hostName()).arg(proxy.port());
}

QString reason(const QNetworkReply *reply)
{
    const QString text = redacted(reply->errorString());
    const Failure failure = reply->error();
    // A tunnel that is denied has no code of its own.
    if (isProxyError(failure) || (failure == QNetworkReply::UnknownNetworkError && !proxyName(reply).isEmpty()))
        return QStringLiteral("cannot be reached through the proxy%1 (%2): check the system's proxy settings")
            .arg(proxyName(reply), text);
    switch (failure) {
    case QNetworkReply::HostNotFoundError:
        return QStringLiteral("has no address: check the domain and the network connection");
    case QNetworkReply::ConnectionRefusedError:
        return QStringLiteral("refuses the connection: check the domain, and that the server is running");
    case QNetworkReply::SslHandshakeFailedError:
        return QStringLiteral(
                   "fails the TLS check (%1): check the domain and the computer's clock; a private certificate "
                   "authority belongs into caCertificates")
            .arg(text);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return QStringLiteral("closed the connection before it answered: try again");
    default:
        return QStringLiteral("gave no answer (%1): check the domain and the network connection").arg(text);
    }
}
} // namespace

Exchange::Exchange(QNetworkReply *reply, ReadOnce *body, qint64 maxAnswer, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_body(body)
    , m_hasBody(body)
    , m_maxAnswer(maxAnswer)
{
    reply->setParent(this);
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHead);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::readMore);
    // Queued: whoever is answered may destroy all of this, and a reply must not die inside its own signal.
    connect(reply, &QNetworkReply::finished, this, &Exchange::finish, Qt::QueuedConnection);
}

Exchange::~Exchange()
{
    if (m_reply)
        m_reply->disconnect(this);
}

bool Exchange::mayHaveBeenSent() const
{
    return !m_reply || (!neverLeft(m_reply->error()) && (!m_hasBody || !m_body || m_body->wasRead()));
}

void Exchange::readHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_body && (status == 307 || status == 308))
        m_body->setAnswered();
}

void Exchange::readMore()
{
    m_answer += m_reply->readAll();
    if (m_answer.size() > m_maxAnswer)
        m_reply->abort();
}

void Exchange::finish()
{
    if (m_result.isSettled() || !m_reply)
        return;
    if (m_reply->isOpen())
        m_answer += m_reply->readAll();
    if (m_answer.size() > m_maxAnswer) {
        m_result.settle(Error(
                            Error::InvalidResponse,
                            QStringLiteral("%1 answered with more than %2 bytes, the most that is accepted.")
                                .arg(redacted(m_reply->url()))
                                .arg(m_maxAnswer))
                            .withDetails({{QStringLiteral("sent"), true}}));
        return;
    }
    const HttpResponse answer = response();
    if (answer.status && isAnswer(m_reply->error()))
        m_result.settle(answer);
    else
        m_result.settle(networkError());
}

HttpResponse Exchange::response() const
{
    HttpResponse response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto headers = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : headers)
        response.headers.append({name, value});
    response.body = m_answer;
    response.statusText = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    response.date = fromHttpDate(response.header("Date"));
    return response;
}

Error Exchange::networkError() const
{
    return Error(
               Error::NetworkFailure,
               QStringLiteral("%1 %2.").arg(
                   m_reply->url().port() > 0
                       ? QStringLiteral("%1:%2").arg(m_reply->url().host()).arg(m_reply->url().port())
                       : m_reply->url().host(),
                   reason(m_reply)))
        .withDetails({{QStringLiteral("sent"), mayHaveBeenSent()}});
}
} // namespace Auth0
