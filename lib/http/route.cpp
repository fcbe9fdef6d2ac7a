// SPDX-License-Identifier: Apache-2.0
#include "http/route.h"
#include "core/async.h"
#include <QtCore/QFile>
#include <QtCore/QFutureWatcher>
#include <QtCore/QThreadPool>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>
#include <openssl/crypto.h>

namespace Auth0 {
namespace {
QNetworkProxy firstOf(const QList<QNetworkProxy> &proxies)
{
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

// Until the application says otherwise Qt asks the system.
QNetworkProxy proxyFor(const QUrl &url)
{
    return isLoopback(url) ? QNetworkProxy(QNetworkProxy::NoProxy)
                           : firstOf(QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)));
}

Result<QSslConfiguration> tlsTrusting(const QString &caCertificates)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (caCertificates.isEmpty())
        return configuration;
    QFile file(caCertificates);
    const auto own =
        file.open(QIODevice::ReadOnly) ? QSslCertificate::fromDevice(&file, QSsl::Pem) : QList<QSslCertificate>();
    if (own.isEmpty())
        return Error(
            Error::InvalidConfiguration,
            QStringLiteral("caCertificates: \"%1\" cannot be read or holds no certificate in PEM form.")
                .arg(caCertificates));
    // Named one by one: a list of our own ends the loading of the system's on demand.
    configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + configuration.caCertificates() + own);
    return configuration;
}

Result<Route> lookUp(const QUrl &url, const QString &caCertificates)
{
    Route route{proxyFor(url), {}};
    if (url.scheme() == QLatin1String("http"))
        return route;
    const auto tls = tlsTrusting(caCertificates);
    if (!tls)
        return tls.error();
    route.tls = *tls;
    return route;
}
} // namespace

bool isLoopback(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

Async<Route> findRoute(const QUrl &url, const QString &caCertificates, QObject *owner)
{
    auto promise = std::make_shared<QPromise<Result<Route>>>();
    promise->start();
    const Deferred<Route> answer;
    auto *watcher = new QFutureWatcher<Result<Route>>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, answer] {
        watcher->deleteLater();
        answer.settle(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, url, caCertificates] {
        const auto route = lookUp(url, caCertificates);
        // What OpenSSL keeps for this thread is given back now: at the process's end it would be lost.
        OPENSSL_thread_stop();
        promise->addResult(route);
        promise->finish();
    });
    return answer.future();
}
} // namespace Auth0
