// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/servermetadata.h"
#include "api/tokenresponse.h"
#include "browser/browser.h"
#include "core/clock.h"
#include "core/enums.h"
#include "core/randombytes.h"
#include "dpop/dpopprover.h"
#include "idtoken/jwksource.h"
#include "webauth/login.h"
#include <QtCore/QVariantMap>
#include <optional>

namespace Auth0 {
//! What one login asks for, defaults of the configuration already filled in.
struct WebAuthRequest
{
    QString scope; //!< with `openid`
    QString audience, connection, organization, invitationUrl;
    std::optional<std::chrono::milliseconds> maxAge;
    QString redirectUrl; //!< empty: a loopback callback on one of callbackPorts
    std::optional<QString> state, nonce; //!< nothing: random
    std::chrono::milliseconds leeway{60'000};
    bool ephemeralSession = false;
    std::chrono::milliseconds timeout{300'000};
    QVariantMap parameters;

    friend bool operator==(const WebAuthRequest &, const WebAuthRequest &) = default;
};

//! What a finished login brings: tokens that were judged, and the claims of their ID token.
struct WebAuthResult
{
    TokenResponse tokens;
    QJsonObject claims;
    QString requestedScope, audience;
    std::optional<DpopKey> dpopKey = {}; //!< what the refresh token is bound to
};

//! What one browser logout asks for.
struct WebLogoutRequest
{
    bool federated = false;
    QString returnToUrl; //!< empty: derived like the callback
    bool useOidcLogout = false;
    QString idTokenHint;
    QVariantMap parameters;
};

//! What WebAuth takes from the configuration; may change between logins.
struct WebAuthSettings
{
    Tenant tenant;
    QList<quint16> callbackPorts;
    QString callbackPath = QStringLiteral("/callback");
    LoginPolicy loginPolicy = LoginPolicy::Join;
    bool telemetry = true;
    DpopProver *prover = nullptr; //!< null, or off: logins are bound to no key
};

/*!
    One browser login or logout from click to result. One interactive call at a time: by policy a second login joins or
    replaces the first, anything else replaces it; the replaced one ends in Cancelled.
*/
class WebAuth : public QObject
{
    Q_OBJECT
public:
    WebAuth(HttpClient *http, JwkSource *keys, Clock *clock, RandomBytes random, QObject *parent = nullptr);
    ~WebAuth() override;

    void setSettings(const WebAuthSettings &settings);
    //! Never null; not owned.
    void setBrowser(Browser *browser);
    Login *login() const;

    /*!
        Listener bound, browser opened, metadata and keys fetched meanwhile, callback judged (iss, state, error, code),
       code exchanged, ID token validated. Errors: those of the browser, the callback, the token endpoint and the ID
       token; Timeout after request.timeout; Cancelled.
    */
    Async<WebAuthResult> authorize(const WebAuthRequest &request);
    //! Whether a login with this \a request would join one that waits.
    bool isPending(const WebAuthRequest &request) const;
    //! InvalidArgument names what of \a request is unfit. Nothing is done.
    Result<Done> check(const WebLogoutRequest &request) const;
    //! Ends when the browser came back. Timeout after 60 s, Cancelled by cancel(), BrowserUnavailable.
    Async<Done> logout(const WebLogoutRequest &request);
    //! Ends whatever waits for the browser; that call ends in Cancelled.
    void cancel();

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
