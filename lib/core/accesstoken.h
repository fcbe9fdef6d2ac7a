// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace Auth0 {
//! What getAccessToken() hands out; it converts to the bare token.
struct AccessToken
{
    QString token; //!< the access token
    QString scope; //!< granted scope
    QDateTime expiresAt; //!< UTC; invalid when the server did not say
    qint64 expiresIn = 0; //!< whole seconds from now, 0 when unknown or past
    QString tokenType; //!< `Bearer` or `DPoP`

    operator QString() const { return token; }
};
} // namespace Auth0
