// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! Sessions with a `session_expiry`.
class tst_Ceiling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSessionEndsAtItsCeilingByItself();
    void theCeilingIsReachedAtTheNextStart();
    void aLoginPastItsCeilingLeavesTheOldSession();
    void aWrongDesktopClockEndsNothing();

private:
    static constexpr int hour = 3600;
    //! A tenant whose user's session lasts for so many seconds from now.
    static QJsonObject endingIn(int seconds)
    {
        const qint64 ceiling = QDateTime::currentSecsSinceEpoch() + seconds;
        const QJsonObject profile{{u"name"_qs, u"Alice Adams"_qs}, {u"session_expiry"_qs, ceiling}};
        return {
            {u"users"_qs, QJsonArray{QJsonObject{{u"email"_qs, u"alice@example.com"_qs}, {u"profile"_qs, profile}}}}};
    }
};

void tst_Ceiling::theSessionEndsAtItsCeilingByItself()
{
    Flow flow(endingIn(hour));
    const auto client = flow.startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    const QDateTime ceiling = await(client->getCredentials())->sessionExpiresAt;
    QVERIFY(qAbs(flow.clock.now().secsTo(ceiling) - hour) <= 5);
    QVERIFY(await(client->getCredentials(forced())));
    QCOMPARE(await(client->getCredentials())->sessionExpiresAt, ceiling);
    flow.moveClock(hour - 40);
    QVERIFY(*await(client->hasValidCredentials()));
    flow.moveClock(hour - 29);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended[0][0].value<EndReason>(), EndReason::SessionCeilingReached);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QVERIFY(!*await(client->hasValidCredentials()));
    const Error error = await(client->getCredentials()).error();
    QCOMPARE(error.code(), Error::SessionExpired);
    QVERIFY(error.needsLogin());
    QTRY_VERIFY(flow.store.entries.isEmpty());
    QCOMPARE(ended.count(), 1);
    QCOMPARE(flow.tenant.refreshes().size(), 1);
}

void tst_Ceiling::theCeilingIsReachedAtTheNextStart()
{
    Flow flow(endingIn(hour));
    QVERIFY(flow.startSignedIn());
    flow.moveClock(2 * hour);
    const auto client = flow.start();
    QSignalSpy ended(client.get(), &Client::sessionEnded), shown(client.get(), &Client::isAuthenticatedChanged);
    QCOMPARE(await(client->getCredentials()).error().code(), Error::SessionExpired);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(shown.count(), 0);
    QTRY_VERIFY(flow.store.entries.isEmpty());
    QVERIFY(flow.tenant.refreshes().isEmpty());
}

void tst_Ceiling::aLoginPastItsCeilingLeavesTheOldSession()
{
    Flow flow(endingIn(20));
    const auto client = flow.start();
    QCOMPARE(await(client->authorize()).error().code(), Error::SessionExpired);
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
    QVERIFY(flow.store.entries.isEmpty());
}

void tst_Ceiling::aWrongDesktopClockEndsNothing()
{
    Flow flow(endingIn(hour));
    flow.clock.offset = 2 * hour; // the tenant's is right
    const auto client = flow.startSignedIn();
    QVERIFY(client);
    QSignalSpy ended(client.get(), &Client::sessionEnded);
    QVERIFY(await(client->getCredentials(forced())));
    QVERIFY(*await(client->hasValidCredentials()));
    QCOMPARE(ended.count(), 0);
}

QTEST_GUILESS_MAIN(tst_Ceiling)
#include "tst_ceiling.moc"
