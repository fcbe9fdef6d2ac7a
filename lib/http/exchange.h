// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "http/httpclient.h"
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>

namespace Auth0 {
class ReadOnce;

//! One attempt on the wire: from the reply that was started to the answer, or the reason why there is none.
class Exchange : public QObject
{
    Q_OBJECT
public:
    //! Takes over \a reply; \a body is what it sends, or null. More than \a maxAnswer bytes are refused.
    Exchange(QNetworkReply *reply, ReadOnce *body, qint64 maxAnswer, QObject *parent);
    ~Exchange() override;

    Async<HttpResponse> future() const { return m_result.future(); }
    //! Whether the server may have seen the request.
    bool mayHaveBeenSent() const;

private:
    void readHead();
    void readMore();
    void finish();
    HttpResponse response() const;
    Error networkError() const;

    QPointer<QNetworkReply> m_reply;
    QPointer<ReadOnce> m_body;
    const bool m_hasBody;
    const qint64 m_maxAnswer;
    QByteArray m_answer;
    Deferred<HttpResponse> m_result;
};
} // namespace Auth0
