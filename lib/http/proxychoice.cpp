// SPDX-License-Identifier: Apache-2.0
#include "http/proxychoice.h"
#include "core/async.h"
#include <QtCore/QThreadPool>
#include <QtNetwork/QHostAddress>

namespace Auth0 {
namespace {
bool isLoopback(const QString &host) { return host == QLatin1String("localhost") || QHostAddress(host).isLoopback(); }

QNetworkProxy firstOf(const QList<QNetworkProxy> &proxies)
{
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

// Qt does not tell whether a factory was set: one that answers "no proxy" counts as none.
QNetworkProxy lookUp(const QUrl &url)
{
    const QNetworkProxyQuery query(url);
    const QNetworkProxy application = firstOf(QNetworkProxyFactory::proxyForQuery(query));
    const bool decided =
        application.type() != QNetworkProxy::NoProxy && application.type() != QNetworkProxy::DefaultProxy;
    return decided ? application : firstOf(QNetworkProxyFactory::systemProxyForQuery(query));
}
} // namespace

Async<QNetworkProxy> proxyFor(const QUrl &url)
{
    if (isLoopback(url.host()))
        return ready(QNetworkProxy(QNetworkProxy::NoProxy));
    Deferred<QNetworkProxy> answer;
    auto *here = new QObject; // lives on the asking thread and brings the answer back to it
    QThreadPool::globalInstance()->start([url, answer, here] {
        const QNetworkProxy proxy = lookUp(url);
        QMetaObject::invokeMethod(
            here,
            [answer, proxy, here] {
                answer.settle(proxy);
                here->deleteLater();
            },
            Qt::QueuedConnection);
    });
    return answer.future();
}
} // namespace Auth0
