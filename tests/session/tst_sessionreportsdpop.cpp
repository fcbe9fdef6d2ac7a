// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopkey.h"
#include "flows/flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! What users of other libraries reported about tokens that are bound to a key; docs/reports.md has the list.
class tst_SessionReportsDpop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void R43_switchedOffABoundSessionIsKeptAndNotUsedAsBearer();
    void R43_aBoundSessionWithoutItsKeyEndsOnce_data();
    void R43_aBoundSessionWithoutItsKeyEndsOnce();
    void R44_aLoginThatDiesLeavesTheSessionItsKey();

private:
    std::unique_ptr<Client> start(bool useDpop = true);
    //! A member of the stored record.
    QString stored(const char *member) const;

    std::unique_ptr<Flow> m_flow;
    std::unique_ptr<Client> m_client; //!< signed in, with a key
};

void tst_SessionReportsDpop::init()
{
    m_client.reset();
    m_flow = std::make_unique<Flow>();
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction()) + QString::fromLatin1(QTest::currentDataTag());
    m_client = start();
    QVERIFY(await(m_client->authorize()));
    QVERIFY(!stored("dpop_jkt").isEmpty());
}

std::unique_ptr<Client> tst_SessionReportsDpop::start(bool useDpop)
{
    Configuration configuration = m_flow->configuration();
    configuration.useDPoP = useDpop;
    configuration.audience = QStringLiteral("https://dpop-api.example.com");
    return std::make_unique<Client>(configuration, Services{nullptr, &m_flow->store, &m_flow->user, &m_flow->clock});
}

QString tst_SessionReportsDpop::stored(const char *member) const
{
    return QJsonDocument::fromJson(*m_flow->store.entries.cbegin())[QLatin1String(member)].toString();
}

void tst_SessionReportsDpop::R43_switchedOffABoundSessionIsKeptAndNotUsedAsBearer()
{
    m_client = start(false);
    QSignalSpy ended(m_client.get(), &Client::sessionEnded);
    QCOMPARE(await(m_client->getCredentials(forced())).error().code(), Error::DpopNotConfigured);
    QVERIFY2(m_flow->tenant.refreshes().isEmpty(), "nothing was spent");
    QCOMPARE(m_client->sessionState(), SessionState::SignedIn);
    QCOMPARE(ended.count(), 0);
    // Switched on again it goes on as if nothing had been.
    m_client = start();
    const auto renewed = await(m_client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QCOMPARE(renewed->tokenType, QStringLiteral("DPoP"));
}

void tst_SessionReportsDpop::R43_aBoundSessionWithoutItsKeyEndsOnce_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<Error::Code>("code");
    QTest::newRow("missing") << QString() << Error::DpopKeyMissing;
    QTest::newRow("another") << DpopKey::generate()->toText() << Error::DpopKeyMismatch;
}

void tst_SessionReportsDpop::R43_aBoundSessionWithoutItsKeyEndsOnce()
{
    QFETCH(QString, key);
    QFETCH(Error::Code, code);
    m_client.reset();
    QByteArray &bytes = *m_flow->store.entries.begin();
    QJsonObject record = QJsonDocument::fromJson(bytes).object();
    record[QStringLiteral("dpop_key")] = key;
    bytes = QJsonDocument(record).toJson(QJsonDocument::Compact);
    // A store that answers late, as a keychain does.
    m_flow->store.isSilent = true;
    m_client = start();
    QSignalSpy ended(m_client.get(), &Client::sessionEnded);
    m_flow->store.answerNow();
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended[0][0].value<EndReason>(), EndReason::DpopKeyLost);
    QTRY_COMPARE(m_client->error().code(), code);
    QVERIFY(m_client->error().needsLogin());
    QVERIFY(m_flow->tenant.refreshes().isEmpty());
    QCOMPARE(await(m_client->getCredentials()).error().code(), Error::NoCredentials);
    m_client = start();
    QCOMPARE(await(m_client->getCredentials()).error().code(), Error::NoCredentials);
    QCOMPARE(ended.count(), 1);
}

// There the process died while the browser was open, and the login that was taken up again had lost its key. Here a
// login lives and dies with its process; its key reaches the store in one write with the tokens that are bound to it.
void tst_SessionReportsDpop::R44_aLoginThatDiesLeavesTheSessionItsKey()
{
    const QString key = stored("dpop_key"), jkt = stored("dpop_jkt");
    m_flow->user.isAway = true;
    m_client->authorize(); // another key has been made for it
    QTRY_COMPARE(m_flow->user.requests.size(), 2);
    const QUrl page = m_flow->user.requests.last().url;
    QVERIFY(!page.toString().contains(jkt));
    m_client = start();
    m_flow->user.isAway = false;
    QCOMPARE(stored("dpop_key"), key);
    const auto renewed = await(m_client->getCredentials(forced()));
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QCOMPARE(stored("dpop_key"), key);
    // The user comes back to a port where nobody listens any more, and logs in anew.
    m_flow->user.visit(page);
    QVERIFY(await(m_client->authorize()));
    QVERIFY(stored("dpop_jkt") != jkt);
    QVERIFY(await(m_client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.revokedFamilies(), 0);
}

QTEST_GUILESS_MAIN(tst_SessionReportsDpop)
#include "tst_sessionreportsdpop.moc"
