// SPDX-License-Identifier: Apache-2.0
#include "idtoken/jwksource.h"
#include "core/logging.h"
#include "jose/jwt.h"
#include <QtCore/QPointer>

namespace Auth0 {
using namespace std::chrono_literals;

class JwkSource::Private
{
public:
    ~Private()
    {
        for (const auto &caller : std::as_const(waiting))
            caller.settle(cancelledError());
    }

    static constexpr std::chrono::milliseconds lifetime = 10min, pause = 1min;

    Async<JwkSet> fetch();
    void settle(const Result<JwkSet> &result);
    bool isYoungerThan(std::chrono::milliseconds age) const;
    bool holdsKeyFor(const QString &idToken) const;

    JwkSource *q;
    HttpClient *http;
    Clock *clock;
    QUrl url;
    std::optional<JwkSet> keys;
    QDateTime askedAt;
    bool mayAskAgain = false;
    bool asking = false;
    QList<Deferred<JwkSet>> waiting;
};

JwkSource::JwkSource(HttpClient *http, Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    d->q = this;
    d->http = http;
    d->clock = clock;
}

void JwkSource::setUrl(const QUrl &url)
{
    if (d->url == url)
        return;
    d->url = url;
    d->keys.reset();
}

bool JwkSource::Private::isYoungerThan(std::chrono::milliseconds age) const
{
    // A clock that was set back makes nothing fresh.
    const qint64 passed = askedAt.isValid() ? askedAt.msecsTo(clock->now()) : -1;
    return passed >= 0 && passed < age.count();
}

bool JwkSource::Private::holdsKeyFor(const QString &idToken) const
{
    const Result<Jwt> jwt = Jwt::decode(idToken);
    // A token that is none needs no keys to be refused.
    return keys && isYoungerThan(lifetime) && (!jwt || keys->find(jwt->kid(), jwt->alg()));
}

void JwkSource::prefetch()
{
    if (!d->asking && !(d->keys && d->isYoungerThan(Private::lifetime)))
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
    if (d->asking)
        return andThen(d->fetch(), this, [this, idToken](const JwkSet &) { return keysFor(idToken); });
    // A key nobody knows must not become a request for each token that names it.
    if (d->keys && !d->mayAskAgain && d->isYoungerThan(Private::pause))
        return ready(*d->keys);
    d->mayAskAgain = false;
    return d->fetch();
}

Async<JwkSet> JwkSource::Private::fetch()
{
    waiting.append(Deferred<JwkSet>());
    const auto caller = waiting.last().future();
    if (asking)
        return caller;
    asking = true;
    askedAt = clock->now();
    whenDone(http->send(HttpRequest::get(url)), q, [this](const Result<HttpResponse> &response) -> Async<Done> {
        if (!response)
            settle(response.error());
        else if (!response->isSuccess())
            settle(Error(
                       Error::ServerFailure,
                       QStringLiteral("The tenant answered the request for its keys with status %1.")
                           .arg(response->status))
                       .withServer(response->status, {}));
        else
            settle(JwkSet::fromBytes(response->body));
        return ready(Done{});
    });
    return caller;
}

void JwkSource::Private::settle(const Result<JwkSet> &result)
{
    asking = false;
    if (result)
        keys = *result;
    else
        qCInfo(lcIdToken).noquote() << "keys could not be fetched:" << result.error().message();
    const auto callers = std::exchange(waiting, {});
    for (const auto &caller : callers)
        caller.settle(result);
}
} // namespace Auth0
