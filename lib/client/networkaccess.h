// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/client.h"

class QNetworkAccessManager;

namespace Auth0 {
//! Makes network access managers that show a client's access token to some origins.
class AUTH0_EXPORT NetworkAccess
{
public:
    //! On the thread of \a client, which may die first: what is waiting for a token then ends as cancelled.
    NetworkAccess(Client *client, const QStringList &origins);
    ~NetworkAccess();

    //! What is wrong with the origins; then the token goes nowhere.
    Result<Done> check() const;
    //! Whether the token may go to \a url.
    bool concerns(const QUrl &url) const;
    //! A manager for the calling thread, whichever it is.
    QNetworkAccessManager *createManager(QObject *parent) const;

private:
    class Private;
    std::unique_ptr<const Private> d;
};
} // namespace Auth0
