// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetcher.h"
#include "fetch/fetchcall.h"
#include "fetch/fetchrequest.h"
#include "fetch/fetchurl.h"

namespace Auth0 {
class Fetcher::Private
{
public:
    CreateFetcherOptions options;
    FetcherServices services;
    Result<OriginList> origins = OriginList();
    std::unique_ptr<TokenSupply> tokens;

    QList<FetchCall *> calls(const Fetcher *q) const
    {
        return q->findChildren<FetchCall *>(QString(), Qt::FindDirectChildrenOnly);
    }
};

Fetcher::Fetcher(const CreateFetcherOptions &options, const FetcherServices &services, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->services = services;
    d->tokens = std::make_unique<TokenSupply>([this](const AccessTokenRequest &request) {
        // Copies: both may end in the application's code, which may set other options or delete this fetcher.
        const auto source = d->options.getAccessToken ? d->options.getAccessToken : d->services.token;
        return source(request);
    });
    setOptions(options);
}

Fetcher::~Fetcher()
{
    setParent(nullptr); // whoever is answered may delete the client, which is not to delete this once more
    // Those who wait are answered while the fetcher is still whole.
    qDeleteAll(d->calls(this));
}

void Fetcher::setOptions(const CreateFetcherOptions &options)
{
    d->options = options;
    d->origins = OriginList::of(options.baseUrl.value_or(QString()), options.allowedOrigins);
}

Async<FetchResponse> Fetcher::fetch(const QString &url, const FetchOptions &options)
{
    if (!d->origins)
        return failed<FetchResponse>(d->origins.error());
    const auto target = fetchUrl(url, d->options.baseUrl.value_or(QString()), *d->origins);
    if (!target)
        return failed<FetchResponse>(target.error());
    const auto request = fetchRequest(*target, options);
    if (!request)
        return failed<FetchResponse>(request.error());
    FetchParts parts;
    parts.tokens = d->tokens.get();
    parts.services = d->services;
    parts.origins = *d->origins;
    parts.transport = d->options.fetch;
    parts.terms = {
        {options.audience, options.scope, options.refresh.value_or(false)},
        d->options.nonceStorageId.value_or(QString()),
        d->options.useDPoP};
    auto *call = new FetchCall(*request, options, parts, this);
    connect(call, &FetchCall::progress, this, &Fetcher::progress);
    return call->run();
}

void Fetcher::abort(const std::optional<QString> &tag)
{
    const QPointer<Fetcher> alive(this);
    const auto calls = d->calls(this);
    for (const QPointer<FetchCall> call : calls) {
        if (alive && call && (!tag || call->tag() == *tag))
            call->end(cancelledError());
    }
}
} // namespace Auth0
