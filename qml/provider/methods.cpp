// SPDX-License-Identifier: Apache-2.0
#include "fetch/auth0fetcher.h"
#include "provider/providerprivate.h"

namespace Auth0 {
QJSValue Auth0Provider::authorize(const QJSValue &options) { return d->call("authorize", options, &Client::authorize); }

QJSValue Auth0Provider::cancelWebAuth(const QJSValue &options)
{
    return d->call("cancelWebAuth", options, &Client::cancelWebAuth);
}

QJSValue Auth0Provider::clearSession(const QJSValue &options)
{
    return d->call("clearSession", options, &Client::clearSession);
}

QJSValue Auth0Provider::getCredentials(const QJSValue &options) { return d->credentials(options); }

QJSValue Auth0Provider::hasValidCredentials(const QJSValue &options)
{
    return d->call("hasValidCredentials", options, &Client::hasValidCredentials);
}

QJSValue Auth0Provider::saveCredentials(const QJSValue &credentials)
{
    return d->call("saveCredentials", credentials, &Client::saveCredentials);
}

QJSValue Auth0Provider::clearCredentials(const QJSValue &options)
{
    return d->call("clearCredentials", options, &Client::clearCredentials);
}

QJSValue Auth0Provider::getApiCredentials(const QJSValue &options)
{
    return d->call("getApiCredentials", options, &Client::getApiCredentials);
}

QJSValue Auth0Provider::clearApiCredentials(const QJSValue &options)
{
    return d->call("clearApiCredentials", options, &Client::clearApiCredentials);
}

QJSValue Auth0Provider::getAccessToken(const QJSValue &options)
{
    const bool whole = options.property(QStringLiteral("includeFullResponse")).toBool();
    return d->call("getAccessToken", options, &Client::getAccessToken, whole ? &ToScript::fullToken : &ToScript::token);
}

QJSValue Auth0Provider::getDPoPHeaders(const QJSValue &options)
{
    return d->call("getDPoPHeaders", options, &Client::getDPoPHeaders);
}

QJSValue Auth0Provider::getSession(const QJSValue &options)
{
    return d->call("getSession", options, &Client::getSession);
}

QJSValue Auth0Provider::updateSession(const QJSValue &options)
{
    return d->call("updateSession", options, &Client::updateSession);
}

QJSValue Auth0Provider::listAccounts(const QJSValue &options)
{
    return d->call("listAccounts", options, &Client::listAccounts);
}

QJSValue Auth0Provider::restore(const QJSValue &options) { return d->call("restore", options, &Client::restore); }

QJSValue Auth0Provider::userInfo(const QJSValue &options) { return d->call("userInfo", options, &Client::userInfo); }

QJSValue Auth0Provider::refreshUser(const QJSValue &options)
{
    return d->call("refreshUser", options, &Client::refreshUser);
}

QJSValue Auth0Provider::revokeRefreshToken(const QJSValue &options)
{
    return d->call("revokeRefreshToken", options, &Client::revokeRefreshToken);
}

Auth0Fetcher *Auth0Provider::createFetcher(const QJSValue &options)
{
    return new Auth0Fetcher(this, Options::read<FetcherSettings>("createFetcher", options));
}
} // namespace Auth0
