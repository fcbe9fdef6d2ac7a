// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>
#include <chrono>
#include <optional>

//! The options of each method. "Not given" is std::nullopt: 0, "" and false are values.
namespace Auth0 {
//! Options of Client::authorize().
struct AuthorizeOptions
{
    std::optional<QString> scope; //!< replaces the configuration's; `openid` is added
    std::optional<QString> audience, connection, organization; //!< sent as they are
    std::optional<QString> invitationUrl; //!< the link of an invitation mail; overrides organization
    std::optional<std::chrono::milliseconds> maxAge; //!< 0 forces a fresh login
    std::optional<QString> redirectUrl; //!< instead of the derived callback
    std::optional<QString> state, nonce; //!< random unless given
    std::optional<std::chrono::milliseconds> leeway,
        timeout; //!< instead of leeway and loginTimeout of the configuration
    std::optional<bool> ephemeralSession; //!< false
    std::optional<bool> store; //!< true; false: hands the credentials out, and the session in hand stays as it is
    QVariantMap parameters; //!< more query parameters: strings, numbers, booleans
};

//! Options of Client::clearSession().
struct ClearSessionOptions
{
    std::optional<bool> federated; //!< false; log out of the identity provider too
    std::optional<QString> returnToUrl; //!< instead of the derived callback
    std::optional<bool> revoke; //!< false; revoke the refresh token (RFC 7009)
    std::optional<bool> useOidcLogout; //!< false; RP-initiated logout with `id_token_hint`
    QVariantMap parameters; //!< more query parameters of the logout
};

//! Options of Client::getCredentials().
struct GetCredentialsOptions
{
    std::optional<QString> scope; //!< the login's
    std::optional<std::chrono::milliseconds> minTtl; //!< 0; how long the token has to live at least
    QVariantMap parameters; //!< further fields of the refresh request
    std::optional<bool> forceRefresh; //!< false
};

//! Options of Client::hasValidCredentials().
struct HasValidCredentialsOptions
{
    std::optional<std::chrono::milliseconds> minTtl; //!< 0
};

//! Options of Client::clearCredentials().
struct ClearCredentialsOptions
{
    std::optional<bool> revoke; //!< false; revoke the refresh token (RFC 7009)
};

//! Options of Client::getApiCredentials().
struct GetApiCredentialsOptions
{
    std::optional<QString> audience; //!< required: the API's identifier, from the dashboard
    std::optional<QString> scope; //!< nothing: all that the login and the API's policy allow; `openid` is added
    std::optional<std::chrono::milliseconds> minTtl; //!< 0
    QVariantMap parameters; //!< further fields of the refresh request
};

//! Options of Client::clearApiCredentials().
struct ClearApiCredentialsOptions
{
    std::optional<QString> audience; //!< required
    std::optional<QString> scope; //!< nothing: all entries of the audience; else the one that was asked for with it
};

//! Options of Client::getAccessToken().
struct GetAccessTokenOptions
{
    std::optional<QString> audience; //!< the login's
    std::optional<QString> scope; //!< added to the login's
    std::optional<bool> refresh; //!< false; forces a refresh
    std::optional<std::chrono::milliseconds> minTtl; //!< 0
    std::optional<bool> includeFullResponse; //!< false; in C++ the answer is always whole
};

//! Options of Client::getDPoPHeaders().
struct GetDPoPHeadersOptions
{
    std::optional<QUrl> url; //!< required; absolute, query and fragment do not count
    std::optional<QString> method; //!< required; `GET`, `POST`, …
    std::optional<QString> accessToken; //!< required
    std::optional<QString> tokenType; //!< of the token; not given: as this session stored it, else Bearer
    std::optional<QString> nonce; //!< the newest that this server gave, where the library has seen one
};

//! Options of Client::updateSession().
struct UpdateSessionOptions
{
    std::optional<QVariantMap> data; //!< JSON values, 16 KiB as JSON text; required, empty is a value
};
} // namespace Auth0
