// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/apicredentials.h>
#include <Auth0Qt/core/connectiontoken.h>
#include <Auth0Qt/core/credentials.h>
#include <Auth0Qt/core/userprofile.h>
#include <QtCore/QList>

namespace Auth0 {
//! A snapshot of the session, as getSession() hands it out.
struct SessionData
{
    UserProfile user;
    Credentials tokenSet; //!< of the login
    QList<ApiCredentials> accessTokens; //!< of other audiences and scopes
    QList<ConnectionToken> connectionTokenSets;
    QVariantMap data; //!< the application's own
};
} // namespace Auth0
