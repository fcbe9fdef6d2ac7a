// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>
#include <optional>

namespace Auth0 {
//! How a server is reached: through which proxy, trusting whom.
struct Route
{
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    std::optional<QSslConfiguration> tls; //!< nothing: whatever the network manager has
};

bool isLoopback(const QUrl &url);

/*!
    The route to \a url. Proxy: none for a loopback address; else the application's (QNetworkProxy or
    QNetworkProxyFactory) if it set one, else the system's, `http_proxy` and `no_proxy` included.
    TLS: the system's certificate authorities and those of the PEM file \a caCertificates; InvalidConfiguration when it
    cannot be read.

    Found on another thread: a system may take seconds to name its proxy, and the first use of TLS takes its time.
    \a owner brings the answer back to its thread; when it dies, none comes.
*/
Async<Route> findRoute(const QUrl &url, const QString &caCertificates, QObject *owner);
} // namespace Auth0
