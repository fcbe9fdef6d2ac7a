// SPDX-License-Identifier: Apache-2.0
#include "client/networkaccess.h"
#include "flow.h"
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

using namespace Auth0;
using namespace Auth0::Test;

//! A signed-in user's calls to the tenant's own API, through the client.
class tst_Fetching : public QObject
{
    Q_OBJECT
    std::unique_ptr<Flow> flow; // one tenant for all: it takes longest to start
    std::unique_ptr<Client> client;

    Fetcher *fetcher() const
    {
        CreateFetcherOptions options;
        options.baseUrl = flow->tenant.domain() + u"/api"_qs;
        return client->createFetcher(options);
    }
    QJsonObject refusal(int times) const
    {
        return {
            {u"path"_qs, u"/api/messages"_qs},
            {u"status"_qs, 401},
            {u"times"_qs, times},
            {u"headers"_qs, QJsonObject{{u"WWW-Authenticate"_qs, u"Bearer error=\"invalid_token\""_qs}}}};
    }
    qsizetype calls() const { return flow->tenant.log({{u"path"_qs, u"/api/messages"_qs}}).size(); }

private Q_SLOTS:
    void initTestCase()
    {
        flow = std::make_unique<Flow>();
        QVERIFY(flow->tenant.isRunning());
    }
    void init()
    {
        QVERIFY(flow->tenant.reset());
        flow->moveClock(0);
        flow->user.forgetCookies();
        flow->user.requests.clear();
        flow->account = QString::fromLatin1(QTest::currentTestFunction());
        client = flow->startSignedIn();
        QVERIFY(client);
    }
    void cleanup() { client.reset(); }

    void aCallIsAnswered()
    {
        const auto response = await(fetcher()->fetch(u"/messages"_qs));
        QVERIFY2(response, qPrintable(response.error().toString()));
        QCOMPARE(response->status, 200);
        QVERIFY((*response->json())[u"messages"].isArray());
        QCOMPARE(flow->tenant.refreshes().size(), 0);
    }

    void aRefusedTokenIsRefreshedOnceAndTheUserStays()
    {
        QVERIFY(flow->tenant.fault(refusal(1)));
        const auto response = await(fetcher()->fetch(u"/messages"_qs));
        QVERIFY2(response, qPrintable(response.error().toString()));
        QCOMPARE(response->status, 200);
        QCOMPARE(calls(), 2);
        QCOMPARE(flow->tenant.refreshes().size(), 1);
        QVERIFY(client->isAuthenticated());
    }

    void anApiThatRefusesEveryTokenEndsNothing()
    {
        QVERIFY(flow->tenant.fault(refusal(9)));
        const QSignalSpy ended(client.get(), &Client::sessionEnded);
        const auto response = await(fetcher()->fetch(u"/messages"_qs));
        QVERIFY2(response, qPrintable(response.error().toString()));
        QCOMPARE(response->status, 401);
        QCOMPARE(calls(), 2);
        QCOMPARE(flow->tenant.refreshes().size(), 1);
        QVERIFY(client->isAuthenticated());
        QCOMPARE(ended.count(), 0);
        QCOMPARE(flow->user.requests.size(), 1); // the login; no second one was started
    }

    void aTenantInTroubleIsNotASignedOutUser()
    {
        QVERIFY(flow->tenant.fault(refusal(9)));
        QVERIFY(flow->tenant.fault(refreshFault({{u"status"_qs, 503}, {u"times"_qs, 9}})));
        const auto response = await(fetcher()->fetch(u"/messages"_qs));
        QVERIFY(!response);
        QVERIFY2(response.error().isRetryable(), qPrintable(response.error().toString()));
        QVERIFY(!response.error().needsLogin());
        QVERIFY(client->isAuthenticated());
        QCOMPARE(flow->tenant.revokedFamilies(), 0);
    }

    void aRequestOfTheEngineWaitsForTheRefreshUnderWay()
    {
        QVERIFY(flow->tenant.fault(refreshFault({{u"delay"_qs, 0.5}})));
        const NetworkAccess access(client.get(), {flow->tenant.domain()});
        QVERIFY(access.check());
        const std::unique_ptr<QNetworkAccessManager> manager(access.createManager(nullptr));
        flow->moveClock(86'401); // the access token has ended
        const auto refresh = client->getCredentials();
        const std::unique_ptr<QNetworkReply> reply(
            manager->get(QNetworkRequest(QUrl(flow->tenant.domain() + u"/api/messages"_qs))));
        const auto credentials = await(refresh);
        QVERIFY2(credentials, qPrintable(credentials.error().toString()));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(calls(), 1);
        QCOMPARE(flow->tenant.refreshes().size(), 1);
        // The tenant's log is in the order of arrival.
        const auto log = flow->tenant.log();
        const auto at = [&log](const QString &path) {
            return std::find_if(
                       log.rbegin(), log.rend(),
                       [&path](const QJsonObject &entry) { return entry[u"path"].toString() == path; })
                       .base()
                - log.begin();
        };
        QVERIFY(at(u"/oauth/token"_qs) < at(u"/api/messages"_qs));
    }

    void signedOutTheFetcherRejectsAndTheClientsEndAnswers()
    {
        QVERIFY(await(client->clearCredentials()));
        QCOMPARE(await(fetcher()->fetch(u"/messages"_qs)).error().code(), Error::NoCredentials);
        QCOMPARE(calls(), 0);
        QVERIFY(flow->tenant.fault({{u"path"_qs, u"/api/public"_qs}, {u"delay"_qs, 0.3}}));
        client = flow->startSignedIn();
        QVERIFY(client);
        const auto waiting = fetcher()->fetch(u"/public"_qs);
        client.reset();
        QCOMPARE(await(waiting).error().code(), Error::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_Fetching)
#include "tst_fetching.moc"
