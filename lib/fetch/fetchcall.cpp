// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetchcall.h"
#include "fetch/redirect.h"
#include "http/httpdate.h"

namespace Auth0 {
namespace {
constexpr qint64 maxAnswer = 256 * 1024 * 1024;

HttpResponse asHttp(const FetchResponse &response)
{
    HttpResponse http;
    http.status = response.status;
    http.headers = response.headers;
    http.body = response.body;
    http.date = fromHttpDate(http.header("Date"));
    return http;
}
} // namespace

FetchCall::FetchCall(const FetchRequest &request, const FetchOptions &options, const FetchParts &parts, QObject *parent)
    : QObject(parent)
    , m_request(request)
    , m_options(options)
    , m_parts(parts)
    , m_presentation(parts.tokens, parts.services, parts.terms, nullptr)
{
    if (!options.timeout)
        return;
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const double seconds = double(m_options.timeout->count()) / 1000;
        end(Error(
            Error::Timeout,
            QStringLiteral("%1 gave no whole answer within %2 s.").arg(m_request.url.host()).arg(seconds)));
    });
    m_deadline.start(*options.timeout);
}

FetchCall::~FetchCall() { m_result.settle(cancelledError()); }

Async<FetchResponse> FetchCall::run()
{
    const auto future = m_result.future();
    start();
    return future;
}

void FetchCall::start()
{
    if (!m_showsToken)
        return send({});
    then(
        [this] { return m_presentation.present(m_request.method, m_request.url); },
        [this](const FetchHeaders &proof) { send(proof); });
}

void FetchCall::send(const FetchHeaders &proof)
{
    FetchRequest request = m_request;
    request.headers += proof;
    then([this, request] { return transmit(request); }, [this](const FetchResponse &response) { answered(response); });
}

Async<FetchResponse> FetchCall::transmit(const FetchRequest &request)
{
    if (const auto own = m_parts.transport) // a copy: it may delete this call
        return own(request);
    return andThen(m_parts.services.send(httpRequest(request)), this, [url = request.url](const HttpResponse &http) {
        return ready(FetchResponse{http.status, http.statusText, url, http.headers, http.body, {}});
    });
}

HttpRequest FetchCall::httpRequest(const FetchRequest &request)
{
    HttpRequest http;
    http.method = request.method;
    http.url = request.url;
    http.headers = request.headers;
    http.body = request.body;
    http.timeout = m_options.timeout;
    http.maxAnswer = maxAnswer;
    http.telemetry = false;
    http.lifeline = this;
    http.progress = [alive = QPointer<FetchCall>(this)](qint64 sent, qint64 received, qint64 total) {
        if (alive && !alive->m_result.isSettled())
            Q_EMIT alive->progress(alive->tag(), sent, received, total);
    };
    return http;
}

void FetchCall::answered(const FetchResponse &response)
{
    if (!m_showsToken)
        return handOut(response);
    then(
        [this, response] { return m_presentation.heed(asHttp(response)); },
        [this, response](const std::optional<FetchHeaders> &again) {
            if (again)
                send(*again);
            else
                handOut(response);
        });
}

void FetchCall::handOut(const FetchResponse &response)
{
    const bool mayFollow = Redirect::isRedirect(response.status) && m_redirects < Redirect::most;
    const auto target = mayFollow ? Redirect::target(response.header("Location"), m_request.url) : std::nullopt;
    if (!target || !m_parts.origins.allows(*target))
        return end(response);
    ++m_redirects;
    // The token was asked for to be shown to one server; an answer of it is no reason to show it to another.
    m_showsToken = m_showsToken && originOf(m_request.url) == originOf(*target);
    m_request = Redirect::followed(m_request, response.status, *target);
    start();
}

void FetchCall::end(const Result<FetchResponse> &result)
{
    if (m_result.isSettled())
        return;
    m_deadline.stop();
    deleteLater();
    m_result.settle(result);
}
} // namespace Auth0
