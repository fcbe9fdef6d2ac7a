// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/clock.h"
#include "http/httpclient.h"
#include "jose/jwkset.h"
#include <QtCore/QObject>

namespace Auth0 {
/*!
    The tenant's keys: fetched once, shared by whoever asks meanwhile, kept 10 minutes. A key that is not in the set
   makes one more request, at most once a minute, and once more for each login (beginLogin()).
*/
class JwkSource : public QObject
{
    Q_OBJECT
public:
    JwkSource(HttpClient *http, Clock *clock, QObject *parent = nullptr);
    void setUrl(const QUrl &url);
    //! Fetches ahead when nothing fresh is at hand; if it fails, keysFor() tries anew.
    void prefetch();
    //! The next unknown key may be looked for at once, whatever was asked a moment ago.
    void beginLogin();
    //! The set that is at hand and holds a key for the token's header; null when a request would be needed.
    const JwkSet *cachedKeysFor(const QString &idToken) const;
    //! The keys for \a idToken: from memory, or after at most one request. NetworkFailure, Timeout, ServerFailure,
    //! InvalidResponse.
    Async<JwkSet> keysFor(const QString &idToken);

private:
    class Private;
    std::shared_ptr<Private> d;
};
} // namespace Auth0
