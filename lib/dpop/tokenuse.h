// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QUrl>
#include <optional>

namespace Auth0 {
//! A request to an API that presents an access token.
struct TokenUse
{
    QString method; //!< becomes upper case
    QUrl url; //!< absolute; https, or http to a loopback address
    QString accessToken;
    QString tokenType; //!< DPoP in any letter case; anything else is Bearer
    std::optional<QString> nonce; //!< nothing: the newest that this server gave
    QString nonceSpace; //!< keeps nonces of one origin apart

    bool isDpop() const { return tokenType.compare(QLatin1String("DPoP"), Qt::CaseInsensitive) == 0; }
    //! InvalidArgument names the member that is missing or unfit.
    Result<Done> check() const;
};
} // namespace Auth0
