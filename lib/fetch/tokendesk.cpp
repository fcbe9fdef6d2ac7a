// SPDX-License-Identifier: Apache-2.0
#include "fetch/tokendesk.h"
#include "fetch/presentation.h"
#include <atomic>

namespace Auth0 {
TokenDesk::TokenDesk(const FetcherServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_mailbox(std::make_shared<Mailbox>(this))
    , m_tokens(services.token)
{
}

TokenDesk::~TokenDesk()
{
    m_mailbox->close();
    const auto requests = std::exchange(m_requests, {});
    for (const Request &request : requests) {
        if (request.cancel)
            request.cancel();
        delete request.presentation;
    }
}

quint64 TokenDesk::newNumber()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

void TokenDesk::present(quint64 number, const QByteArray &method, const QUrl &url, const Presented &answer)
{
    Presentation *&presentation = m_requests[number].presentation;
    if (!presentation)
        presentation = new Presentation(&m_tokens, m_services, {}, this);
    const QPointer<Presentation> alive(presentation); // whoever hears why there is no token may delete this desk
    const auto presented = presentation->present(method, url);
    if (!alive)
        return answer(cancelledError());
    const auto permitted =
        whenDone(presented, alive, [this, url](const Result<FetchHeaders> &headers) { return permit(headers, url); });
    answerOnce<Permit>(m_requests[number], permitted, answer);
}

Async<TokenDesk::Permit> TokenDesk::permit(const Result<FetchHeaders> &headers, const QUrl &url)
{
    // Nobody is signed in: what the API shows to everybody is still there to be had.
    if (!headers && headers.error().code() != Error::NoCredentials)
        return failed<Permit>(headers.error());
    return andThen(m_services.trust(url), this, [headers](const std::optional<QSslConfiguration> &trust) {
        return ready(Permit{headers ? *headers : FetchHeaders(), trust});
    });
}

void TokenDesk::heed(quint64 number, const HttpResponse &response, const Judged &answer)
{
    const auto request = m_requests.find(number);
    if (request == m_requests.end())
        return answer(std::optional<FetchHeaders>());
    const QPointer<Presentation> alive(request->presentation); // as above
    const auto again = alive->heed(response);
    if (!alive)
        return answer(cancelledError());
    answerOnce<std::optional<FetchHeaders>>(m_requests[number], again, answer);
}

void TokenDesk::forget(quint64 number) { delete m_requests.take(number).presentation; }
} // namespace Auth0
