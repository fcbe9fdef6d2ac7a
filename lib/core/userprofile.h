// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>
#include <QtCore/QVariantMap>

namespace Auth0 {
/*!
    The user, as the ID token tells (OpenID Connect Core, section 5.1). Signed out, every member is empty or false and
    claims is {}.
*/
struct AUTH0_EXPORT UserProfile
{
    Q_GADGET
    Q_PROPERTY(QString sub MEMBER sub)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString givenName MEMBER givenName)
    Q_PROPERTY(QString familyName MEMBER familyName)
    Q_PROPERTY(QString middleName MEMBER middleName)
    Q_PROPERTY(QString nickname MEMBER nickname)
    Q_PROPERTY(QString preferredUsername MEMBER preferredUsername)
    Q_PROPERTY(QString profile MEMBER profile)
    Q_PROPERTY(QString picture MEMBER picture)
    Q_PROPERTY(QString website MEMBER website)
    Q_PROPERTY(QString email MEMBER email)
    Q_PROPERTY(bool emailVerified MEMBER emailVerified)
    Q_PROPERTY(QString gender MEMBER gender)
    Q_PROPERTY(QString birthdate MEMBER birthdate)
    Q_PROPERTY(QString zoneinfo MEMBER zoneinfo)
    Q_PROPERTY(QString locale MEMBER locale)
    Q_PROPERTY(QString phoneNumber MEMBER phoneNumber)
    Q_PROPERTY(bool phoneNumberVerified MEMBER phoneNumberVerified)
    Q_PROPERTY(QVariantMap address MEMBER address)
    Q_PROPERTY(QDateTime updatedAt MEMBER updatedAt)
    Q_PROPERTY(QString orgId MEMBER orgId)
    Q_PROPERTY(QString orgName MEMBER orgName)
    Q_PROPERTY(QVariantMap claims MEMBER claims)

public:
    QString sub; //!< the user's identifier; never empty when signed in
    QString name, givenName, familyName, middleName, nickname, preferredUsername;
    QString profile, picture, website, email;
    bool emailVerified = false;
    QString gender, birthdate, zoneinfo, locale, phoneNumber;
    bool phoneNumberVerified = false;
    QVariantMap address; //!< members as the server names them
    QDateTime
        updatedAt; //!< UTC; invalid when unknown. Auth0 sends ISO 8601 text, OpenID Connect a number: both are read
    QString orgId, orgName; //!< the organization of the login
    QVariantMap claims; //!< every other claim, verbatim; those of the protocol (`iss`, `exp`, …) are left out

    //! Reads the claims of an ID token or of `/userinfo`; members of the wrong type count as missing.
    static UserProfile fromClaims(const QJsonObject &claims);
    //! The claims of \a claims that describe the user: those of the protocol are dropped.
    static QJsonObject userClaims(const QJsonObject &claims);

    //! The type and the user's identifier.
    Q_INVOKABLE QString toString() const;

    friend AUTH0_EXPORT bool operator==(const UserProfile &a, const UserProfile &b);
    friend bool operator!=(const UserProfile &a, const UserProfile &b) { return !(a == b); }
};
} // namespace Auth0
Q_DECLARE_METATYPE(Auth0::UserProfile)
