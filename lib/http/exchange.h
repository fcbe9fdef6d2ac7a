// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "http/httpclient.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>

namespace Auth0 {
//! One attempt on the wire: from the reply that was started to the answer or the reason why there is none.
class Exchange : public QObject
{
    Q_OBJECT
public:
    Exchange(QNetworkReply *reply, std::chrono::milliseconds timeout, Clock *clock, QObject *parent);
    ~Exchange() override;
    Async<HttpResponse> future() const { return m_result.future(); }

private:
    void readMore();
    void finish();
    void fail(const Error &error);
    Error networkError() const;
    HttpResponse response() const;

    QPointer<QNetworkReply> m_reply;
    Clock *m_clock;
    QTimer m_deadline;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_timeout;
    QByteArray m_body;
    QString m_where;
    Deferred<HttpResponse> m_result;
};
} // namespace Auth0
