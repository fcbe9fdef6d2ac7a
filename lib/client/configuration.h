// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/enums.h>
#include <Auth0Qt/core/result.h>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <chrono>

namespace Auth0 {
class Browser;

/*!
    Which application at which tenant, and how it behaves. Each member has the name and default of the QML property.
    It is checked when it is used: a mistake makes every call end in InvalidConfiguration that names the member and the
   mend.
*/
struct AUTH0_EXPORT Configuration
{
    //! Required. Host, or `host:port` for https on another port; `http://127.0.0.1:PORT` or `http://localhost:PORT` for
    //! a local tenant.
    QString domain;
    //! Required. From the dashboard: Applications, Basic Information.
    QString clientId;
    //! Defaults of every login.
    QString audience;
    QString scope = QStringLiteral("openid profile email offline_access");
    QString organization;
    //! Not owned; null: a SystemBrowser.
    Browser *browser = nullptr;
    //! Tried in order on 127.0.0.1, 1 … 65535.
    QList<int> callbackPorts{14211, 21867, 29437};
    //! Take the place of the derived callback URLs when not empty.
    QString redirectUri, logoutRedirectUri;
    /*!
        Binds the tokens to a key of this session (DPoP, RFC 9449). Counts from the next login on; switched off, a
       session that is bound already rejects with DpopNotConfigured when it has to be renewed, and stays.
    */
    bool useDPoP = false;
    //! Separates several sessions of the same client.
    QString account;
    Storage storage = Storage::Keychain;
    //! Clock tolerance of ID tokens, one request, one browser login. Not negative; timeouts above 0.
    std::chrono::milliseconds leeway{60'000}, timeout{10'000}, loginTimeout{300'000};
    LoginPolicy loginPolicy = LoginPolicy::Join;
    //! Renew the login's access token ahead of its end while the application runs; also soon after the machine slept. A
    //! renewal that fails changes nothing: the token stays in use, and it is tried again with growing pauses.
    bool autoRefresh = false;
    //! How long ahead, at most half the token's life; up to a tenth of its life earlier at random. Not negative.
    std::chrono::milliseconds refreshLeadTime{60'000};
    //! https (or loopback) URL of the application's own proxy that takes the place of `/oauth/token`; empty: the
    //! tenant's.
    QString tokenEndpoint;
    //! PEM file trusted beside the system's store.
    QString caCertificates;
    //! Send the `Auth0-Client` header.
    bool telemetry = true;

    //! `http://127.0.0.1:{port}/callback` for each port, or redirectUri: what belongs into Allowed Callback URLs and
    //! Allowed Logout URLs.
    QStringList callbackUrls() const;
    //! The first mistake, or Done.
    Result<Done> check() const;
};
} // namespace Auth0
