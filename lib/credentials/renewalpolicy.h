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
/*!
    How long before its end a token is renewed: min(\a lead, half its life), and up to a tenth of its life more by \a
    jitter in [0, 1), so that tokens that were issued together are not renewed together. Never before half its life.
*/
std::chrono::milliseconds earliness(const StoredToken &token, std::chrono::milliseconds lead, double jitter);
/*!
    How long a renewal waits whose time has passed while the machine slept: up to half the token's life, by \a jitter. A
    fleet that wakes at nine is spread over it; a call that needs the token does not wait.
*/
std::chrono::milliseconds lateness(const StoredToken &token, double jitter);
/*!
    How long a renewal waits after it has failed for the n-th time (0 first): a quarter of the token's life, 20 minutes
    at most, times 2^n, up to half its life and an hour, times 0.5 … 1 by \a jitter. Of an unknown life 10 s and 10
    minutes.
*/
std::chrono::milliseconds pause(const StoredToken &token, int failures, double jitter);
//! When the session's ceiling (`session_expiry`) counts as reached: 30 s early, as in Auth0's SDKs. Only with a
//! ceiling.
QDateTime ceiling(const SessionRecord &record);
//! Whether the session has a ceiling and it has come.
bool ceilingReached(const SessionRecord &record, const QDateTime &now);
} // namespace Auth0::RenewalPolicy
