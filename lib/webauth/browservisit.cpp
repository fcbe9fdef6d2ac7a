// SPDX-License-Identifier: Apache-2.0
#include "webauth/browservisit.h"
#include "core/logging.h"
#include <QtCore/QUrlQuery>

namespace Auth0 {
namespace {
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds linger = 2s, longest = 24h; // a QTimer counts milliseconds in an int

const char *storyOf(BrowserRequest::Purpose purpose)
{
    switch (purpose) {
    case BrowserRequest::Login:
        return "login:";
    case BrowserRequest::Logout:
        return "logout:";
    case BrowserRequest::ConnectAccount:
        break;
    }
    return "connect account:";
}

bool sameAddress(const QUrl &a, const QUrl &b)
{
    const auto path = [](const QUrl &url) { return url.path().isEmpty() ? QStringLiteral("/") : url.path(); };
    return a.scheme() == b.scheme() && a.authority() == b.authority() && path(a) == path(b);
}
} // namespace

BrowserVisit::BrowserVisit(const Plan &plan, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { cancel(late()); });
}

BrowserVisit::~BrowserVisit() { m_result.settle(cancelledError()); }

Result<QUrl> BrowserVisit::parsed(const QString &redirectUrl)
{
    QUrl url(redirectUrl, QUrl::StrictMode);
    if (!redirectUrl.isEmpty() && (!url.isValid() || url.isRelative() || url.hasFragment()))
        return Error(
            Error::InvalidArgument, QStringLiteral("\"%1\" is no absolute URL without a fragment.").arg(redirectUrl));
    return url;
}

Result<QUrl> BrowserVisit::bind()
{
    if (m_plan.ephemeral && !m_plan.browser->canBeEphemeral())
        return Error(
            Error::NotSupported,
            QStringLiteral(
                "ephemeralSession needs a browser that keeps its cookies to itself; the system's browser cannot."));
    const Result<QUrl> parsed = BrowserVisit::parsed(m_plan.redirectUrl);
    if (!parsed)
        return parsed;
    const QUrl &given = *parsed;
    if (!m_plan.browser->usesListener()) {
        const quint16 port = m_plan.ports.value(0);
        m_callback = given.isEmpty() ? QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(m_plan.path)) : given;
        return m_callback;
    }
    if (!given.isEmpty() && !LoopbackServer::isLoopback(given))
        return Error(
            Error::NotSupported,
            QStringLiteral("The callback %1 is no loopback address: the system's browser cannot bring it back here.")
                .arg(m_plan.redirectUrl));
    const auto bound =
        given.isEmpty() ? m_plan.server->listen(m_plan.ports, m_plan.path) : m_plan.server->listen(given);
    if (bound)
        m_callback = *bound;
    return bound;
}

Async<QUrl> BrowserVisit::wait(const QUrl &page, LoopbackServer::Judge judge)
{
    m_page = page;
    m_plan.server->setPurpose(m_plan.purpose);
    m_plan.server->setJudge([this, judge = std::move(judge)](const QUrl &callback) {
        const auto verdict = m_result.isSettled() ? LoopbackServer::Ignored : judge(callback);
        // The answer leaves first: what follows may take this object along.
        if (verdict != LoopbackServer::Ignored)
            QMetaObject::invokeMethod(
                this, [this, callback] { finish(callback); }, Qt::QueuedConnection);
        return verdict;
    });
    m_deadline.start(std::clamp(m_plan.timeout, 0ms, longest));
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
    m_opened = m_plan.clock->now();
    const quint64 number = ++m_opens;
    m_isShown = true;
    qCInfo(lcBrowser) << storyOf(m_plan.purpose) << "browser opened, callback on port" << m_callback.port();
    const QPointer<BrowserVisit> alive(this); // the browser may be the application's, and delete all this
    const auto opened = m_plan.browser->open(request).onCanceled([] { return Result<QUrl>(cancelledError()); });
    if (!alive)
        return;
    whenDone(opened, this, [this, number](const Result<QUrl> &result) {
        if (number == m_opens) { // opened again, the first page says no more
            m_isShown = false;
            finish(addressed(result));
        }
        return ready(Done{});
    });
}

// RFC 8252, section 8.10: the answer must arrive on exactly the redirect URI of this login. A logout's answer carries
// nothing, and the tenant may send it to any of its Allowed Logout URLs.
Result<QUrl> BrowserVisit::addressed(const Result<QUrl> &handedOver) const
{
    if (!handedOver || m_plan.purpose == BrowserRequest::Logout || sameAddress(*handedOver, m_callback))
        return handedOver;
    return Error(
        Error::InvalidState,
        QStringLiteral("The browser handed over an address that is not the callback %1: begin the login again.")
            .arg(m_callback.toString()));
}

void BrowserVisit::reopen()
{
    if (!m_result.isSettled() && m_opens)
        open();
}

// A tenant that does not know the client or the callback shows a page and sends nobody back.
Error BrowserVisit::late() const
{
    const QString clientId = QUrlQuery(m_page).queryItemValue(QStringLiteral("client_id"), QUrl::FullyDecoded);
    return {
        Error::Timeout,
        QStringLiteral(
            "The browser did not come back within %1 s. If it shows an error, check the clientId \"%2\", and "
            "that %3 stands in the application's Allowed Callback URLs.")
            .arg(QString::number(double(m_plan.timeout.count()) / 1000), clientId, m_callback.toString())};
}

void BrowserVisit::cancel(const Error &error) { finish(error); }

void BrowserVisit::retire()
{
    deleteLater();
    m_plan.server->setJudge({});
    cancel(); // last: the browser it ends may be the application's
}

void BrowserVisit::finish(const Result<QUrl> &result)
{
    if (m_result.isSettled())
        return;
    m_deadline.stop();
    ++m_opens;
    if (result)
        m_plan.server->closeLater(linger);
    else
        m_plan.server->close();
    const Deferred<QUrl> settled = m_result;
    if (std::exchange(m_isShown, false)) // otherwise it may show somebody else's page by now, or be gone
        m_plan.browser->cancel();
    settled.settle(result);
}
} // namespace Auth0
