// SPDX-License-Identifier: Apache-2.0
#include "http/httpclient.h"
#include "http/call.h"
#include "http/route.h"
#include "http/serverclock.h"
#include <QtCore/QHash>
#include <QtNetwork/QNetworkAccessManager>

namespace Auth0 {
using namespace std::chrono_literals;

class HttpClient::Private
{
public:
    QNetworkAccessManager *manager();
    Async<Route> route(const QUrl &url);
    bool needsNoLooking(const QUrl &url) const;

    struct Found
    {
        Route route;
        QElapsedTimer since;
    };
    static constexpr std::chrono::milliseconds routeLifetime = 60s;

    HttpClient *q = nullptr;
    QNetworkAccessManager *given = nullptr;
    std::unique_ptr<QNetworkAccessManager> own;
    Clock *clock = nullptr;
    HttpSettings settings;
    ServerClock serverClock;
    QHash<QString, Found> routes;
    bool closing = false;
};

HttpClient::HttpClient(QNetworkAccessManager *network, Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->given = network;
    d->clock = clock;
}

HttpClient::~HttpClient()
{
    d->closing = true;
    // Those who wait are answered while the client is still whole.
    qDeleteAll(findChildren<Call *>(QString(), Qt::FindDirectChildrenOnly));
}

void HttpClient::setSettings(const HttpSettings &settings)
{
    if (d->settings.caCertificates != settings.caCertificates)
        d->routes.clear();
    d->settings = settings;
}

std::chrono::milliseconds HttpClient::timeout() const { return d->settings.timeout; }

Clock *HttpClient::clock() const { return d->clock; }

std::chrono::milliseconds HttpClient::clockOffset() const { return d->serverClock.offset(); }

QNetworkAccessManager *HttpClient::Private::manager()
{
    if (given)
        return given;
    if (!own)
        own = std::make_unique<QNetworkAccessManager>();
    return own.get();
}

// A manager that was given has its own proxy and its own trust; it is changed only where we were told to.
bool HttpClient::Private::needsNoLooking(const QUrl &url) const
{
    if (given && settings.caCertificates.isEmpty())
        return true;
    return url.scheme() == QLatin1String("http") && (given || isLoopback(url));
}

Async<Route> HttpClient::Private::route(const QUrl &url)
{
    if (needsNoLooking(url))
        return ready(Route());
    const QString origin = url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto known = routes.constFind(origin);
    if (known != routes.constEnd() && !known->since.hasExpired(routeLifetime.count()))
        return ready(known->route);
    const QString caCertificates = settings.caCertificates;
    return andThen(findRoute(url, caCertificates, q), q, [this, origin, caCertificates](const Route &route) {
        if (caCertificates == settings.caCertificates) {
            routes.insert(origin, {route, {}});
            routes[origin].since.start();
        }
        return ready(route);
    });
}

Async<HttpResponse> HttpClient::send(const HttpRequest &request)
{
    if (d->closing)
        return failed<HttpResponse>(cancelledError());
    const CallServices services{d->manager(), !d->given, d->clock, &d->serverClock, d->settings};
    return (new Call(request, services, this))->run(d->route(request.url));
}

Async<Route> HttpClient::route(const QUrl &url) { return d->route(url); }

void HttpClient::preconnect(const QUrl &url)
{
    // Only a TLS handshake takes long enough to be worth it.
    if (d->closing || url.scheme() != QLatin1String("https"))
        return;
    andThen(d->route(url), this, [this, url](const Route &route) {
        QNetworkAccessManager *network = d->manager();
        if (!d->given && network->proxy() != route.proxy)
            network->setProxy(route.proxy);
        // Qt makes a reply for it that nobody else would delete.
        const bool deletes = network->autoDeleteReplies();
        network->setAutoDeleteReplies(true);
        network->connectToHostEncrypted(
            url.host(), quint16(url.port(443)), route.tls.value_or(QSslConfiguration::defaultConfiguration()));
        network->setAutoDeleteReplies(deletes);
        return ready(Done{});
    });
}
} // namespace Auth0
