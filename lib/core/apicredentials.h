// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>

namespace Auth0 {
/*!
    An access token for one more API (Auth0: Multi-Resource Refresh Token).

    QML prints every property of a value: toString() and toJSON() show none of the secrets.
*/
struct AUTH0_EXPORT ApiCredentials
{
    Q_GADGET
    Q_PROPERTY(QString accessToken MEMBER accessToken)
    Q_PROPERTY(QString tokenType MEMBER tokenType)
    Q_PROPERTY(QDateTime expiresAt MEMBER expiresAt)
    Q_PROPERTY(QString scope MEMBER scope)
    Q_PROPERTY(QString requestedScope MEMBER requestedScope)
    Q_PROPERTY(QString audience MEMBER audience)

public:
    QString accessToken; //!< for audience; opaque to the application
    QString tokenType; //!< `Bearer` or `DPoP`, as the server wrote it
    QDateTime expiresAt; //!< end of the access token, UTC; invalid when the server did not say
    QString scope; //!< granted scope
    QString requestedScope; //!< scope that was asked for; the server may grant less
    QString audience; //!< the API the token is for

    //! The type and the members that are no secret.
    Q_INVOKABLE QString toString() const;
    //! For JSON.stringify: the members that are no secret.
    Q_INVOKABLE QJsonObject toJSON(const QString &key = {}) const;

    friend AUTH0_EXPORT bool operator==(const ApiCredentials &a, const ApiCredentials &b);
    friend bool operator!=(const ApiCredentials &a, const ApiCredentials &b) { return !(a == b); }
};
} // namespace Auth0
Q_DECLARE_METATYPE(Auth0::ApiCredentials)
