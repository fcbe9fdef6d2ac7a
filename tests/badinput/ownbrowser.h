// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "bench.h"
#include "browser/custombrowser.h"

namespace Auth0::Test {
//! What a login ends in whose page an own browser \a shows; it takes the page's and the callback's address.
inline Error loginInOwnBrowser(
    Bench &b, const std::function<void(CustomBrowser &own, const QUrl &page, const QUrl &callback)> &shows)
{
    CustomBrowser own;
    own.setListen(false);
    QUrl shownPage, shownCallback;
    QObject::connect(&own, &CustomBrowser::openRequested, &own, [&](const QUrl &page, const QUrl &callback) {
        shownPage = page;
        shownCallback = callback;
    });
    const auto use = [&b](Browser *browser) { b.reconfigure([browser](Configuration &c) { c.browser = browser; }); };
    b.restart(); // no keys are at hand
    use(&own);
    const auto login = b.client->authorize();
    if (!b.knowsTheTenant() || shownPage.isEmpty())
        return wrong(QStringLiteral("no page was shown"));
    shows(own, shownPage, shownCallback);
    const Error error = await(login).error();
    use(nullptr);
    return error;
}

//! It hands over the callback with this query; `STATE` and `ISSUER` in it are the right ones. \a address instead of the
//! callback's, if it is given.
inline std::function<Error(Bench &)> handedOver(const QString &answer, const QString &address = {})
{
    return [answer, address](Bench &b) {
        return loginInOwnBrowser(b, [&](CustomBrowser &own, const QUrl &page, const QUrl &callback) {
            QString query = answer;
            query.replace(QStringLiteral("STATE"), QUrlQuery(page).queryItemValue(QStringLiteral("state")));
            query.replace(QStringLiteral("ISSUER"), b.configuration.domain + u'/');
            QUrl url = address.isEmpty() ? callback : QUrl(address);
            url.setQuery(query);
            own.finish(url);
        });
    };
}
} // namespace Auth0::Test
