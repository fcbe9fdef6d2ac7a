// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>
#include <QtCore/QVariantMap>
#include <chrono>
#include <optional>

namespace Auth0 {
//! Which access token a caller wants.
struct TokenRequest
{
    QString audience; //!< empty: the login's
    std::optional<QString> scope; //!< nothing: the login's, or whatever the audience grants
    std::chrono::milliseconds minTtl{0};
    bool force = false; //!< a stored token does not do
    QVariantMap parameters; //!< further fields of the refresh request
    std::optional<std::chrono::milliseconds> timeout; //!< of one request; nothing: the session's

    friend bool operator==(const TokenRequest &, const TokenRequest &) = default;
};
} // namespace Auth0
