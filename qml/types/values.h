// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/apicredentials.h"
#include "core/connectiontoken.h"
#include "core/credentials.h"
#include "core/error.h"
#include "core/userprofile.h"
#include <QtQml/qqml.h>

//! The library's values as value types of QML.
namespace Auth0 {
//! The library's enumerations, for qmllint: LoginState is the type of Login::state().
namespace Enumerations {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Auth0)
QML_ANONYMOUS
} // namespace Enumerations

struct CredentialsForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::Credentials)
    QML_VALUE_TYPE(credentials)
};

struct ApiCredentialsForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::ApiCredentials)
    QML_VALUE_TYPE(apiCredentials)
};

struct ConnectionTokenForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::ConnectionToken)
    QML_VALUE_TYPE(connectionToken)
};

struct UserProfileForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::UserProfile)
    QML_VALUE_TYPE(userProfile)
};

struct ErrorForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::Error)
    QML_VALUE_TYPE(auth0Error)
};
} // namespace Auth0
