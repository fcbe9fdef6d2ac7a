// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "fetch/origin.h"
#include "fetch/presentation.h"
#include <QtCore/QTimer>

namespace Auth0 {
//! What a fetch needs of its fetcher.
struct FetchParts
{
    TokenSupply *tokens = nullptr;
    FetcherServices services;
    TokenTerms terms;
    OriginList origins;
    std::function<Async<FetchResponse>(const FetchRequest &)> transport; //!< the application's own; null: the library's
};

//! One fetch: attempts with the token, then redirects. Deletes itself when it has ended.
class FetchCall : public QObject
{
    Q_OBJECT
public:
    FetchCall(const FetchRequest &request, const FetchOptions &options, const FetchParts &parts, QObject *parent);
    //! Whoever still waits is answered with Cancelled.
    ~FetchCall() override;

    Async<FetchResponse> run();
    QString tag() const { return m_options.tag.value_or(QString()); }
    void end(const Result<FetchResponse> &result);

Q_SIGNALS:
    void progress(const QString &tag, qint64 sent, qint64 received, qint64 total);

private:
    void start();
    void send(const FetchHeaders &proof);
    Async<FetchResponse> transmit(const FetchRequest &request);
    HttpRequest httpRequest(const FetchRequest &request);
    void answered(const FetchResponse &response);
    void handOut(const FetchResponse &response);

    //! Runs \a next with the value of source(), unless this call has ended; an error ends it.
    template<typename Source, typename F>
    void then(Source source, F next)
    {
        using T = typename AsyncValue<std::invoke_result_t<Source>>::type;
        const QPointer<FetchCall> alive(this); // what the application is asked there may delete it
        const auto running = source();
        if (!alive)
            return;
        whenDone(running, this, [this, next](const Result<T> &result) {
            if (m_result.isSettled())
                return ready(Done{});
            if (result)
                next(*result);
            else
                end(result.error());
            return ready(Done{});
        });
    }

    FetchRequest m_request;
    const FetchOptions m_options;
    const FetchParts m_parts;
    Presentation m_presentation;
    bool m_showsToken = true; //!< not any more once a redirect led to another origin
    int m_redirects = 0;
    QTimer m_deadline;
    Deferred<FetchResponse> m_result;
};
} // namespace Auth0
