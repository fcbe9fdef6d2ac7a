// SPDX-License-Identifier: Apache-2.0
#include "flows/flow.h"
#include "storage/processlock.h"
#include "storage/sessiondirectory.h"
#include <QtCore/QCryptographicHash>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

Q_DECLARE_METATYPE(std::function<bool(Client &)>)

//! What users of other libraries reported about rotation, races and lost answers; docs/reports.md has the list.
class tst_SessionReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void R4_fiftyCallsAtOneExpiryShareOneRefresh();
    void R6_theStoreIsReadAgainUnderTheLock();
    void R9_theLockSpansReadPostAndWrite();
    void R11_aDeadTokenIsTriedOnce();
    void R13_aCallAfterAnErrorWaitsForNothing();
    void R15_aRefreshAnswerWithoutRefreshTokenKeepsTheStoredOne();
    void R16_whateverRefreshesSaves_data();
    void R16_whateverRefreshesSaves();
    void R29_aRefreshIsNoLogin();
    void R54_aLoginAsAnotherUserIsACleanSwitch();
    void R61_aRefreshTokenCountsAsValidCredentials();
    void R62_noCallHandsOutATokenThatIsNotTheStoredOne();

private:
    void expire() { m_flow->moveClock(86'401); }
    QString storedRefreshToken() const;
    bool lockIsFree() const;

    std::unique_ptr<Flow> m_flow;
    std::unique_ptr<Client> m_client; //!< signed in
};

namespace {
QString fingerprint(const QString &token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.toLatin1(), QCryptographicHash::Sha256).toHex().left(12));
}
} // namespace

void tst_SessionReports::init()
{
    m_client.reset();
    m_flow = std::make_unique<Flow>(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction()) + QString::fromLatin1(QTest::currentDataTag());
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
}

QString tst_SessionReports::storedRefreshToken() const
{
    const QByteArray record = m_flow->store.entries.isEmpty() ? QByteArray() : *m_flow->store.entries.cbegin();
    return QJsonDocument::fromJson(record)[QStringLiteral("refresh_token")].toString();
}

bool tst_SessionReports::lockIsFree() const
{
    ProcessLock lock(sessionDirectory(), {m_flow->tenant.domain(), QStringLiteral("native-public"), m_flow->account});
    return bool(await(lock.acquire(std::chrono::milliseconds(1))));
}

void tst_SessionReports::R4_fiftyCallsAtOneExpiryShareOneRefresh()
{
    expire();
    QList<Async<Credentials>> calls;
    for (int i = 0; i < 50; ++i)
        calls.append(m_client->getCredentials());
    QSet<QString> tokens;
    for (const auto &call : calls) {
        const auto credentials = await(call);
        QVERIFY2(credentials, qPrintable(credentials.error().toString()));
        tokens.insert(credentials->accessToken);
    }
    QCOMPARE(tokens.size(), 1);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

// The second one has seen that its token expired, and waits for the lock that the first one holds.
void tst_SessionReports::R6_theStoreIsReadAgainUnderTheLock()
{
    const auto second = m_flow->start();
    QVERIFY(await(second->getCredentials()));
    expire();
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("delay"), 1}})));
    const auto faster = m_client->getCredentials();
    QTRY_COMPARE(m_flow->tenant.refreshes().size(), 1);
    const auto slower = second->getCredentials();
    const auto renewed = await(faster), adopted = await(slower);
    QVERIFY(renewed && adopted);
    QCOMPARE(adopted->accessToken, renewed->accessToken);
    QCOMPARE(adopted->refreshToken, renewed->refreshToken);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_SessionReports::R9_theLockSpansReadPostAndWrite()
{
    QVERIFY(lockIsFree());
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("delay"), 1}})));
    const int writes = m_flow->store.writes;
    const auto refresh = m_client->getCredentials(forced());
    QTRY_COMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY2(!lockIsFree(), "held while the tenant is asked");
    m_flow->store.isSilent = true;
    QTRY_COMPARE(m_flow->store.writes, writes + 1);
    QVERIFY2(!lockIsFree(), "held until the keychain has the new token");
    m_flow->store.answerNow();
    QVERIFY(await(refresh));
    QVERIFY(lockIsFree());
}

void tst_SessionReports::R11_aDeadTokenIsTriedOnce()
{
    const QJsonObject dead{{QStringLiteral("error"), QStringLiteral("invalid_grant")}};
    QVERIFY(m_flow->tenant.fault(refreshFault(
        {{QStringLiteral("status"), 403}, {QStringLiteral("body"), dead}, {QStringLiteral("times"), 99}})));
    expire();
    for (int i = 0; i < 20; ++i)
        QVERIFY(!await(m_client->getCredentials()));
    m_client = m_flow->start();
    QCOMPARE(await(m_client->getCredentials()).error().code(), Error::NoCredentials);
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

void tst_SessionReports::R13_aCallAfterAnErrorWaitsForNothing()
{
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 500}})));
    QCOMPARE(await(m_client->getCredentials(forced())).error().code(), Error::ServerFailure);
    QVERIFY(lockIsFree());
    QVERIFY(await(m_client->getCredentials(forced())));
}

void tst_SessionReports::R15_aRefreshAnswerWithoutRefreshTokenKeepsTheStoredOne()
{
    Configuration configuration = m_flow->configuration();
    configuration.clientId = QStringLiteral("native-norotate");
    m_flow->store.entries.clear();
    Client client(configuration, Services{nullptr, &m_flow->store, &m_flow->user, &m_flow->clock});
    QVERIFY(await(client.authorize()));
    const QString stored = storedRefreshToken();
    QVERIFY(!stored.isEmpty());
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(await(client.getCredentials(forced())));
        QCOMPARE(storedRefreshToken(), stored);
        QCOMPARE(m_flow->tenant.refreshes().size(), i);
    }
}

void tst_SessionReports::R16_whateverRefreshesSaves_data()
{
    QTest::addColumn<std::function<bool(Client &)>>("refresh");
    const auto row = [](const char *name, std::function<bool(Client &)> refresh) {
        QTest::newRow(name) << std::move(refresh);
    };
    row("getCredentials", [](Client &client) { return bool(await(client.getCredentials(forced()))); });
    row("getCredentials with minTtl", [](Client &client) {
        GetCredentialsOptions options;
        options.minTtl = std::chrono::hours(25);
        return await(client.getCredentials(options)).error().code() == Error::LargeMinTtl;
    });
    row("getCredentials for another scope", [](Client &client) {
        GetCredentialsOptions options;
        options.scope = QStringLiteral("openid write:messages");
        return bool(await(client.getCredentials(options)));
    });
    row("getAccessToken", [](Client &client) {
        GetAccessTokenOptions options;
        options.refresh = true;
        return bool(await(client.getAccessToken(options)));
    });
}

void tst_SessionReports::R16_whateverRefreshesSaves()
{
    QFETCH(const std::function<bool(Client &)>, refresh);
    const QString before = storedRefreshToken();
    QVERIFY(refresh(*m_client));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    const QJsonObject rotation = m_flow->tenant.refreshes().first();
    QCOMPARE(fingerprint(before), rotation[QStringLiteral("refresh_token")].toString());
    QCOMPARE(fingerprint(storedRefreshToken()), rotation[QStringLiteral("new_refresh_token")].toString());
    m_client = m_flow->start();
    QVERIFY(await(m_client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.log({{QStringLiteral("overlap"), true}}).size(), 0);
}

void tst_SessionReports::R29_aRefreshIsNoLogin()
{
    QSignalSpy loggedIn(m_client.get(), &Client::loggedIn), changed(m_client.get(), &Client::credentialsChanged);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(await(m_client->getCredentials(forced())));
        QCOMPARE(changed.count(), i);
    }
    QCOMPARE(loggedIn.count(), 0);
}

void tst_SessionReports::R54_aLoginAsAnotherUserIsACleanSwitch()
{
    QSignalSpy loggedIn(m_client.get(), &Client::loggedIn), ended(m_client.get(), &Client::sessionEnded),
        changed(m_client.get(), &Client::credentialsChanged);
    const QString before = await(m_client->getCredentials())->accessToken;
    m_flow->user.forgetCookies();
    m_flow->user.username = QStringLiteral("bob@example.com");
    QVERIFY(await(m_client->authorize()));
    QCOMPARE(m_client->user().sub, QStringLiteral("auth0|bob"));
    QVERIFY(await(m_client->getCredentials())->accessToken != before);
    QCOMPARE(loggedIn.count(), 1);
    QVERIFY(changed.count() > 0);
    QCOMPARE(ended.count(), 0);
    QVERIFY(await(m_client->getCredentials(forced())));
    m_client = m_flow->start();
    QTRY_COMPARE(m_client->user().email, QStringLiteral("bob@example.com"));
}

void tst_SessionReports::R61_aRefreshTokenCountsAsValidCredentials()
{
    QCOMPARE(*await(m_client->hasValidCredentials()), true);
    expire();
    QCOMPARE(*await(m_client->hasValidCredentials()), true);
    QVERIFY2((*await(m_client->getSession()))->tokenSet.expiresAt < m_flow->clock.now(), "here the end is to be seen");
    Credentials bare;
    bare.accessToken = QStringLiteral("an-access-token");
    bare.expiresAt = m_flow->clock.now().addSecs(-1);
    QVERIFY(await(m_client->saveCredentials(bare)));
    QCOMPARE(*await(m_client->hasValidCredentials()), false);
}

void tst_SessionReports::R62_noCallHandsOutATokenThatIsNotTheStoredOne()
{
    for (int i = 0; i < 3; ++i) {
        const auto credentials = await(m_client->getCredentials(forced()));
        QVERIFY(credentials);
        QCOMPARE(credentials->refreshToken, storedRefreshToken());
        QCOMPARE(
            fingerprint(storedRefreshToken()),
            m_flow->tenant.refreshes().last()[QStringLiteral("new_refresh_token")].toString());
        QCOMPARE((*await(m_client->getSession()))->tokenSet.refreshToken, storedRefreshToken());
    }
}

QTEST_GUILESS_MAIN(tst_SessionReports)
#include "tst_sessionreports.moc"
