// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

namespace Auth0 {
//! An access token and what was asked for when it came.
struct StoredToken
{
    QString audience; //!< as asked; empty: the login's
    QString requestedScope, grantedScope;
    QString accessToken, tokenType;
    qint64 expiresAt = 0; //!< ms since 1970; 0: the server did not say
    qint64 lifetime = 0; //!< ms from its issue to its end; 0: unknown
    QJsonObject unknown = {}; //!< members that this version does not know
    friend bool operator==(const StoredToken &, const StoredToken &) = default;
};

/*!
    All that one session consists of: one record, one keychain entry, switched in one step. Members that this version
   does not know are kept when the record is written again.
*/
struct SessionRecord
{
    static constexpr int formatVersion = 1;

    quint64 number = 0; //!< counts the writes of this record
    quint64 family = 0; //!< counts the logins: another family is another login
    QString login; //!< names the login for good, whatever family it was stored as; may be empty
    QString refreshToken, idToken;
    QString loginAudience, loginScope; //!< as asked at the login
    QJsonObject userClaims;
    StoredToken loginToken;
    QList<StoredToken> tokens; //!< of other audiences and scopes
    QString dpopKey; //!< PKCS#8 in base64url; empty: the session is bound to none, or the key is lost
    QString dpopJkt; //!< thumbprint of the key that the tokens are bound to
    QJsonArray connectionTokens;
    QJsonObject data;
    qint64 sessionExpiresAt = 0; //!< ms since 1970; 0: no ceiling
    QJsonObject unknown;

    QByteArray toBytes() const;
    //! StoreFailed: no such record. StoreUnavailable: written by a newer version (details "version").
    static Result<SessionRecord> fromBytes(const QByteArray &bytes);

    friend bool operator==(const SessionRecord &, const SessionRecord &) = default;
};
} // namespace Auth0
