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

void CustomBrowser::end(const Result<QUrl> &result)
{
    const auto pending = std::exchange(d->pending, std::nullopt);
    if (!pending)
        return;
    Q_EMIT closeRequested();
    pending->settle(result);
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

void CustomBrowser::finish(const QUrl &callbackUrl) { end(callbackUrl); }

void CustomBrowser::fail(const QString &message) { end(Error(Error::BrowserUnavailable, message)); }

Async<QUrl> CustomBrowser::open(const BrowserRequest &request)
{
    const Deferred<QUrl> pending;
    const auto shown = std::exchange(d->pending, pending);
    if (shown)
        shown->settle(cancelledError());
    // Whoever was shown before may have asked anew, or deleted this browser.
    if (!pending.isSettled())
        Q_EMIT openRequested(request.url, request.callbackUrl);
    return pending.future();
}

void CustomBrowser::cancel() { end(cancelledError()); }
} // namespace Auth0
