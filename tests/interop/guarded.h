// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/client.h"
#include "dpop/dpopkey.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/tenantprocess.h"
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

namespace Auth0::Test {
/*!
    A user with a bound session, and two APIs behind Auth0's own guard: one for tokens that are bound, one for bearer
    tokens. The tokens come from the local tenant.
*/
class Guarded
{
public:
    static inline const QString boundAudience = QStringLiteral("https://dpop-api.example.com");
    static inline const QString bearerAudience = QStringLiteral("https://api.example.com");

    //! Empty, or what went wrong.
    QString start()
    {
        if (!tenant.isRunning())
            return QStringLiteral("the tenant did not start");
        m_bound = api(boundAudience);
        m_bearer = api(bearerAudience);
        if (!m_bound->url().isValid() || !m_bearer->url().isValid())
            return QStringLiteral("an API did not start");
        Configuration configuration = tenant.configuration();
        configuration.useDPoP = true;
        configuration.audience = boundAudience;
        configuration.scope += QStringLiteral(" read:messages");
        client = std::make_unique<Client>(configuration, Services{nullptr, &store, &user, nullptr});
        const auto login = await(client->authorize());
        if (!login)
            return login.error().toString();
        credentials = *login;
        return credentials.tokenType == u"DPoP"_qs ? QString() : u"the tokens are not bound"_qs;
    }

    //! A path of the API that takes bound tokens, or of the other.
    QUrl at(const QString &path) const { return m_bound->url().resolved(QUrl(path)); }
    QUrl atBearer(const QString &path) const { return m_bearer->url().resolved(QUrl(path)); }
    //! The key of the session, as it stands in the store.
    DpopKey key() const
    {
        return *DpopKey::fromText(QJsonDocument::fromJson(*store.entries.begin())[u"dpop_key"].toString());
    }
    //! The headers that the client makes for this request; those of another token if one is given.
    FetchHeaders headers(const FetchRequest &request, const QString &nonce = {}, const AccessToken &token = {}) const
    {
        GetDPoPHeadersOptions use;
        use.url = request.url;
        use.method = QString::fromLatin1(request.method);
        use.accessToken = token.token.isEmpty() ? credentials.accessToken : token.token;
        use.tokenType = token.token.isEmpty() ? credentials.tokenType : token.tokenType;
        if (!nonce.isEmpty())
            use.nonce = nonce;
        FetchHeaders headers;
        const auto made = await(client->getDPoPHeaders(use));
        for (auto it = made->begin(); it != made->end(); ++it)
            headers.append(std::pair(it.key().toLatin1(), it->toByteArray()));
        return headers;
    }
    //! The request as it stands, sent without the library.
    FetchResponse sent(const FetchRequest &request)
    {
        QNetworkRequest out(request.url);
        for (const auto &[name, value] : request.headers)
            out.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(out, request.method, request.body));
        FetchResponse response;
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
            return response;
        response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        response.url = reply->url();
        response.headers = reply->rawHeaderPairs();
        response.body = reply->readAll();
        return response;
    }
    //! A nonce that the guard takes now.
    QString freshNonce()
    {
        FetchRequest request{"GET", at(u"/required/nonce"_qs), {}, {}};
        request.headers = headers(request);
        return QString::fromLatin1(sent(request).header("DPoP-Nonce"));
    }

    TenantProcess tenant{
        {{QStringLiteral("apis"),
          QJsonArray{
              QJsonObject{{u"audience"_qs, boundAudience}, {u"senderConstraining"_qs, u"required"_qs}},
              QJsonObject{{u"audience"_qs, bearerAudience}, {u"scopes"_qs, QJsonArray{u"read:messages"_qs}}}}}}};
    FakeSecretStore store;
    HttpUser user;
    std::unique_ptr<Client> client;
    Credentials credentials;

private:
    std::unique_ptr<ServerProcess> api(const QString &audience) const
    {
        return std::make_unique<ServerProcess>(
            QStringLiteral(INTEROP_NODE),
            QStringList{
                QStringLiteral(INTEROP_FOLDER "/api.mjs"), QStringLiteral("--issuer"), tenant.domain() + u'/',
                QStringLiteral("--audience"), audience});
    }

    std::unique_ptr<ServerProcess> m_bound, m_bearer;
    QNetworkAccessManager m_network;
};
} // namespace Auth0::Test
