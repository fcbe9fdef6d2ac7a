// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "credentials/tokenrequest.h"
#include "storage/sessionrecord.h"
#include <QtCore/QDateTime>

//! What the stored tokens are good for. Pure: takes the record and the time, says yes or no.
namespace Auth0::RenewalPolicy {
//! The scope a token must have been asked for with: the request's, else the login's.
QString wantedScope(const SessionRecord &record, const TokenRequest &request);
//! The scope that a refresh for another audience sends; empty: none, and the tenant grants all that the login and its
//! policy for that audience allow.
QString sentScope(const TokenRequest &request);
//! Whether \a request is about the token of the login: its audience, and a scope the login asked for.
bool isForLogin(const SessionRecord &record, const TokenRequest &request);
/*!
    The stored token for the request, fresh or not: audience equal, *requested* scope covers the wanted one; of several
   the one with the fewest words. Null when there is none. The requested scope counts because the server may grant less,
   and would again. A token of another audience that was asked for without a scope serves a request without one.
*/
const StoredToken *find(const SessionRecord &record, const TokenRequest &request);
//! Whether the token lives \a minTtl longer. A token of unknown lifetime serves until it is refused.
bool isFresh(const StoredToken &token, const QDateTime &now, std::chrono::milliseconds minTtl);
//! The token that serves the request without a network; null when a refresh is needed.
const StoredToken *serving(const SessionRecord &record, const TokenRequest &request, const QDateTime &now);
//! Whether the session's ceiling (`session_expiry`) has come; 30 s early, as Auth0's SDKs do.
bool ceilingReached(const SessionRecord &record, const QDateTime &now);
} // namespace Auth0::RenewalPolicy
