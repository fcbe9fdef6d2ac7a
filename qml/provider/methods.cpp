// SPDX-License-Identifier: Apache-2.0
#include "fetch/auth0fetcher.h"
#include "provider/providerprivate.h"

namespace Auth0 {
QJSValue Auth0Provider::authorize(const QJSValue &options, const QJSValue &more)
{
    return d->call("authorize", {options, more}, &Client::authorize);
}

QJSValue Auth0Provider::cancelWebAuth(const QJSValue &options, const QJSValue &more)
{
    return d->call("cancelWebAuth", {options, more}, &Client::cancelWebAuth);
}

QJSValue Auth0Provider::clearSession(const QJSValue &options, const QJSValue &more)
{
    return d->call("clearSession", {options, more}, &Client::clearSession);
}

QJSValue Auth0Provider::getCredentials(const QJSValue &options, const QJSValue &more)
{
    return d->credentials({options, more});
}

QJSValue Auth0Provider::hasValidCredentials(const QJSValue &options, const QJSValue &more)
{
    return d->call("hasValidCredentials", {options, more}, &Client::hasValidCredentials);
}

QJSValue Auth0Provider::saveCredentials(const QJSValue &credentials, const QJSValue &more)
{
    return d->call("saveCredentials", {credentials, more}, &Client::saveCredentials);
}

QJSValue Auth0Provider::clearCredentials(const QJSValue &options, const QJSValue &more)
{
    return d->call("clearCredentials", {options, more}, &Client::clearCredentials);
}

QJSValue Auth0Provider::getApiCredentials(const QJSValue &options, const QJSValue &more)
{
    return d->call("getApiCredentials", {options, more}, &Client::getApiCredentials);
}

QJSValue Auth0Provider::clearApiCredentials(const QJSValue &options, const QJSValue &more)
{
    return d->call("clearApiCredentials", {options, more}, &Client::clearApiCredentials);
}

QJSValue Auth0Provider::getAccessToken(const QJSValue &options, const QJSValue &more)
{
    const bool whole = options.property(QStringLiteral("includeFullResponse")).toBool();
    return d->call(
        "getAccessToken", {options, more}, &Client::getAccessToken, whole ? &ToScript::fullToken : &ToScript::token);
}

QJSValue Auth0Provider::getDPoPHeaders(const QJSValue &options, const QJSValue &more)
{
    return d->call("getDPoPHeaders", {options, more}, &Client::getDPoPHeaders);
}

QJSValue Auth0Provider::getSession(const QJSValue &options, const QJSValue &more)
{
    return d->call("getSession", {options, more}, &Client::getSession);
}

QJSValue Auth0Provider::updateSession(const QJSValue &options, const QJSValue &more)
{
    return d->call("updateSession", {options, more}, &Client::updateSession);
}

QJSValue Auth0Provider::listAccounts(const QJSValue &options, const QJSValue &more)
{
    return d->call("listAccounts", {options, more}, &Client::listAccounts);
}

QJSValue Auth0Provider::restore(const QJSValue &options, const QJSValue &more)
{
    return d->call("restore", {options, more}, &Client::restore);
}

QJSValue Auth0Provider::userInfo(const QJSValue &options, const QJSValue &more)
{
    return d->call("userInfo", {options, more}, &Client::userInfo);
}

QJSValue Auth0Provider::refreshUser(const QJSValue &options, const QJSValue &more)
{
    return d->call("refreshUser", {options, more}, &Client::refreshUser);
}

QJSValue Auth0Provider::revokeRefreshToken(const QJSValue &options, const QJSValue &more)
{
    return d->call("revokeRefreshToken", {options, more}, &Client::revokeRefreshToken);
}

Auth0Fetcher *Auth0Provider::createFetcher(const QJSValue &options, const QJSValue &more)
{
    return new Auth0Fetcher(this, Options::read<FetcherSettings>("createFetcher", {options, more}));
}
} // namespace Auth0
