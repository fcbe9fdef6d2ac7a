// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/tokenresponse.h"
#include "credentials/tokenrequest.h"
#include "storage/sessionrecord.h"
#include <QtCore/QDateTime>

//! What an answer of the tenant does to a session's record. Pure.
namespace Auth0::SessionChanges {
//! The rotated refresh token, and nothing else: written before the rest of the answer is judged.
SessionRecord rotated(const SessionRecord &record, const TokenResponse &answer);
//! The new access token under the audience and scope it was asked for. Of the others, those that have expired go: the
//! record stays small.
SessionRecord
withToken(const SessionRecord &record, const TokenRequest &request, const TokenResponse &answer, const QDateTime &now);
//! A validated ID token: it replaces the old one; claims that are missing from it erase nothing, the ceiling never
//! moves.
SessionRecord withIdentity(const SessionRecord &record, const QString &idToken, const QJsonObject &claims);
//! Without the tokens of \a audience that were asked for with \a scope; without a scope none of them is left. The
//! login's own token stays.
SessionRecord withoutTokens(const SessionRecord &record, const QString &audience, const std::optional<QString> &scope);
//! The token of \a answer as it is stored.
StoredToken
tokenOf(const TokenResponse &answer, const QString &audience, const QString &requestedScope, const QDateTime &now);
//! The `session_expiry` claim in ms, 0 when missing or out of range (0 < v < 10^10 s).
qint64 sessionCeiling(const QJsonObject &claims);
} // namespace Auth0::SessionChanges
