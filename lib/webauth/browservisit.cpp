// SPDX-License-Identifier: Apache-2.0
#include "webauth/browservisit.h"
#include "core/logging.h"
#include <QtNetwork/QHostAddress>

namespace Auth0 {
namespace {
constexpr std::chrono::milliseconds linger{2000};

bool isLoopback(const QUrl &url)
{
    const QHostAddress address(url.host());
    return url.scheme() == QLatin1String("http")
        && (url.host() == QLatin1String("localhost") || address == QHostAddress::LocalHost);
}
} // namespace

BrowserVisit::BrowserVisit(const Plan &plan, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        cancel(
            {Error::Timeout,
             QStringLiteral("The browser did not come back within %1 s.").arg(double(m_plan.timeout.count()) / 1000)});
    });
}

BrowserVisit::~BrowserVisit() { m_result.settle(cancelledError()); }

Result<QUrl> BrowserVisit::bind()
{
    if (m_plan.ephemeral && !m_plan.browser->canBeEphemeral())
        return Error(
            Error::NotSupported,
            QStringLiteral(
                "ephemeralSession needs a browser that keeps its cookies to itself; the system's browser cannot."));
    const QUrl given(m_plan.redirectUrl, QUrl::StrictMode);
    if (!m_plan.redirectUrl.isEmpty() && (!given.isValid() || given.isRelative() || given.hasFragment()))
        return Error(
            Error::InvalidArgument,
            QStringLiteral("\"%1\" is no absolute URL without a fragment.").arg(m_plan.redirectUrl));
    if (!m_plan.browser->usesListener()) {
        const quint16 port = m_plan.ports.value(0);
        m_callback = given.isEmpty() ? QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(m_plan.path)) : given;
        return m_callback;
    }
    if (!given.isEmpty() && !isLoopback(given))
        return Error(
            Error::NotSupported,
            QStringLiteral("The callback %1 is no loopback address: the system's browser cannot bring it back here.")
                .arg(m_plan.redirectUrl));
    const auto bound = given.isEmpty() ? m_server.listen(m_plan.ports, m_plan.path) : m_server.listen(given);
    if (bound)
        m_callback = *bound;
    return bound;
}

Async<QUrl> BrowserVisit::wait(const QUrl &page, LoopbackServer::Judge judge)
{
    m_page = page;
    m_server.setPurpose(m_plan.purpose);
    m_server.setJudge([this, judge = std::move(judge)](const QUrl &callback) {
        const auto verdict = m_result.isSettled() ? LoopbackServer::Ignored : judge(callback);
        // The answer leaves first: what follows may take this object along.
        if (verdict != LoopbackServer::Ignored)
            QMetaObject::invokeMethod(
                this, [this, callback] { finish(callback); }, Qt::QueuedConnection);
        return verdict;
    });
    m_deadline.start(m_plan.timeout);
    const auto future = m_result.future();
    open();
    return future;
}

void BrowserVisit::open()
{
    BrowserRequest request;
    request.url = m_page;
    request.callbackUrl = m_callback;
    request.ephemeral = m_plan.ephemeral;
    request.purpose = m_plan.purpose;
    m_opened.start();
    const quint64 number = ++m_opens;
    qCInfo(lcBrowser) << "browser opened, callback on port" << m_callback.port();
    whenDone(m_plan.browser->open(request), this, [this, number](const Result<QUrl> &result) {
        if (number == m_opens) // opened again, the first page says no more
            finish(result);
        return ready(Done{});
    });
}

void BrowserVisit::reopen()
{
    if (!m_result.isSettled() && m_opens)
        open();
}

void BrowserVisit::cancel(const Error &error) { finish(error); }

void BrowserVisit::finish(const Result<QUrl> &result)
{
    if (m_result.isSettled())
        return;
    m_deadline.stop();
    ++m_opens;
    if (result)
        m_server.closeLater(linger);
    else
        m_server.close();
    const Deferred<QUrl> settled = m_result;
    m_plan.browser->cancel();
    settled.settle(result);
}
} // namespace Auth0
