// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! Two applications with one session, each with a session object of its own, as two processes have.
class tst_Follow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_flow = std::make_unique<Flow>();
        m_flow->account = QString::fromLatin1(QTest::currentTestFunction());
        QVERIFY(m_flow->tenant.isRunning());
        m_one = m_flow->start();
        m_other = m_flow->start();
        QTRY_COMPARE(m_other->sessionState(), SessionState::SignedOut);
    }

    void theLoginOfOneIsTheLoginOfTheOther()
    {
        QSignalSpy loggedIn(m_other.get(), &Client::loggedIn);
        QVERIFY(await(m_one->authorize()));
        QTRY_COMPARE_WITH_TIMEOUT(m_other->sessionState(), SessionState::SignedIn, 1000);
        QCOMPARE(m_other->user(), m_one->user());
        QCOMPARE(m_other->expiresAt(), m_one->expiresAt());
        QVERIFY(m_other->isPersistent());
        QCOMPARE(loggedIn.count(), 0);
        QCOMPARE(await(m_other->getCredentials())->accessToken, await(m_one->getCredentials())->accessToken);
        QVERIFY(m_flow->tenant.refreshes().isEmpty());
    }

    void aRefreshOfOneIsTakenOverByTheOther()
    {
        QVERIFY(await(m_one->authorize()));
        QTRY_VERIFY(m_other->isAuthenticated());
        QSignalSpy changed(m_other.get(), &Client::credentialsChanged);
        const auto renewed = await(m_one->getCredentials(forced()));
        QVERIFY(renewed);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 1000);
        QCOMPARE(await(m_other->getCredentials())->accessToken, renewed->accessToken);
        QCOMPARE(m_flow->tenant.refreshes().size(), 1);
        QVERIFY(await(m_other->getCredentials(forced())));
        QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
    }

    void aNewLoginReplacesTheFamilyOfBoth()
    {
        QVERIFY(await(m_one->authorize()));
        QTRY_VERIFY(m_other->isAuthenticated());
        m_flow->user.forgetCookies();
        m_flow->user.username = u"bob@example.com"_qs;
        QSignalSpy ended(m_other.get(), &Client::sessionEnded);
        QVERIFY(await(m_one->authorize()));
        QTRY_COMPARE_WITH_TIMEOUT(m_other->user().sub, u"auth0|bob"_qs, 1000);
        const auto renewed = await(m_other->getCredentials(forced()));
        QVERIFY(renewed);
        QCOMPARE(m_flow->tenant.callApi(renewed->accessToken), 200);
        QCOMPARE(ended.count(), 0);
        QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
    }

    void theLogoutOfOneEndsTheOtherOnce()
    {
        QVERIFY(await(m_one->authorize()));
        QTRY_VERIFY(m_other->isAuthenticated());
        QSignalSpy ended(m_other.get(), &Client::sessionEnded), loggedOut(m_other.get(), &Client::loggedOut);
        QVERIFY(await(m_one->clearCredentials()));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 1000);
        QCOMPARE(ended[0][0].value<EndReason>(), EndReason::LoggedOutElsewhere);
        QCOMPARE(m_other->sessionState(), SessionState::SignedOut);
        QCOMPARE(m_other->user().sub, QString());
        QCOMPARE(await(m_other->getCredentials()).error().code(), Error::NoCredentials);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(loggedOut.count(), 1);
    }

private:
    std::unique_ptr<Flow> m_flow;
    std::unique_ptr<Client> m_one, m_other;
};

QTEST_GUILESS_MAIN(tst_Follow)
#include "tst_follow.moc"
