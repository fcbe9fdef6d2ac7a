// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/credentials.h"
#include "session/sessiondata.h"
#include "storage/sessionrecord.h"
#include "webauth/webauth.h"

//! A session's record as the application sees it, and the other way round. Pure.
namespace Auth0::RecordViews {
Credentials credentials(const SessionRecord &record, const StoredToken &token);
ApiCredentials apiCredentials(const StoredToken &token);
SessionData snapshot(const SessionRecord &record);
//! The first record of a browser login.
SessionRecord fromLogin(const WebAuthResult &result, const QDateTime &now);
//! The first record of credentials that came another way.
SessionRecord fromCredentials(
    const Credentials &credentials, const QJsonObject &claims, const QString &audience, const QString &scope);
} // namespace Auth0::RecordViews
