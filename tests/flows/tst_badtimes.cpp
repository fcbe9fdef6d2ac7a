// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! What may happen to a session between two calls, and what may not.
class tst_BadTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aTroubledTenantKeepsTheSession_data();
    void aTroubledTenantKeepsTheSession();
    void nothingIsSentBeforeTheTimeOfRetryAfter();
    void anUnreachableTenantKeepsTheSession();
    void aRefusedTokenEndsTheSessionOnce();
    void aRefusalThatIsNotInvalidGrantKeepsTheSession();
    void aMinTtlThatIsTooLargeKeepsTheRenewedTokens();
    void aLogoutDuringARefreshWins();
    void aSlowAnswerIsATimeoutAndIsFoundOutInTheBackground();
    void aStoreThatCannotWriteSpendsNothing();
    void aLoginTheStoreRefusesIsHeldAndWrittenLater();
    void aWrongDesktopClockIsNoFailure_data();
    void aWrongDesktopClockIsNoFailure();
    void aCallWhileRestoringWaitsForTheStore();
    void aClientThatDiesAnswersItsCallers();

private:
    std::unique_ptr<Flow> m_flow;
};

void tst_BadTimes::init()
{
    m_flow = std::make_unique<Flow>(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction());
    QVERIFY(m_flow->tenant.isRunning());
}

void tst_BadTimes::aTroubledTenantKeepsTheSession_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Code>("code");
    QTest::newRow("internal error") << 500 << Error::ServerFailure;
    QTest::newRow("bad gateway") << 502 << Error::ServerFailure;
    QTest::newRow("unavailable") << 503 << Error::ServerFailure;
    QTest::newRow("too many requests") << 429 << Error::TooManyRequests;
}

void tst_BadTimes::aTroubledTenantKeepsTheSession()
{
    QFETCH(int, status);
    QFETCH(Error::Code, code);
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    m_flow->moveClock(86'401);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), status}})));
    const auto refused = await(client->getCredentials());
    QCOMPARE(refused.error().code(), code);
    QCOMPARE(refused.error().statusCode(), status);
    QVERIFY(refused.error().isRetryable());
    QVERIFY(!refused.error().needsLogin());
    QCOMPARE(client->error().code(), code);
    QVERIFY(client->isAuthenticated());
    QCOMPARE(client->user().email, QStringLiteral("alice@example.com"));
    const auto renewed = await(client->getCredentials());
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QCOMPARE(ended.count(), 0);
}

void tst_BadTimes::nothingIsSentBeforeTheTimeOfRetryAfter()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QJsonObject headers{{QStringLiteral("Retry-After"), QStringLiteral("600")}};
    QVERIFY(
        m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 429}, {QStringLiteral("headers"), headers}})));
    QCOMPARE(await(client->getCredentials(forced())).error().code(), Error::TooManyRequests);
    QCOMPARE(await(client->getCredentials(forced())).error().code(), Error::TooManyRequests);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY2(await(client->getCredentials()), "the access token in hand still serves");
    m_flow->moveClock(601);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
}

void tst_BadTimes::anUnreachableTenantKeepsTheSession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->tenant.kill();
    const auto failed = await(client->getCredentials(forced()));
    QCOMPARE(failed.error().code(), Error::NetworkFailure);
    QVERIFY(client->isAuthenticated() && client->isPersistent());
    QVERIFY2(await(client->getCredentials()), "the access token in hand still serves");
    client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedIn);
}

void tst_BadTimes::aRefusedTokenEndsTheSessionOnce()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded), loggedOut(client.get(), &Client::loggedOut);
    const QString used = await(client->getCredentials())->refreshToken;
    QVERIFY(await(client->getCredentials(forced())));
    m_flow->moveClock(31);
    QCOMPARE(m_flow->tenant.refreshBy(used), 403);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 1);
    m_flow->moveClock(86'500);
    const auto first = client->getCredentials(), second = client->getCredentials();
    QCOMPARE(await(first).error().code(), Error::RenewFailed);
    QVERIFY(await(first).error().needsLogin());
    QVERIFY(!await(second));
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().value<EndReason>(), EndReason::RefreshTokenRejected);
    QCOMPARE(loggedOut.count(), 0);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QVERIFY(m_flow->store.entries.isEmpty());
    QVERIFY2(await(client->authorize()), "a login is the way back");
    QVERIFY(client->isAuthenticated());
}

void tst_BadTimes::aRefusalThatIsNotInvalidGrantKeepsTheSession()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QJsonObject body{{QStringLiteral("error"), QStringLiteral("access_denied")}};
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 403}, {QStringLiteral("body"), body}})));
    const auto refused = await(client->getCredentials(forced()));
    QCOMPARE(refused.error().code(), Error::RenewFailed);
    QCOMPARE(refused.error().serverCode(), QStringLiteral("access_denied"));
    QVERIFY(!refused.error().needsLogin());
    QVERIFY(client->isAuthenticated());
    QVERIFY(await(client->getCredentials(forced())));
}

void tst_BadTimes::aMinTtlThatIsTooLargeKeepsTheRenewedTokens()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto before = await(client->getCredentials());
    GetCredentialsOptions options;
    options.minTtl = std::chrono::hours(25);
    QCOMPARE(await(client->getCredentials(options)).error().code(), Error::LargeMinTtl);
    const auto after = await(client->getCredentials());
    QVERIFY(after);
    QVERIFY(after->refreshToken != before->refreshToken);
    QVERIFY(after->accessToken != before->accessToken);
    // Nothing rotated was lost: the next refresh uses the new token.
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.log({{QStringLiteral("overlap"), true}}).size(), 0);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_BadTimes::aLogoutDuringARefreshWins()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("delay"), 0.5}})));
    const auto refresh = client->getCredentials(forced());
    QTRY_COMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY(await(client->clearCredentials()));
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QVERIFY(!await(refresh));
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().first().value<EndReason>(), EndReason::LoggedOut);
    QVERIFY(m_flow->store.entries.isEmpty());
    client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
}

void tst_BadTimes::aSlowAnswerIsATimeoutAndIsFoundOutInTheBackground()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    Configuration hasty = m_flow->configuration();
    hasty.timeout = std::chrono::seconds(2);
    client->setConfiguration(hasty);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("delay"), 4}})));
    const QString before = await(client->getCredentials())->refreshToken;
    QCOMPARE(await(client->getCredentials(forced())).error().code(), Error::Timeout);
    QVERIFY(client->isAuthenticated());
    QTRY_COMPARE(m_flow->tenant.refreshes().size(), 2);
    QTRY_VERIFY(await(client->getCredentials())->refreshToken != before);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.refreshes().size(), 3);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_BadTimes::aStoreThatCannotWriteSpendsNothing()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    m_flow->store.error = Error(Error::StoreLocked, QStringLiteral("locked"));
    QVERIFY2(await(client->getCredentials()), "a valid token is in memory");
    m_flow->moveClock(86'401);
    QCOMPARE(await(client->getCredentials()).error().code(), Error::StoreLocked);
    QCOMPARE(m_flow->tenant.refreshes().size(), 0);
    QVERIFY(client->isAuthenticated());
    m_flow->store.error.reset();
    QVERIFY(await(client->getCredentials()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_BadTimes::aLoginTheStoreRefusesIsHeldAndWrittenLater()
{
    auto client = m_flow->start();
    QSignalSpy errors(client.get(), &Client::errorOccurred);
    m_flow->store.writeError = Error(Error::StoreUnavailable, QStringLiteral("gone"));
    const auto login = await(client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QVERIFY(client->isAuthenticated());
    QVERIFY(!client->isPersistent());
    QCOMPARE(errors.count(), 1);
    QCOMPARE(errors.first().first().value<Error>().code(), Error::StoreUnavailable);
    const auto renewed = await(client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    m_flow->store.writeError.reset();
    QTRY_VERIFY_WITH_TIMEOUT(client->isPersistent(), 20'000);
    client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedIn);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

void tst_BadTimes::aWrongDesktopClockIsNoFailure_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::newRow("three days ahead") << qint64(3 * 86'400);
    QTest::newRow("three days behind") << qint64(-3 * 86'400);
}

void tst_BadTimes::aWrongDesktopClockIsNoFailure()
{
    QFETCH(qint64, offset);
    m_flow->clock.offset = offset;
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const auto held = await(client->getCredentials());
    QVERIFY2(held, qPrintable(held.error().toString()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 0);
    QVERIFY(await(client->getCredentials(forced())));
    client = m_flow->start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedIn);
    QVERIFY(await(client->getCredentials()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_BadTimes::aCallWhileRestoringWaitsForTheStore()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    const QString token = await(client->getCredentials())->accessToken;
    m_flow->store.isSilent = true;
    client = m_flow->start();
    const auto waiting = client->getCredentials();
    QTest::qWait(50);
    QVERIFY(client->isLoading());
    QVERIFY(!waiting.isFinished());
    m_flow->store.answerNow();
    const auto answer = await(waiting);
    QVERIFY2(answer, qPrintable(answer.error().toString()));
    QCOMPARE(answer->accessToken, token);
}

void tst_BadTimes::aClientThatDiesAnswersItsCallers()
{
    auto client = m_flow->startSignedIn();
    QVERIFY(client);
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("delay"), 1}})));
    const auto refresh = client->getCredentials(forced());
    QTRY_COMPARE(m_flow->tenant.refreshes().size(), 1);
    client.reset();
    QVERIFY(refresh.isFinished());
    QCOMPARE(refresh.result().error().code(), Error::Cancelled);
    // Like a crash: the next start finds out whether the token was rotated.
    client = m_flow->start();
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.refreshes().size(), 2);
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

QTEST_GUILESS_MAIN(tst_BadTimes)
#include "tst_badtimes.moc"
