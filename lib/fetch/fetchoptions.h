// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/accesstoken.h>
#include <Auth0Qt/fetch/fetchmessage.h>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>
#include <QtCore/QVariantMap>
#include <chrono>
#include <functional>
#include <optional>

namespace Auth0 {
//! What a request carries: bytes as they are, text, or a JSON object or array.
struct AUTH0_EXPORT FetchBody
{
    FetchBody() = default;
    FetchBody(const QByteArray &bytes);
    FetchBody(const QString &text); //!< UTF-8, `text/plain;charset=UTF-8`
    FetchBody(const QJsonObject &json);
    FetchBody(const QJsonArray &json);

    QByteArray bytes;
    QByteArray contentType; //!< unless the headers name one
};

//! Options of Fetcher::fetch(). "Not given" is std::nullopt.
struct FetchOptions
{
    std::optional<QString> method; //!< GET
    QVariantMap headers; //!< names and values; `Authorization` and `DPoP` are replaced
    std::optional<FetchBody> body; //!< one of body, json and form
    std::optional<QJsonValue> json; //!< any JSON value, sent as `application/json`
    std::optional<QVariantMap> form; //!< sent as `application/x-www-form-urlencoded`
    std::optional<QString> scope; //!< of the access token: added to the login's
    std::optional<QString> audience; //!< of the access token: the login's
    std::optional<bool> refresh; //!< false; true forces a refresh first
    std::optional<std::chrono::milliseconds>
        timeout; //!< for all of it; without it the configuration's for each request
    std::optional<QString> tag; //!< for abort() and progress()
};

//! Which token a fetcher asks for.
struct AccessTokenRequest
{
    std::optional<QString> audience, scope;
    bool refresh = false; //!< the one in hand was refused
};

//! Options of Client::createFetcher().
struct CreateFetcherOptions
{
    std::optional<QString> baseUrl; //!< https, or http to a loopback address; a path is kept
    std::function<Async<FetchResponse>(const FetchRequest &)> fetch; //!< a transport in place of the library's
    std::function<Async<AccessToken>(const AccessTokenRequest &)> getAccessToken; //!< in place of the client's
    std::optional<QString> nonceStorageId; //!< keeps the DPoP nonces of two fetchers of one origin apart
    //! Whether bound tokens are shown as such; the configuration's. A Bearer token is never made one.
    std::optional<bool> useDPoP;
    QStringList allowedOrigins; //!< beside baseUrl's: where the token may go too
};
} // namespace Auth0
