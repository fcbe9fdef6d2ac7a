// SPDX-License-Identifier: Apache-2.0
#include "browser/custombrowser.h"
#include "core/async.h"

namespace Auth0 {
class CustomBrowser::Private
{
public:
    bool listen = true;
    bool ephemeral = false;
    std::optional<Deferred<QUrl>> pending;
};

CustomBrowser::CustomBrowser(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
}

CustomBrowser::~CustomBrowser()
{
    if (const auto pending = std::exchange(d->pending, std::nullopt))
        pending->settle(cancelledError());
}

bool CustomBrowser::listen() const { return d->listen; }

void CustomBrowser::setListen(bool listen)
{
    if (std::exchange(d->listen, listen) != listen)
        Q_EMIT listenChanged();
}

bool CustomBrowser::ephemeral() const { return d->ephemeral; }

void CustomBrowser::setEphemeral(bool ephemeral)
{
    if (std::exchange(d->ephemeral, ephemeral) != ephemeral)
        Q_EMIT ephemeralChanged();
}

void CustomBrowser::finish(const QUrl &callbackUrl)
{
    if (const auto pending = std::exchange(d->pending, std::nullopt))
        pending->settle(callbackUrl);
}

void CustomBrowser::fail(const QString &message)
{
    if (const auto pending = std::exchange(d->pending, std::nullopt))
        pending->settle(Error(Error::BrowserUnavailable, message));
}

Async<QUrl> CustomBrowser::open(const BrowserRequest &request)
{
    if (const auto pending = std::exchange(d->pending, std::nullopt))
        pending->settle(cancelledError());
    d->pending.emplace();
    const auto future = d->pending->future();
    Q_EMIT openRequested(request.url, request.callbackUrl);
    return future;
}

void CustomBrowser::cancel()
{
    const auto pending = std::exchange(d->pending, std::nullopt);
    if (!pending)
        return;
    Q_EMIT closeRequested();
    pending->settle(cancelledError());
}
} // namespace Auth0
