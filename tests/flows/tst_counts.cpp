// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! What a login, a refresh, a restart and a lost answer cost, counted at the tenant and at the store.
class tst_Counts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aLoginCostsOneRequestAfterTheCallback();
    void aLoginCostsOneWrite();
    void aRefreshCostsOneRequestOneReadAndOneWrite();
    void aHitCostsNothing();
    void aRestartCostsOneReadAndNoRequest();
    void aThousandCallersCostOneRefresh();
    void aThousandCallersOfARefreshThatFailsCostOneRequest();
    void whoWaitsIsAnsweredWhenTheClientDies();
    void aLostAnswerIsAskedForOnceMoreInTheSameCall();
    void aRequestThatNeverArrivedIsSentOnceMore();
    void anAnswerLostTwiceIsAskedForByTheNextCall();
    void withoutOverlapALostAnswerEndsTheSessionHonestly();
    void aLostCodeExchangeIsNeverRepeated();

private:
    void forgetCounts() { m_flow->store.reads = m_flow->store.writes = m_flow->store.removes = 0; }
    std::unique_ptr<Flow> m_flow;
};

void tst_Counts::init()
{
    m_flow = std::make_unique<Flow>(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction());
    QVERIFY(m_flow->tenant.isRunning());
}

void tst_Counts::aLoginCostsOneRequestAfterTheCallback()
{
    auto client = m_flow->start();
    m_flow->user.isAway = true;
    const auto login = client->authorize();
    const QJsonObject keys{{QStringLiteral("path"), QStringLiteral("/.well-known/jwks.json")}};
    QTRY_COMPARE(m_flow->tenant.log(keys).size(), 1);
    qsizetype before = -1;
    m_flow->user.beforeVisit = [this, &before](const QUrl &url) {
        if (m_flow->tenant.callbackPorts().contains(url.port()))
            before = m_flow->tenant.log().size();
    };
    m_flow->user.visit(m_flow->user.requests.last().url);
    QVERIFY(await(login));
    QVERIFY(before > 0);
    const auto log = m_flow->tenant.log();
    QCOMPARE(log.size() - before, 1);
    QCOMPARE(log.last()[QStringLiteral("path")].toString(), QStringLiteral("/oauth/token"));
    // It went over the connection that the keys came by.
    QCOMPARE(
        log.last()[QStringLiteral("remote_port")].toInt(),
        m_flow->tenant.log(keys).first()[QStringLiteral("remote_port")].toInt());
}

void tst_Counts::aLoginCostsOneWrite()
{
    auto client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(m_flow->store.reads, 1);
    forgetCounts();
    QVERIFY(await(client->authorize()));
    QCOMPARE(m_flow->store.reads, 0);
    QCOMPARE(m_flow->store.writes, 1);
    QCOMPARE(m_flow->store.removes, 0);
}

void tst_Counts::aRefreshCostsOneRequestOneReadAndOneWrite()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    forgetCounts();
    const qsizetype before = m_flow->tenant.log().size();
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.log().size() - before, 1);
    QCOMPARE(m_flow->store.reads, 1);
    QCOMPARE(m_flow->store.writes, 1);
    QCOMPARE(m_flow->store.removes, 0);
}

void tst_Counts::aHitCostsNothing()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    forgetCounts();
    const qsizetype before = m_flow->tenant.log().size();
    for (int i = 0; i < 100; ++i)
        QVERIFY(client->getCredentials().isFinished());
    QVERIFY(await(client->hasValidCredentials()));
    QVERIFY(await(client->getAccessToken()));
    QVERIFY(await(client->getSession()));
    QCOMPARE(m_flow->tenant.log().size(), before);
    QCOMPARE(m_flow->store.reads + m_flow->store.writes + m_flow->store.removes, 0);
}

void tst_Counts::aRestartCostsOneReadAndNoRequest()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QString token = await(client->getCredentials())->accessToken;
    client.reset();
    forgetCounts();
    const qsizetype before = m_flow->tenant.log().size();
    client = m_flow->start();
    const auto kept = await(client->getCredentials());
    QVERIFY2(kept, qPrintable(kept.error().toString()));
    QCOMPARE(kept->accessToken, token);
    QCOMPARE(client->user().email, QStringLiteral("alice@example.com"));
    QCOMPARE(m_flow->store.reads, 1);
    QCOMPARE(m_flow->store.writes + m_flow->store.removes, 0);
    QCOMPARE(m_flow->tenant.log().size(), before);
}

void tst_Counts::aThousandCallersCostOneRefresh()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->moveClock(86'401);
    QList<Async<Credentials>> callers;
    for (int i = 0; i < 1000; ++i)
        callers.append(client->getCredentials());
    QSet<QString> tokens;
    for (const auto &caller : std::as_const(callers)) {
        const auto answer = await(caller);
        QVERIFY2(answer, qPrintable(answer.error().toString()));
        tokens.insert(answer->accessToken);
    }
    QCOMPARE(tokens.size(), 1);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_Counts::aThousandCallersOfARefreshThatFailsCostOneRequest()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->moveClock(86'401);
    QSignalSpy errors(client.get(), &Client::errorOccurred);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 503}, {QStringLiteral("delay"), 0.5}})));
    QList<Async<Credentials>> callers;
    for (int i = 0; i < 1000; ++i)
        callers.append(client->getCredentials());
    // Whoever asks for more than they do is no part of it.
    GetCredentialsOptions longer;
    longer.minTtl = std::chrono::seconds(60);
    const auto another = client->getCredentials(longer);
    for (const auto &caller : std::as_const(callers))
        QCOMPARE(await(caller).error().code(), Error::ServerFailure);
    QCOMPARE(errors.count(), 1000);
    QVERIFY(await(another));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
    // It is over for those who waited, not for who comes now.
    QVERIFY(await(client->getCredentials()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
}

// The first one to hear of it lets go of the client.
void tst_Counts::whoWaitsIsAnsweredWhenTheClientDies()
{
    for (const bool isAnswered : {true, false}) {
        auto client = m_flow->startSignedIn();
        QVERIFY(client);
        QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 503}, {QStringLiteral("delay"), 0.5}})));
        QList<Error::Code> codes;
        for (int i = 0; i < 3; ++i)
            client->getCredentials(forced()).then([&](const Result<Credentials> &result) {
                codes.append(result.error().code());
                client.reset();
            });
        if (!isAnswered)
            client.reset();
        QTRY_COMPARE(codes, QList<Error::Code>(3, isAnswered ? Error::ServerFailure : Error::Cancelled));
        QVERIFY(!client);
        QVERIFY(m_flow->tenant.forgetFaults());
    }
}

void tst_Counts::aLostAnswerIsAskedForOnceMoreInTheSameCall()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("drop"), QStringLiteral("after")}})));
    const auto renewed = await(client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QCOMPARE(m_flow->tenant.callApi(renewed->accessToken), 200);
    const auto refreshes = m_flow->tenant.refreshes();
    QCOMPARE(refreshes.size(), 2);
    QCOMPARE(refreshes[1][QStringLiteral("refresh_token")], refreshes[0][QStringLiteral("refresh_token")]);
    QVERIFY(refreshes[0][QStringLiteral("status")].isNull());
    QVERIFY(refreshes[1][QStringLiteral("overlap")].toBool());
    // What is sent from now on is the new token.
    QVERIFY(await(client->getCredentials(forced())));
    QVERIFY(
        m_flow->tenant.refreshes()[2][QStringLiteral("refresh_token")]
        != refreshes[0][QStringLiteral("refresh_token")]);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_Counts::aRequestThatNeverArrivedIsSentOnceMore()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("drop"), QStringLiteral("before")}})));
    const auto renewed = await(client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_Counts::anAnswerLostTwiceIsAskedForByTheNextCall()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    QVERIFY(m_flow->tenant.fault(
        refreshFault({{QStringLiteral("drop"), QStringLiteral("after")}, {QStringLiteral("times"), 2}})));
    const auto lost = await(client->getCredentials(forced()));
    QCOMPARE(lost.error().code(), Error::NetworkFailure);
    QVERIFY(lost.error().isRetryable());
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
    QVERIFY(client->isAuthenticated());
    const auto renewed = await(client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    const auto refreshes = m_flow->tenant.refreshes();
    QCOMPARE(refreshes.size(), 3);
    QCOMPARE(refreshes[2][QStringLiteral("refresh_token")], refreshes[0][QStringLiteral("refresh_token")]);
    QCOMPARE(m_flow->tenant.callApi(renewed->accessToken), 200);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
    QCOMPARE(ended.count(), 0);
}

void tst_Counts::withoutOverlapALostAnswerEndsTheSessionHonestly()
{
    Flow strict;
    strict.account = m_flow->account;
    auto client = strict.startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    QVERIFY(strict.tenant.fault(refreshFault({{QStringLiteral("drop"), QStringLiteral("after")}})));
    const auto refused = await(client->getCredentials(forced()));
    QCOMPARE(refused.error().code(), Error::RenewFailed);
    QVERIFY(refused.error().needsLogin());
    QCOMPARE(strict.tenant.refreshes().size(), 2);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().value<EndReason>(), EndReason::RefreshTokenRejected);
    QVERIFY(strict.store.entries.isEmpty());
}

void tst_Counts::aLostCodeExchangeIsNeverRepeated()
{
    auto client = m_flow->start();
    QVERIFY(m_flow->tenant.fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("authorization_code")},
         {QStringLiteral("drop"), QStringLiteral("after")}}));
    QCOMPARE(await(client->authorize()).error().code(), Error::NetworkFailure);
    QCOMPARE(m_flow->tenant.tokenRequests(QStringLiteral("authorization_code")).size(), 1);
    QVERIFY(!client->isAuthenticated());
    QVERIFY(await(client->authorize()));
}

QTEST_GUILESS_MAIN(tst_Counts)
#include "tst_counts.moc"
