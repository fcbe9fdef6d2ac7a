// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>

namespace Auth0 {
/*!
    What a login or refresh hands out (OpenID Connect Core, section 3.1.3.3; Auth0: Get Tokens).

    QML prints every property of a value: toString() and toJSON() show none of the secrets.
*/
struct AUTH0_EXPORT Credentials
{
    Q_GADGET
    Q_PROPERTY(QString accessToken MEMBER accessToken)
    Q_PROPERTY(QString tokenType MEMBER tokenType)
    Q_PROPERTY(QString idToken MEMBER idToken)
    Q_PROPERTY(QString refreshToken MEMBER refreshToken)
    Q_PROPERTY(QDateTime expiresAt MEMBER expiresAt)
    Q_PROPERTY(QString scope MEMBER scope)
    Q_PROPERTY(QDateTime sessionExpiresAt MEMBER sessionExpiresAt)
    Q_PROPERTY(QString recoveryCode MEMBER recoveryCode)

public:
    QString accessToken; //!< for the audience of the login; opaque to the application (RFC 6749, section 1.4)
    QString tokenType; //!< `Bearer` or `DPoP`, as the server wrote it
    QString idToken; //!< the newest ID token that was accepted; may be empty
    QString refreshToken; //!< empty without `offline_access`
    QDateTime expiresAt; //!< end of the access token, UTC; invalid when the server did not say
    QString scope; //!< granted scope, words between blanks
    QDateTime sessionExpiresAt; //!< the `session_expiry` claim of the login, UTC; invalid when there is none
    QString recoveryCode; //!< a new MFA recovery code, handed out once; else empty

    //! The type and the members that are no secret.
    Q_INVOKABLE QString toString() const;
    //! For JSON.stringify: the members that are no secret.
    Q_INVOKABLE QJsonObject toJSON(const QString &key = {}) const;

    friend AUTH0_EXPORT bool operator==(const Credentials &a, const Credentials &b);
    friend bool operator!=(const Credentials &a, const Credentials &b) { return !(a == b); }
};
} // namespace Auth0
Q_DECLARE_METATYPE(Auth0::Credentials)
