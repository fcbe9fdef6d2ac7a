// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/options.h"
#include "core/credentials.h"
#include "fetch/fetchersettings.h"
#include "fetch/fetchoptions.h"
#include "options/key.h"
#include <array>

//! The keys of each options struct, listed once: reader and error text come from here.
namespace Auth0::Options {
//! For methods that take no options.
struct None
{
};

template<typename Struct>
struct Keys;

template<>
struct Keys<None>
{
    static constexpr std::array<Key, 0> list{};
};

template<>
struct Keys<AuthorizeOptions>
{
    using O = AuthorizeOptions;
    static constexpr std::array list{
        key<&O::scope>("scope"),
        key<&O::audience>("audience"),
        key<&O::connection>("connection"),
        key<&O::organization>("organization"),
        key<&O::invitationUrl>("invitationUrl"),
        key<&O::maxAge>("maxAge"),
        key<&O::redirectUrl>("redirectUrl"),
        key<&O::state>("state"),
        key<&O::nonce>("nonce"),
        key<&O::leeway>("leeway"),
        key<&O::ephemeralSession>("ephemeralSession"),
        key<&O::store>("store"),
        key<&O::timeout>("timeout"),
        key<&O::parameters>("parameters")};
};

template<>
struct Keys<ClearSessionOptions>
{
    using O = ClearSessionOptions;
    static constexpr std::array list{
        key<&O::federated>("federated"), key<&O::returnToUrl>("returnToUrl"), key<&O::revoke>("revoke"),
        key<&O::useOidcLogout>("useOidcLogout"), key<&O::parameters>("parameters")};
};

template<>
struct Keys<GetCredentialsOptions>
{
    using O = GetCredentialsOptions;
    static constexpr std::array list{
        key<&O::scope>("scope"), key<&O::minTtl>("minTtl"), key<&O::parameters>("parameters"),
        key<&O::forceRefresh>("forceRefresh")};
    static constexpr std::array hints{
        Hint{"audience", "getApiCredentials({audience: …}) hands out tokens of another audience"}};
};

template<>
struct Keys<HasValidCredentialsOptions>
{
    static constexpr std::array list{key<&HasValidCredentialsOptions::minTtl>("minTtl")};
};

template<>
struct Keys<ClearCredentialsOptions>
{
    static constexpr std::array list{key<&ClearCredentialsOptions::revoke>("revoke")};
};

template<>
struct Keys<GetApiCredentialsOptions>
{
    using O = GetApiCredentialsOptions;
    static constexpr std::array list{
        key<&O::audience>("audience"), key<&O::scope>("scope"), key<&O::minTtl>("minTtl"),
        key<&O::parameters>("parameters")};
};

template<>
struct Keys<ClearApiCredentialsOptions>
{
    using O = ClearApiCredentialsOptions;
    static constexpr std::array list{key<&O::audience>("audience"), key<&O::scope>("scope")};
};

template<>
struct Keys<GetAccessTokenOptions>
{
    using O = GetAccessTokenOptions;
    static constexpr std::array list{
        key<&O::audience>("audience"), key<&O::scope>("scope"), key<&O::refresh>("refresh"), key<&O::minTtl>("minTtl"),
        key<&O::includeFullResponse>("includeFullResponse")};
};

template<>
struct Keys<GetDPoPHeadersOptions>
{
    using O = GetDPoPHeadersOptions;
    static constexpr std::array list{
        key<&O::url>("url"), key<&O::method>("method"), key<&O::accessToken>("accessToken"),
        key<&O::tokenType>("tokenType"), key<&O::nonce>("nonce")};
};

template<>
struct Keys<UpdateSessionOptions>
{
    static constexpr std::array list{key<&UpdateSessionOptions::data, JsonData>("data")};
};

template<>
struct Keys<FetchOptions>
{
    using O = FetchOptions;
    static constexpr const char *first = "url";
    static constexpr std::array list{key<&O::method>("method"),     key<&O::headers>("headers"),
                                     key<&O::body>("body"),         key<&O::json, JsonValue>("json"),
                                     key<&O::form>("form"),         key<&O::scope>("scope"),
                                     key<&O::audience>("audience"), key<&O::refresh>("refresh"),
                                     key<&O::timeout>("timeout"),   key<&O::tag>("tag")};
};

template<>
struct Keys<FetcherSettings>
{
    using O = FetcherSettings;
    static constexpr std::array list{
        key<&O::baseUrl>("baseUrl"),
        key<&O::fetch>("fetch"),
        key<&O::getAccessToken>("getAccessToken"),
        key<&O::nonceStorageId>("nonceStorageId"),
        key<&O::useDPoP>("useDPoP"),
        key<&O::allowedOrigins>("allowedOrigins")};
};

template<>
struct Keys<Credentials>
{
    using C = Credentials;
    static constexpr std::array list{key<&C::accessToken>("accessToken"),
                                     key<&C::tokenType>("tokenType"),
                                     key<&C::idToken>("idToken"),
                                     key<&C::refreshToken>("refreshToken"),
                                     key<&C::expiresAt>("expiresAt"),
                                     key<&C::scope>("scope"),
                                     key<&C::sessionExpiresAt>("sessionExpiresAt"),
                                     key<&C::recoveryCode>("recoveryCode")};
};
} // namespace Auth0::Options
