// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
const QString orders = u"https://orders-api.example.com"_qs;

GetApiCredentialsOptions forOrders(const QString &scope)
{
    GetApiCredentialsOptions options;
    options.audience = orders;
    options.scope = scope;
    return options;
}

GetAccessTokenOptions tokenFor(const QString &audience, const QString &scope)
{
    GetAccessTokenOptions options;
    options.audience = audience;
    options.scope = scope;
    return options;
}

ClearApiCredentialsOptions clearing(const QString &audience, const std::optional<QString> &scope = {})
{
    return {audience, scope};
}
} // namespace

//! One login, several APIs: multi-resource refresh tokens.
class tst_Apis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theSessionsTokenReachesAnotherApi();
    void aSmallerGrantIsReportedAndNotAskedForAgain();
    void withoutAScopeThePolicyDecides();
    void theLoginsApiIsServedByTheLoginsToken();
    void anotherScopeOfTheLoginsApiStandsBesideTheLogins();
    void aTokenForAnotherAudienceIsAnInvalidResponse();
    void anApiThatIsRefusedEndsNothing();
    void aTokenShorterThanMinTtlIsKept();
    void clearedTokensAreFetchedAgain();
    void theAudienceIsNamedByTheCaller();
    void tokensOfApisOutliveARestart();
    void signedOutThereIsNothingToClear();
    void tenThousandCallersCostOneRefreshForEachAudience();
    void aForcedCallForOneApiIsNotServedByTheRefreshOfAnother();

private:
    int callOrders(const QString &token) const
    {
        return PlainHttp::get(QUrl(m_flow->tenant.domain() + u"/api/orders"_qs), token).status;
    }
    QString sent(int refresh, const QString &parameter) const
    {
        return m_flow->tenant.refreshes()[refresh][u"parameters"_qs][parameter].toString();
    }

    std::unique_ptr<Flow> m_flow;
    std::unique_ptr<Client> m_client;
};

void tst_Apis::init()
{
    m_client.reset();
    m_flow = std::make_unique<Flow>();
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction());
    QVERIFY(m_flow->tenant.isRunning());
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
}

void tst_Apis::theSessionsTokenReachesAnotherApi()
{
    const auto login = await(m_client->getCredentials());
    const auto api = await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)));
    QVERIFY2(api, qPrintable(api.error().toString()));
    QCOMPARE(callOrders(api->accessToken), 200);
    QCOMPARE(m_flow->tenant.callApi(api->accessToken), 401);
    QCOMPARE(api->audience, orders);
    QCOMPARE(api->requestedScope, u"openid read:orders"_qs);
    QCOMPARE(api->scope, u"openid read:orders"_qs);
    QCOMPARE(api->tokenType, u"Bearer"_qs);
    QVERIFY(api->expiresAt > m_flow->clock.now());
    QCOMPARE(sent(0, u"audience"_qs), orders);
    QCOMPARE(sent(0, u"scope"_qs), u"openid read:orders"_qs);
    QCOMPARE(*await(m_client->getApiCredentials(forOrders(u"openid read:orders"_qs))), *api);
    const auto after = await(m_client->getCredentials());
    QCOMPARE(after->accessToken, login->accessToken);
    QCOMPARE(after->scope, login->scope);
    QVERIFY(after->refreshToken != login->refreshToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    const auto session = await(m_client->getSession());
    QCOMPARE((*session)->accessTokens, QList<ApiCredentials>{*api});
}

void tst_Apis::aSmallerGrantIsReportedAndNotAskedForAgain()
{
    const auto asked = forOrders(u"read:orders delete:orders"_qs);
    const auto api = await(m_client->getApiCredentials(asked));
    QVERIFY2(api, qPrintable(api.error().toString()));
    QCOMPARE(api->requestedScope, u"openid read:orders delete:orders"_qs);
    QCOMPARE(api->scope, u"openid read:orders"_qs);
    for (const auto &scope : {u"read:orders delete:orders"_qs, u"delete:orders"_qs, u"read:orders"_qs})
        QCOMPARE(await(m_client->getApiCredentials(forOrders(scope)))->accessToken, api->accessToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY(await(m_client->getApiCredentials(forOrders(u"read:orders print:orders"_qs))));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
}

void tst_Apis::withoutAScopeThePolicyDecides()
{
    GetApiCredentialsOptions options;
    options.audience = orders;
    const auto api = await(m_client->getApiCredentials(options));
    QVERIFY2(api, qPrintable(api.error().toString()));
    QCOMPARE(callOrders(api->accessToken), 200);
    QCOMPARE(api->requestedScope, QString());
    QCOMPARE(api->scope, u"openid profile email offline_access read:orders"_qs);
    QVERIFY(!m_flow->tenant.refreshes()[0][u"parameters"_qs].toObject().contains(u"scope"_qs));
    QCOMPARE(await(m_client->getApiCredentials(options))->accessToken, api->accessToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_Apis::theLoginsApiIsServedByTheLoginsToken()
{
    const auto login = await(m_client->getCredentials());
    GetApiCredentialsOptions options;
    options.audience = m_flow->configuration().audience;
    const auto api = await(m_client->getApiCredentials(options));
    QCOMPARE(api->accessToken, login->accessToken);
    QCOMPARE(api->audience, *options.audience);
    QVERIFY(m_flow->tenant.refreshes().isEmpty());
}

void tst_Apis::anotherScopeOfTheLoginsApiStandsBesideTheLogins()
{
    const auto login = await(m_client->getCredentials());
    const auto other = await(m_client->getAccessToken(tokenFor({}, u"write:messages"_qs)));
    QVERIFY2(other, qPrintable(other.error().toString()));
    QCOMPARE(sent(0, u"scope"_qs), m_flow->configuration().scope + u" write:messages"_qs);
    QVERIFY(other->token != login->accessToken);
    QVERIFY2(!other->scope.contains(u"write:messages"), "the login was granted less, and a refresh cannot widen it");
    QCOMPARE(await(m_client->getCredentials())->accessToken, login->accessToken);
    QCOMPARE(await(m_client->getAccessToken(tokenFor({}, u"write:messages"_qs)))->token, other->token);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_Apis::aTokenForAnotherAudienceIsAnInvalidResponse()
{
    const QString foreign = await(m_client->getCredentials())->accessToken;
    QVERIFY(m_flow->tenant.fault(refreshFault({{u"members"_qs, QJsonObject{{u"access_token"_qs, foreign}}}})));
    const auto refused = await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)));
    QCOMPARE(refused.error().code(), Error::InvalidResponse);
    QVERIFY(m_client->isAuthenticated());
    QVERIFY((*await(m_client->getSession()))->accessTokens.isEmpty());
    const auto api = await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)));
    QVERIFY2(api, qPrintable(api.error().toString()));
    QCOMPARE(callOrders(api->accessToken), 200);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_Apis::anApiThatIsRefusedEndsNothing()
{
    const auto login = await(m_client->getCredentials());
    const auto refused = await(m_client->getAccessToken(tokenFor(u"https://nobody.example.com"_qs, u"read:x"_qs)));
    QCOMPARE(refused.error().code(), Error::RenewFailed);
    QVERIFY(!refused.error().needsLogin());
    QCOMPARE(refused.error().serverCode(), u"access_denied"_qs);
    QCOMPARE(*await(m_client->getCredentials()), *login);
    QVERIFY(await(m_client->getCredentials(forced())));
}

void tst_Apis::aTokenShorterThanMinTtlIsKept()
{
    auto options = forOrders(u"read:orders"_qs);
    options.minTtl = std::chrono::hours(25);
    QCOMPARE(await(m_client->getApiCredentials(options)).error().code(), Error::LargeMinTtl);
    QVERIFY(await(m_client->getApiCredentials(forOrders(u"read:orders"_qs))));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_Apis::clearedTokensAreFetchedAgain()
{
    const auto login = await(m_client->getCredentials());
    const auto narrow = await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)));
    const auto wide = await(m_client->getAccessToken(tokenFor(orders, u"read:orders"_qs)));
    QVERIFY(narrow && wide && narrow->accessToken != wide->token);
    QVERIFY(await(m_client->clearApiCredentials(clearing(orders, u"read:orders"_qs))));
    QCOMPARE((*await(m_client->getSession()))->accessTokens.size(), 1);
    QCOMPARE(await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)))->accessToken, wide->token);
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
    QVERIFY(await(m_client->clearApiCredentials(clearing(orders))));
    QVERIFY((*await(m_client->getSession()))->accessTokens.isEmpty());
    QVERIFY(await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)))->accessToken != narrow->accessToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 3);
    QVERIFY(await(m_client->clearApiCredentials(clearing(m_flow->configuration().audience))));
    QCOMPARE(await(m_client->getCredentials())->accessToken, login->accessToken);
}

void tst_Apis::theAudienceIsNamedByTheCaller()
{
    QCOMPARE(await(m_client->getApiCredentials({})).error().code(), Error::InvalidArgument);
    QCOMPARE(await(m_client->clearApiCredentials({})).error().code(), Error::InvalidArgument);
    const Error error = await(m_client->getApiCredentials({})).error();
    QVERIFY2(error.message().contains(u"audience"), qPrintable(error.message()));
    QCOMPARE(m_client->error().code(), Error::NoError);
    QVERIFY(m_flow->tenant.refreshes().isEmpty());
}

void tst_Apis::tokensOfApisOutliveARestart()
{
    const auto api = await(m_client->getApiCredentials(forOrders(u"read:orders delete:orders"_qs)));
    QVERIFY(api);
    m_client = m_flow->start();
    QCOMPARE(*await(m_client->getApiCredentials(forOrders(u"read:orders delete:orders"_qs))), *api);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_Apis::signedOutThereIsNothingToClear()
{
    QVERIFY(await(m_client->clearCredentials()));
    QVERIFY(await(m_client->clearApiCredentials(clearing(orders))));
    QCOMPARE(await(m_client->getApiCredentials(forOrders({}))).error().code(), Error::NoCredentials);
}

void tst_Apis::tenThousandCallersCostOneRefreshForEachAudience()
{
    const QString mail = u"https://mail.example.com"_qs;
    const auto api = [](const QString &audience, const QJsonArray &scopes) {
        return QJsonObject{{u"audience"_qs, audience}, {u"scopes"_qs, scopes}};
    };
    const QString account = m_flow->account;
    const QString main = m_flow->configuration().audience;
    m_client.reset();
    m_flow = std::make_unique<Flow>(QJsonObject{
        {u"apis"_qs,
         QJsonArray{
             api(main, {u"read:messages"_qs, u"write:messages"_qs}), api(orders, {u"read:orders"_qs}),
             api(mail, {})}}});
    m_flow->account = account;
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
    QVERIFY(await(m_client->getAccessToken(tokenFor(orders, u"read:orders"_qs))));
    QVERIFY(await(m_client->getAccessToken(tokenFor(mail, u"openid"_qs))));
    m_flow->moveClock(86'401);
    QList<Async<AccessToken>> calls;
    for (int i = 0; i < 10'000; ++i) {
        const QString audiences[] = {{}, orders, mail}, scopes[] = {{}, u"read:orders"_qs, u"openid"_qs};
        calls.append(m_client->getAccessToken(tokenFor(audiences[i % 3], scopes[i % 3])));
    }
    QHash<int, QSet<QString>> tokens;
    for (int i = 0; i < calls.size(); ++i) {
        const auto answer = await(calls[i]);
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        tokens[i % 3].insert(answer->token);
    }
    for (int audience = 0; audience < 3; ++audience)
        QCOMPARE(tokens[audience].size(), 1);
    const auto refreshes = m_flow->tenant.refreshes();
    QCOMPARE(refreshes.size(), 2 + 3);
    QStringList audiences;
    for (int i = 2; i < 5; ++i) {
        audiences.append(refreshes[i][u"audience"_qs].toString());
        // In series: each spends what the one before it brought.
        QCOMPARE(refreshes[i][u"refresh_token"_qs], refreshes[i - 1][u"new_refresh_token"_qs]);
    }
    audiences.sort();
    QCOMPARE(audiences, (QStringList{main, mail, orders}));
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_Apis::aForcedCallForOneApiIsNotServedByTheRefreshOfAnother()
{
    const auto api = await(m_client->getApiCredentials(forOrders(u"read:orders"_qs)));
    GetAccessTokenOptions options = tokenFor(orders, u"read:orders"_qs);
    options.refresh = true;
    const auto login = m_client->getCredentials(forced());
    const auto first = m_client->getAccessToken(options), second = m_client->getAccessToken(options);
    QVERIFY(await(login));
    QVERIFY(await(first)->token != api->accessToken);
    QCOMPARE(await(second)->token, await(first)->token);
    QCOMPARE(m_flow->tenant.refreshes().size(), 3);
}

QTEST_GUILESS_MAIN(tst_Apis)
#include "tst_apis.moc"
