// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/origin.h"
#include "fetch/tokendesk.h"
#include <QtNetwork/QNetworkAccessManager>

namespace Auth0 {
/*!
    Shows the session's token to the origins that are allowed; any other request goes its usual way. It may live on
    another thread than the client. A request that waits for a token leaves once there is one; nobody signed in: it
    leaves without.
*/
class TokenNetworkAccessManager : public QNetworkAccessManager
{
    Q_OBJECT
public:
    TokenNetworkAccessManager(const OriginList &origins, std::shared_ptr<Mailbox> desk, QObject *parent = nullptr);

    const OriginList &origins() const { return m_origins; }
    const std::shared_ptr<Mailbox> &desk() const { return m_desk; }
    //! A request as Qt sends it.
    QNetworkReply *sendPlain(Operation operation, const QNetworkRequest &request, QIODevice *body);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    const OriginList m_origins;
    const std::shared_ptr<Mailbox> m_desk;
};
} // namespace Auth0
