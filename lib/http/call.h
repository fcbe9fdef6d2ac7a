// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "http/httpclient.h"
#include "http/route.h"
#include "http/serverclock.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace Auth0 {
class Exchange;

//! What a call needs of its client.
struct CallServices
{
    QNetworkAccessManager *network = nullptr;
    bool setsProxy = false; //!< the manager is our own: its proxy follows the route
    Clock *clock = nullptr;
    ServerClock *serverClock = nullptr;
    HttpSettings settings;
};

//! One HttpClient::send(), the second attempt of a signer included, under one deadline. Deletes itself when done.
class Call : public QObject
{
    Q_OBJECT
public:
    Call(const HttpRequest &request, const CallServices &services, QObject *parent);
    //! Whoever still waits is answered with Cancelled.
    ~Call() override;

    Async<HttpResponse> run(const Async<Route> &route);

private:
    void attempt(const Route &route, bool first);
    void launch(const QNetworkRequest &out);
    QNetworkRequest networkRequest(const Route &route) const;
    void watchProgress(QNetworkReply *reply);
    std::chrono::milliseconds timeout() const { return m_request.timeout.value_or(m_services.settings.timeout); }
    void answered(const HttpResponse &response, const Route &route, bool first);
    void end(const Result<HttpResponse> &result);
    void timedOut();

    const HttpRequest m_request;
    const CallServices m_services;
    QTimer m_deadline;
    QElapsedTimer m_since;
    QDateTime m_sentAt;
    qint64 m_sent = 0;
    Exchange *m_exchange = nullptr;
    Deferred<HttpResponse> m_result;
};
} // namespace Auth0
