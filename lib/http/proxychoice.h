// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>

namespace Auth0 {
/*!
    The proxy for \a url: none for a loopback address; else the application's (QNetworkProxy::setApplicationProxy or its
    QNetworkProxyFactory), else the system's, `http_proxy` and `no_proxy` included. Asked on a thread of its own,
   because a system may take seconds to say.
*/
Async<QNetworkProxy> proxyFor(const QUrl &url);
} // namespace Auth0
