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
    //! Takes over \a reply; \a body is what it sends, or null.
    Exchange(QNetworkReply *reply, const ReadOnce *body, QObject *parent);
    ~Exchange() override;

    Async<HttpResponse> future() const { return m_result.future(); }
    //! Whether the server may have seen the request.
    bool mayHaveBeenSent() const;

private:
    void readMore();
    void finish();
    HttpResponse response() const;
    Error networkError() const;

    QPointer<QNetworkReply> m_reply;
    QPointer<const ReadOnce> m_body;
    const bool m_hasBody;
    QByteArray m_answer;
    Deferred<HttpResponse> m_result;
};
} // namespace Auth0
