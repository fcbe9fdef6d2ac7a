// SPDX-License-Identifier: Apache-2.0
#include "client/clientprivate.h"

namespace Auth0 {
namespace {
//! Presents a bearer token (RFC 6750, section 2.1).
class BearerSigner : public RequestSigner
{
public:
    explicit BearerSigner(const QString &token)
        : m_token(token.toLatin1())
    {
    }
    Result<FetchHeaders> sign(const QByteArray &, const QUrl &) override
    {
        return FetchHeaders{{"Authorization", "Bearer " + m_token}};
    }
    bool wantsRetry(const QUrl &, const HttpResponse &) override { return false; }

private:
    const QByteArray m_token;
};
} // namespace

FetcherServices Client::Private::fetcherServices() const
{
    const QPointer<Client> client(q);
    FetcherServices services;
    services.token = [client](const AccessTokenRequest &request) {
        if (!client)
            return failed<AccessToken>(cancelledError());
        GetAccessTokenOptions options;
        options.audience = request.audience;
        options.scope = request.scope;
        options.refresh = request.refresh;
        return client->getAccessToken(options);
    };
    services.signer = [](const AccessToken &token, const QString &) {
        return std::make_shared<BearerSigner>(token.token);
    };
    services.send = [client](const HttpRequest &request) {
        if (!client)
            return failed<HttpResponse>(cancelledError());
        if (const auto wrong = client->d->mistake())
            return failed<HttpResponse>(*wrong);
        client->d->applySettings();
        return client->d->session->http()->send(request);
    };
    services.usesDpop = [] { return false; };
    return services;
}

Fetcher *Client::createFetcher(const CreateFetcherOptions &options)
{
    return new Fetcher(options, d->fetcherServices(), this);
}
} // namespace Auth0
