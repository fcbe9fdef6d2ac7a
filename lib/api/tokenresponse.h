// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "http/httpclient.h"
#include <QtCore/QJsonObject>
#include <optional>

namespace Auth0 {
//! A successful answer of `/oauth/token` (RFC 6749, section 5.1), read but not yet judged.
struct TokenResponse
{
    QString accessToken;
    QString tokenType; //!< as sent
    std::optional<qint64> expiresIn; //!< seconds; missing: the lifetime is unknown
    QString idToken;
    QString refreshToken; //!< empty: the server sent none, the old one stays
    QString scope; //!< granted; empty: as requested
    QString recoveryCode;
    QDateTime serverTime; //!< the answer's `Date`, or our clock when it had none
    std::optional<Error> defect; //!< of a refresh: why nothing but the refresh token could be read

    //! InvalidResponse without an access token, with one that is no text, or with a body that is no JSON object.
    static Result<TokenResponse> fromResponse(const HttpResponse &response, const QDateTime &now);
    //! Likewise; but what is no good otherwise and carries a rotated refresh token is that token with a defect.
    static Result<TokenResponse> ofRefresh(const HttpResponse &response, const QDateTime &now);
};
} // namespace Auth0
