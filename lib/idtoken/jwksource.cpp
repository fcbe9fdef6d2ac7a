// SPDX-License-Identifier: Apache-2.0
#include "idtoken/jwksource.h"
#include "core/logging.h"
#include "jose/jwt.h"

namespace Auth0 {
using namespace std::chrono_literals;

class JwkSource::Private
{
public:
    Private(JwkSource *source, HttpClient *client, Clock *time)
        : q(source)
        , http(client)
        , clock(time)
    {
    }
    ~Private()
    {
        for (const auto &caller : std::as_const(waiting))
            caller.settle(cancelledError());
    }

    static constexpr std::chrono::milliseconds lifetime = 10min, pause = 1min;

    Async<JwkSet> fetch();
    void take(const QUrl &from, const Result<JwkSet> &result);
    bool isYounger(const QDateTime &time, std::chrono::milliseconds age) const;
    bool isFresh() const { return keys && isYounger(fetchedAt, lifetime); }
    bool holdsKeyFor(const QString &idToken) const;

    JwkSource *q;
    HttpClient *http;
    Clock *clock;
    QUrl url;
    std::optional<JwkSet> keys;
    QDateTime fetchedAt; //!< when the keys at hand were asked for
    QDateTime askedAt; //!< when keys were asked for, in vain or not
    bool mayAskAgain = false;
    bool isAsking = false;
    QList<Deferred<JwkSet>> waiting;
};

JwkSource::JwkSource(HttpClient *http, Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>(this, http, clock))
{
}

void JwkSource::setUrl(const QUrl &url)
{
    if (d->url == url)
        return;
    d->url = url;
    d->keys.reset();
}

bool JwkSource::Private::isYounger(const QDateTime &time, std::chrono::milliseconds age) const
{
    // A clock that was set back makes nothing fresh.
    const qint64 passed = time.isValid() ? time.msecsTo(clock->now()) : -1;
    return passed >= 0 && passed < age.count();
}

bool JwkSource::Private::holdsKeyFor(const QString &idToken) const
{
    if (!isFresh())
        return false;
    const Result<Jwt> jwt = Jwt::decode(idToken);
    // A token that is none needs no keys to be refused.
    return !jwt || keys->find(jwt->kid(), jwt->alg());
}

void JwkSource::prefetch()
{
    if (!d->isAsking && !d->isFresh())
        d->fetch();
}

void JwkSource::beginLogin() { d->mayAskAgain = true; }

const JwkSet *JwkSource::cachedKeysFor(const QString &idToken) const
{
    return d->holdsKeyFor(idToken) ? &*d->keys : nullptr;
}

Async<JwkSet> JwkSource::keysFor(const QString &idToken)
{
    if (d->holdsKeyFor(idToken))
        return ready(*d->keys);
    // Whoever asked first may have asked for another token: look again when the answer is there.
    if (d->isAsking)
        return andThen(d->fetch(), this, [this, idToken](const JwkSet &) { return keysFor(idToken); });
    if (d->isFresh()) {
        // A key nobody knows must not become a request for each token that names it.
        if (!d->mayAskAgain && d->isYounger(d->askedAt, Private::pause))
            return ready(*d->keys);
        d->mayAskAgain = false;
    }
    return d->fetch();
}

static Result<JwkSet> keysIn(const Result<HttpResponse> &response)
{
    if (!response)
        return response.error();
    if (response->isSuccess())
        return JwkSet::fromBytes(response->body);
    return Error(
               Error::ServerFailure,
               QStringLiteral("The tenant answered the request for its keys with status %1.").arg(response->status))
        .withServer(response->status, {});
}

Async<JwkSet> JwkSource::Private::fetch()
{
    waiting.append(Deferred<JwkSet>());
    const auto caller = waiting.last().future();
    if (isAsking)
        return caller;
    isAsking = true;
    askedAt = clock->now();
    whenDone(http->send(HttpRequest::get(url)), q, [this, from = url](const Result<HttpResponse> &response) {
        take(from, keysIn(response));
        return ready(Done{});
    });
    return caller;
}

void JwkSource::Private::take(const QUrl &from, const Result<JwkSet> &result)
{
    isAsking = false;
    if (!result) {
        qCInfo(lcIdToken).noquote() << "the keys could not be fetched:" << result.error().message();
    } else if (from == url) {
        keys = *result;
        fetchedAt = askedAt;
    }
    const auto callers = std::exchange(waiting, {});
    for (const auto &caller : callers)
        caller.settle(result);
}
} // namespace Auth0
