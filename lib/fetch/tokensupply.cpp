// SPDX-License-Identifier: Apache-2.0
#include "fetch/tokensupply.h"

namespace Auth0 {
TokenSupply::TokenSupply(Source source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
{
}

TokenSupply::~TokenSupply()
{
    const auto renewals = std::exchange(m_renewals, {});
    for (const Renewal &renewal : renewals) {
        for (const auto &caller : renewal.waiting)
            caller.settle(cancelledError());
    }
}

Async<AccessToken> TokenSupply::renewed(const AccessTokenRequest &request, const QString &refused)
{
    const QString name = request.audience.value_or(QString()) + QLatin1Char('\n') + request.scope.value_or(QString());
    Renewal &renewal = m_renewals[name];
    if (renewal.refused == refused && renewal.token)
        return ready(*renewal.token);
    const Deferred<AccessToken> caller;
    const bool isUnderWay = !renewal.waiting.isEmpty();
    renewal.waiting.append(caller);
    if (isUnderWay)
        return caller.future();
    renewal.refused = refused;
    renewal.token.reset();
    AccessTokenRequest forced = request;
    forced.refresh = true;
    const QPointer<TokenSupply> alive(this); // the source may be the application's, and delete it
    const auto token = m_source(forced);
    if (!alive)
        return caller.future();
    whenDone(token, this, [this, name](const Result<AccessToken> &result) {
        settle(name, result);
        return ready(Done{});
    });
    return caller.future();
}

void TokenSupply::settle(const QString &name, const Result<AccessToken> &result)
{
    Renewal &renewal = m_renewals[name];
    const auto waiting = std::exchange(renewal.waiting, {});
    if (result)
        renewal.token = *result;
    else
        m_renewals.remove(name);
    for (const auto &caller : waiting)
        caller.settle(result);
}
} // namespace Auth0
