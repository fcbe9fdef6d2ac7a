// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>

namespace Auth0 {
/*!
    A token of an upstream identity provider (Auth0: Token Vault).

    QML prints every property of a value: toString() and toJSON() show none of the secrets.
*/
struct AUTH0_EXPORT ConnectionToken
{
    Q_GADGET
    Q_PROPERTY(QString token MEMBER token)
    Q_PROPERTY(QDateTime expiresAt MEMBER expiresAt)
    Q_PROPERTY(QString scope MEMBER scope)
    Q_PROPERTY(QString connection MEMBER connection)
    Q_PROPERTY(QString loginHint MEMBER loginHint)

public:
    QString token; //!< access token of the connection
    QDateTime expiresAt; //!< end of the token, UTC; invalid when unknown
    QString scope; //!< granted scope
    QString connection; //!< name of the connection, such as `google-oauth2`
    QString loginHint; //!< the account at the connection; may be empty

    //! The type and the members that are no secret.
    Q_INVOKABLE QString toString() const;
    //! For JSON.stringify: the members that are no secret.
    Q_INVOKABLE QJsonObject toJSON(const QString &key = {}) const;

    friend AUTH0_EXPORT bool operator==(const ConnectionToken &a, const ConnectionToken &b);
    friend bool operator!=(const ConnectionToken &a, const ConnectionToken &b) { return !(a == b); }
};
} // namespace Auth0
Q_DECLARE_METATYPE(Auth0::ConnectionToken)
