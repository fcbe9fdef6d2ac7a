// SPDX-License-Identifier: Apache-2.0
#include "fetch/tokennetworkaccessmanager.h"
#include "core/logging.h"
#include "fetch/tokenreply.h"

namespace Auth0 {
TokenNetworkAccessManager::TokenNetworkAccessManager(
    const OriginList &origins, std::shared_ptr<Mailbox> desk, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_origins(origins)
    , m_desk(std::move(desk))
{
}

QNetworkReply *
TokenNetworkAccessManager::sendPlain(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    return QNetworkAccessManager::createRequest(operation, request, body);
}

QNetworkReply *
TokenNetworkAccessManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    // QUrl has read the address already; what it stands for is compared, and it is what Qt connects to.
    const bool isOurs = m_origins.allows(request.url()) && request.url().userInfo().isEmpty();
    if (!isOurs)
        return sendPlain(operation, request, body);
    if (request.attribute(QNetworkRequest::SynchronousRequestAttribute).toBool()) {
        qCWarning(lcFetch) << "A synchronous request cannot wait for an access token; it goes without.";
        return sendPlain(operation, request, body);
    }
    return new TokenReply(this, operation, request, body);
}
} // namespace Auth0
