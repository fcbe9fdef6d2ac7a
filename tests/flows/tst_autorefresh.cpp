// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include "support/rawserver.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! Renewing ahead of expiry, and the application's own token endpoint.
class tst_AutoRefresh : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsRenewedAheadOfItsEnd();
    void aTokenIsRenewedByTheSystemsClock();
    void withoutItNothingIsRenewed();
    void aFailedRenewalLeavesTheTokenInUseAndIsTriedAgain();
    void whatCannotHelpIsNotTriedAgain();
    void afterASleepTheTokenIsRenewed();
    void aRefusedTokenEndsTheSessionOnce();
    void tokenRequestsGoToTheApplicationsOwnEndpoint();

private:
    std::unique_ptr<Client> signedIn(Flow &flow, const std::function<void(Configuration &)> &change = {})
    {
        Configuration configuration = flow.configuration();
        configuration.account = QString::fromLatin1(QTest::currentTestFunction());
        configuration.autoRefresh = true;
        if (change)
            change(configuration);
        auto client = std::make_unique<Client>(configuration, Services{nullptr, &flow.store, &flow.user, &flow.clock});
        return await(client->authorize()) ? std::move(client) : nullptr;
    }
    static QJsonObject lifetime(int seconds) { return {{u"tokenLifetime"_qs, seconds}}; }
};

void tst_AutoRefresh::aTokenIsRenewedAheadOfItsEnd()
{
    Flow flow(lifetime(60)); // renewed after half of it: the lead time is as long as its life
    const auto client = signedIn(flow);
    QVERIFY(client);
    QSignalSpy loggedIn(client.get(), &Client::loggedIn), changed(client.get(), &Client::credentialsChanged);
    const QString first = await(client->getCredentials())->accessToken;
    flow.moveClock(31);
    QTRY_COMPARE(changed.count(), 1);
    const QString second = await(client->getCredentials())->accessToken;
    QVERIFY(second != first);
    flow.moveClock(62);
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(await(client->getCredentials())->accessToken != second);
    QCOMPARE(flow.tenant.refreshes().size(), 2);
    QCOMPARE(loggedIn.count(), 0);
}

void tst_AutoRefresh::aTokenIsRenewedByTheSystemsClock()
{
    Flow flow(lifetime(4));
    Configuration configuration = flow.configuration();
    configuration.autoRefresh = true;
    configuration.refreshLeadTime = std::chrono::seconds(3);
    Client client(configuration, Services{nullptr, &flow.store, &flow.user, nullptr});
    QVERIFY(await(client.authorize()));
    const QDateTime end = client.expiresAt();
    QTRY_COMPARE(flow.tenant.refreshes().size(), 1);
    QTRY_VERIFY(client.expiresAt() > end);
    QVERIFY(client.isAuthenticated());
}

void tst_AutoRefresh::withoutItNothingIsRenewed()
{
    Flow flow(lifetime(60));
    const auto idle = signedIn(flow, [](Configuration &c) {
        c.account = u"idle"_qs;
        c.autoRefresh = false;
    });
    const auto client = signedIn(flow);
    QVERIFY(idle && client);
    QSignalSpy others(idle.get(), &Client::credentialsChanged), changed(client.get(), &Client::credentialsChanged);
    flow.moveClock(31);
    QTRY_COMPARE(changed.count(), 1);
    flow.moveClock(62);
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(others.count(), 0);
    QCOMPARE(flow.tenant.refreshes().size(), 2);
    // Turned off it stops, turned on it goes on.
    Configuration configuration = client->configuration();
    configuration.autoRefresh = false;
    client->setConfiguration(configuration);
    QVERIFY(await(idle->getCredentials(forced())));
    configuration = idle->configuration();
    configuration.autoRefresh = true;
    idle->setConfiguration(configuration);
    flow.moveClock(62 + 31);
    QTRY_COMPARE(others.count(), 2);
    QCOMPARE(changed.count(), 2);
}

void tst_AutoRefresh::aFailedRenewalLeavesTheTokenInUseAndIsTriedAgain()
{
    Flow flow(lifetime(60));
    const auto client = signedIn(flow);
    QVERIFY(client);
    QSignalSpy errors(client.get(), &Client::errorOccurred), ended(client.get(), &Client::sessionEnded);
    const QString first = await(client->getCredentials())->accessToken;
    QVERIFY(flow.tenant.fault(refreshFault({{u"status"_qs, 503}})));
    flow.moveClock(31);
    QTRY_COMPARE(flow.tenant.refreshes().size(), 1);
    QCOMPARE(await(client->getCredentials())->accessToken, first);
    QTRY_COMPARE_WITH_TIMEOUT(flow.tenant.refreshes().size(), 2, 20'000);
    QTRY_VERIFY(await(client->getCredentials())->accessToken != first);
    QCOMPARE(errors.count(), 0);
    QCOMPARE(ended.count(), 0);
    QCOMPARE(client->error().code(), Error::NoError);
}

void tst_AutoRefresh::whatCannotHelpIsNotTriedAgain()
{
    Flow flow(lifetime(60));
    const auto client = signedIn(flow);
    QVERIFY(client);
    const QString first = await(client->getCredentials())->accessToken;
    const QJsonObject refusal{{u"error"_qs, u"unauthorized_client"_qs}};
    QVERIFY(flow.tenant.fault(refreshFault({{u"status"_qs, 403}, {u"body"_qs, refusal}})));
    flow.moveClock(31);
    QTRY_COMPARE(flow.tenant.refreshes().size(), 1);
    // A caller still may; the next token is planned for again.
    QCOMPARE(await(client->getCredentials())->accessToken, first);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(flow.tenant.refreshes().size(), 2);
    flow.moveClock(62);
    QTRY_COMPARE(flow.tenant.refreshes().size(), 3);
}

void tst_AutoRefresh::afterASleepTheTokenIsRenewed()
{
    Flow flow(lifetime(4));
    const auto client = signedIn(flow);
    QVERIFY(client);
    const QDateTime end = client->expiresAt();
    flow.moveClock(36'000);
    QTRY_VERIFY(client->expiresAt() > end.addSecs(35'000));
}

void tst_AutoRefresh::aRefusedTokenEndsTheSessionOnce()
{
    Flow flow(lifetime(60));
    const auto client = signedIn(flow);
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    QVERIFY(flow.tenant.fault(
        refreshFault({{u"status"_qs, 403}, {u"body"_qs, QJsonObject{{u"error"_qs, u"invalid_grant"_qs}}}})));
    flow.moveClock(31);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended[0][0].value<EndReason>(), EndReason::RefreshTokenRejected);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(flow.tenant.refreshes().size(), 1);
}

void tst_AutoRefresh::tokenRequestsGoToTheApplicationsOwnEndpoint()
{
    Flow flow;
    RawServer proxy;
    proxy.respond = [&flow](QTcpSocket *socket, const RawRequest &request) {
        const auto answer = PlainHttp::send("POST", QUrl(flow.tenant.domain() + u"/oauth/token"_qs), request.body);
        RawServer::answer(socket, answer.status, answer.body, "Content-Type: application/json\r\n");
    };
    const auto client =
        signedIn(flow, [&proxy](Configuration &c) { c.tokenEndpoint = proxy.url(u"/token"_qs).toString(); });
    QVERIFY(client);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(proxy.requests.size(), 2);
    for (const RawRequest &request : std::as_const(proxy.requests))
        QCOMPARE(request.target, QByteArray("/token"));
    QVERIFY(proxy.requests[0].body.contains("grant_type=authorization_code"));
    QVERIFY(proxy.requests[1].body.contains("grant_type=refresh_token"));
    QCOMPARE(flow.tenant.refreshes().size(), 1);
    QVERIFY(await(client->userInfo()));
}

QTEST_GUILESS_MAIN(tst_AutoRefresh)
#include "tst_autorefresh.moc"
