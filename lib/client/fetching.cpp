// SPDX-License-Identifier: Apache-2.0
#include "client/clientprivate.h"
#include "dpop/dpopsigner.h"

namespace Auth0 {
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
    services.signer = [client](const AccessToken &token, const QString &nonceSpace) {
        TokenUse use;
        use.accessToken = token.token;
        use.tokenType = token.tokenType;
        use.nonceSpace = nonceSpace;
        // Without a prover it ends in Cancelled.
        return std::make_shared<ResourceSigner>(
            client && client->d->session ? client->d->session->prover() : nullptr, use);
    };
    services.send = [client](const HttpRequest &request) {
        if (!client)
            return failed<HttpResponse>(cancelledError());
        if (const auto wrong = client->d->mistake())
            return failed<HttpResponse>(*wrong);
        client->d->applySettings();
        return client->d->session->http()->send(request);
    };
    services.trust = [client](const QUrl &url) {
        using Trust = std::optional<QSslConfiguration>;
        if (!client)
            return failed<Trust>(cancelledError());
        if (client->d->configuration.caCertificates.isEmpty() || url.scheme() != QLatin1String("https"))
            return ready(Trust());
        if (const auto wrong = client->d->mistake())
            return failed<Trust>(*wrong);
        client->d->applySettings();
        return andThen(
            client->d->session->http()->route(url), client, [](const Route &route) { return ready(route.tls); });
    };
    services.usesDpop = [client] { return client && client->d->configuration.useDPoP; };
    return services;
}

Fetcher *Client::createFetcher(const CreateFetcherOptions &options)
{
    return new Fetcher(options, d->fetcherServices(), this);
}
} // namespace Auth0
