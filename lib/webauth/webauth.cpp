// SPDX-License-Identifier: Apache-2.0
#include "webauth/webauth.h"
#include "core/logging.h"
#include "webauth/authorizeresponse.h"
#include "webauth/authorizeurl.h"
#include "webauth/browservisit.h"
#include "webauth/codeexchange.h"
#include "webauth/loginpreparation.h"
#include "webauth/loginprogress.h"
#include "webauth/logouturl.h"
#include <QtCore/QUrlQuery>

namespace Auth0 {
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds logoutTimeout = 60s, reopenPause = 2s;

LoopbackServer::Judge judgeFor(const AuthorizeTransaction &transaction, const LoginPreparation *preparation)
{
    return [transaction, preparation](const QUrl &callback) {
        const auto code = AuthorizeResponse::codeFrom(callback, transaction, preparation->demandsIssuer());
        if (code)
            return LoopbackServer::Success;
        return AuthorizeResponse::isForeign(code.error()) ? LoopbackServer::Ignored : LoopbackServer::Failure;
    };
}

//! Nothing authenticates a logout's answer; a late one of a login is told by what it carries.
LoopbackServer::Verdict judgeLogout(const QUrl &callback)
{
    const QUrlQuery query(callback);
    const bool ofLogin = query.hasQueryItem(QStringLiteral("code")) || query.hasQueryItem(QStringLiteral("error"));
    return ofLogin ? LoopbackServer::Ignored : LoopbackServer::Success;
}
} // namespace

class WebAuth::Private
{
public:
    //! Ends what is under way; false when whoever heard of that has made a later call, or deleted all this.
    bool takeTurn();
    //! Whether what is under way now has ended; to be asked where an application may have done so.
    std::function<bool()> ending() const;
    BrowserVisit::Plan plan();
    //! Null when whoever heard of the end of the one before has made a later call.
    BrowserVisit *startVisit(const BrowserVisit::Plan &plan);
    Async<WebAuthResult> start(const WebAuthRequest &request);
    Result<QUrl> pageFor(const WebAuthRequest &request, BrowserVisit *trip, AuthorizeTransaction &transaction) const;
    Async<WebAuthResult> exchange(
        const WebAuthRequest &request, const AuthorizeTransaction &transaction, const QUrl &callback,
        const ServerMetadata &metadata);
    Async<WebAuthResult> joined();
    void answer(const Result<WebAuthResult> &result);
    void tell(const Error &error) const;

    WebAuth *q;
    HttpClient *http;
    JwkSource *keys;
    Clock *clock;
    RandomBytes random;
    WebAuthSettings settings;
    Browser *browser = nullptr;
    LoopbackServer server;
    LoginProgress progress;
    QPointer<BrowserVisit> visit;
    QUrl endSession; //!< as the tenant's metadata names it; empty before they were read
    QElapsedTimer since;
    std::optional<WebAuthRequest> pending; //!< the login under way, exchange included
    quint64 number = 0; //!< of the login under way
    QList<Deferred<WebAuthResult>> callers;
};

WebAuth::WebAuth(HttpClient *http, JwkSource *keys, Clock *clock, RandomBytes random, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->http = http;
    d->keys = keys;
    d->clock = clock;
    d->random = std::move(random);
    connect(login(), &Login::cancelRequested, this, [this] {
        if (d->pending)
            cancel();
    });
    connect(login(), &Login::reopenRequested, this, [this] {
        if (d->pending && d->visit)
            d->visit->reopen();
    });
}

WebAuth::~WebAuth() { cancel(); }

void WebAuth::setSettings(const WebAuthSettings &settings)
{
    if (settings.tenant.baseUrl != d->settings.tenant.baseUrl)
        d->endSession.clear();
    d->settings = settings;
}

void WebAuth::setBrowser(Browser *browser) { d->browser = browser; }

Login *WebAuth::login() const { return d->progress.login(); }

bool WebAuth::isPending(const WebAuthRequest &request) const
{
    return d->pending == request && d->settings.loginPolicy == LoginPolicy::Join;
}

Async<WebAuthResult> WebAuth::authorize(const WebAuthRequest &request)
{
    if (isPending(request))
        return d->joined();
    if (!d->takeTurn())
        return failed<WebAuthResult>(cancelledError());
    d->pending = request;
    d->since.start();
    const quint64 number = ++d->number;
    d->callers.append(Deferred<WebAuthResult>());
    const auto caller = d->callers.last().future();
    const QPointer<WebAuth> alive(this);
    const auto running = d->start(request);
    if (!alive)
        return caller;
    whenDone(running, this, [this, number](const Result<WebAuthResult> &result) {
        if (number == d->number)
            d->answer(result);
        return ready(Done{});
    });
    return caller;
}

Async<WebAuthResult> WebAuth::Private::joined()
{
    callers.append(Deferred<WebAuthResult>());
    const auto caller = callers.last().future();
    // The browser may end the login, and answers this caller with the others then.
    if (visit && visit->sinceOpened() > reopenPause)
        visit->reopen();
    return caller;
}

void WebAuth::Private::answer(const Result<WebAuthResult> &result)
{
    if (!pending)
        return;
    pending.reset();
    const auto waiting = std::exchange(callers, {});
    tell(result.error());
    progress.finish(result.error());
    for (const auto &caller : waiting)
        caller.settle(result);
}

void WebAuth::Private::tell(const Error &error) const
{
    const QString outcome = error.code() == Error::NoError ? QStringLiteral("done") : error.toString();
    qCInfo(lcWebAuth).noquote().nospace()
        << "login: " << outcome << ", " << QString::number(double(since.elapsed()) / 1000, 'f', 1) << " s";
}

void WebAuth::cancel()
{
    // What the visit's own end sets off is nobody's any more, and a caller may start anew from its answer.
    ++d->number;
    const auto waiting = std::exchange(d->callers, {});
    const QPointer<BrowserVisit> trip = std::exchange(d->visit, {});
    if (d->pending.has_value()) {
        d->pending.reset();
        d->tell(cancelledError());
        d->progress.finish(cancelledError());
    }
    if (trip)
        trip->cancel();
    for (const auto &caller : waiting)
        caller.settle(cancelledError());
}

bool WebAuth::Private::takeTurn()
{
    const quint64 mine = number + 1;
    const QPointer<WebAuth> alive(q);
    q->cancel();
    return alive && number == mine;
}

std::function<bool()> WebAuth::Private::ending() const
{
    return [this, alive = QPointer<WebAuth>(q), mine = number] { return !alive || mine != number; };
}

BrowserVisit::Plan WebAuth::Private::plan()
{
    BrowserVisit::Plan plan;
    plan.browser = browser;
    plan.server = &server;
    plan.clock = clock;
    plan.ports = settings.callbackPorts;
    plan.path = settings.callbackPath;
    return plan;
}

BrowserVisit *WebAuth::Private::startVisit(const BrowserVisit::Plan &plan)
{
    // One whose last page may still be on its way to the browser leaves its port to this one.
    const auto isOver = ending();
    const auto found = q->findChildren<BrowserVisit *>(QString(), Qt::FindDirectChildrenOnly);
    const QList<QPointer<BrowserVisit>> old(found.begin(), found.end());
    for (const QPointer<BrowserVisit> &trip : old) {
        if (trip)
            trip->retire();
    }
    if (isOver())
        return nullptr;
    visit = new BrowserVisit(plan, q);
    return visit;
}

Async<WebAuthResult> WebAuth::Private::start(const WebAuthRequest &request)
{
    const auto isOver = ending();
    progress.prepare();
    if (isOver())
        return failed<WebAuthResult>(cancelledError());
    BrowserVisit::Plan plan = this->plan();
    plan.redirectUrl = request.redirectUrl;
    plan.ephemeral = request.ephemeralSession;
    plan.timeout = request.timeout;
    BrowserVisit *trip = startVisit(plan);
    if (!trip)
        return failed<WebAuthResult>(cancelledError());
    AuthorizeTransaction transaction;
    const auto page = pageFor(request, trip, transaction);
    if (!page) {
        trip->retire();
        return failed<WebAuthResult>(page.error());
    }
    const auto *preparation = new LoginPreparation(http, keys, settings.tenant, trip);
    progress.waitForBrowser(*page, request.timeout);
    if (isOver())
        return failed<WebAuthResult>(cancelledError());
    const auto callback = trip->wait(*page, judgeFor(transaction, preparation));
    if (isOver())
        return failed<WebAuthResult>(cancelledError());
    return andThen(callback, trip, [this, request, transaction, preparation, isOver](const QUrl &callback) {
        const auto ours = [this, request, transaction, callback, isOver](const ServerMetadata &metadata) {
            // Given up meanwhile: the code is not spent.
            return isOver() ? failed<WebAuthResult>(cancelledError())
                            : exchange(request, transaction, callback, metadata);
        };
        return andThen(preparation->metadata(), q, ours);
    });
}

Result<QUrl>
WebAuth::Private::pageFor(const WebAuthRequest &request, BrowserVisit *trip, AuthorizeTransaction &transaction) const
{
    const auto callbackUrl = trip->bind();
    if (!callbackUrl)
        return callbackUrl;
    const auto begun = AuthorizeTransaction::begin(request, settings.tenant, *callbackUrl, random);
    if (!begun)
        return begun.error();
    transaction = *begun;
    if (settings.prover && settings.prover->isOn()) {
        const auto key = settings.prover->nextKey();
        if (!key)
            return key.error();
        transaction.dpopKey = *key;
    }
    return authorizeUrl(request, transaction, settings);
}

Async<WebAuthResult> WebAuth::Private::exchange(
    const WebAuthRequest &request, const AuthorizeTransaction &transaction, const QUrl &callback,
    const ServerMetadata &metadata)
{
    endSession = metadata.endSessionEndpoint;
    const auto code = AuthorizeResponse::codeFrom(callback, transaction, metadata.issInAuthorizationResponse);
    if (!code)
        return failed<WebAuthResult>(code.error());
    const auto isOver = ending();
    progress.exchange();
    if (isOver())
        return failed<WebAuthResult>(cancelledError());
    return exchangeCode({http, keys, settings}, q, request, transaction, *code);
}

Result<Done> WebAuth::check(const WebLogoutRequest &request) const
{
    if (const Result<QUrl> returnTo = BrowserVisit::parsed(request.returnToUrl); !returnTo)
        return returnTo.error();
    const Result<QUrl> page = logoutUrl(request, QUrl(), d->endSession, d->settings);
    return page ? Result<Done>(Done{}) : page.error();
}

Async<Done> WebAuth::logout(const WebLogoutRequest &request)
{
    if (!d->takeTurn())
        return failed<Done>(cancelledError());
    BrowserVisit::Plan plan = d->plan();
    plan.redirectUrl = request.returnToUrl;
    plan.purpose = BrowserRequest::Logout;
    plan.timeout = logoutTimeout;
    BrowserVisit *trip = d->startVisit(plan);
    if (!trip)
        return failed<Done>(cancelledError());
    const auto returnTo = trip->bind();
    const auto page = returnTo ? logoutUrl(request, *returnTo, d->endSession, d->settings) : returnTo;
    if (!page) {
        trip->retire();
        return failed<Done>(page.error());
    }
    const QPointer<WebAuth> alive(this);
    const auto callback = trip->wait(*page, judgeLogout);
    if (!alive)
        return failed<Done>(cancelledError());
    return andThen(callback, this, [](const QUrl &) {
        qCInfo(lcWebAuth) << "logout: done";
        return ready(Done{});
    });
}
} // namespace Auth0
