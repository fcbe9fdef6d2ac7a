// SPDX-License-Identifier: Apache-2.0
#include "http/call.h"
#include "core/logging.h"
#include "http/exchange.h"
#include "http/readonce.h"
#include "http/redact.h"
#include "http/requestsigner.h"
#include "http/telemetry.h"
#include <QtNetwork/QNetworkAccessManager>

namespace Auth0 {
Call::Call(const HttpRequest &request, const CallServices &services, QObject *parent)
    : QObject(parent)
    , m_request(request)
    , m_services(services)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Call::timedOut);
    m_deadline.start(timeout());
    m_since.start();
    // Queued: it may die inside a signal of the reply.
    if (request.lifeline)
        connect(
            request.lifeline, &QObject::destroyed, this, [this] { end(cancelledError()); }, Qt::QueuedConnection);
}

Call::~Call() { m_result.settle(cancelledError()); }

Async<HttpResponse> Call::run(const Async<Route> &route)
{
    const auto future = m_result.future();
    whenDone(route, this, [this](const Result<Route> &found) {
        if (found)
            attempt(*found, true);
        else
            end(found.error());
        return ready(Done{});
    });
    return future;
}

QNetworkRequest Call::networkRequest(const Route &route) const
{
    QNetworkRequest out(m_request.url);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // The connection that preconnect() opens speaks HTTP/1.1; another protocol would not use it.
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (route.tls)
        out.setSslConfiguration(*route.tls);
    out.setRawHeader("Accept", "application/json");
    if (m_services.settings.telemetry && m_request.telemetry)
        out.setRawHeader("Auth0-Client", telemetryValue());
    if (!m_request.contentType.isEmpty())
        out.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
    for (const auto &[name, value] : m_request.headers)
        out.setRawHeader(name, value);
    return out;
}

void Call::attempt(const Route &route, bool first)
{
    QNetworkRequest out = networkRequest(route);
    if (m_request.signer) {
        const auto proof = m_request.signer->sign(m_request.method, m_request.url);
        if (!proof)
            return end(proof.error());
        for (const auto &[name, value] : *proof)
            out.setRawHeader(name, value);
    }
    if (m_services.setsProxy && m_services.network->proxy() != route.proxy)
        m_services.network->setProxy(route.proxy);
    m_sentAt = m_services.clock->now();
    launch(out);
    whenDone(m_exchange->future(), this, [this, route, first](const Result<HttpResponse> &response) {
        if (response)
            answered(*response, route, first);
        else
            end(response.error());
        return ready(Done{});
    });
}

void Call::launch(const QNetworkRequest &request)
{
    QNetworkRequest out = request;
    ReadOnce *body = nullptr;
    QNetworkReply *reply = nullptr;
    if (m_request.method == "GET") {
        reply = m_services.network->get(out);
    } else if (m_request.method == "HEAD") {
        reply = m_services.network->head(out);
    } else {
        // All three together keep QNetworkAccessManager from sending the request again by itself.
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        out.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        body = new ReadOnce(m_request.body);
        reply = m_services.network->sendCustomRequest(out, m_request.method, body);
        body->setParent(reply);
    }
    if (m_request.progress)
        watchProgress(reply);
    delete m_exchange;
    m_exchange = new Exchange(reply, body, m_request.maxAnswer, this);
}

void Call::watchProgress(QNetworkReply *reply)
{
    // Qt does not ask a body that is read once how long it is.
    const auto uploaded = [this](qint64 sent) {
        if (sent > 0)
            m_request.progress(m_sent = sent, 0, m_request.body.size());
    };
    const auto downloaded = [this](qint64 received, qint64 total) { m_request.progress(m_sent, received, total); };
    // Queued: whoever is told may destroy all of this, and a reply must not die inside its own signal.
    connect(reply, &QNetworkReply::uploadProgress, this, uploaded, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::downloadProgress, this, downloaded, Qt::QueuedConnection);
}

void Call::answered(const HttpResponse &response, const Route &route, bool first)
{
    m_services.serverClock->note(m_sentAt, m_services.clock->now(), response);
    const bool again = m_request.signer && m_request.signer->wantsRetry(m_request.url, response);
    if (again && first)
        attempt(route, false);
    else
        end(response);
}

void Call::timedOut()
{
    const double seconds = double(timeout().count()) / 1000;
    const bool sent = m_exchange && m_exchange->mayHaveBeenSent();
    end(Error(
            Error::Timeout,
            QStringLiteral("%1 gave no whole answer within %2 s: check the network connection, or raise timeout.")
                .arg(m_request.url.host())
                .arg(seconds))
            .withDetails({{QStringLiteral("sent"), sent}}));
}

void Call::end(const Result<HttpResponse> &result)
{
    const QString outcome = result ? QString::number(result->status) : result.error().toString();
    qCInfo(lcHttp).noquote() << m_request.method << m_request.url.path() << "->" << outcome << "in" << m_since.elapsed()
                             << "ms";
    m_deadline.stop();
    delete std::exchange(m_exchange, nullptr);
    deleteLater();
    m_result.settle(result);
}
} // namespace Auth0
