// SPDX-License-Identifier: Apache-2.0
#include "credentials/renewalplan.h"
#include "flows/flow.h"
#include "support/fakenetwork.h"
#include <QtCore/QLoggingCategory>
#include <QtTest/QTest>
#include <random>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! A network whose name service does not work for the first requests; the real one afterwards.
class SleepyNetwork : public QNetworkAccessManager
{
public:
    int failures = 0;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        if (failures <= 0)
            return QNetworkAccessManager::createRequest(operation, request, body);
        --failures;
        return new FakeReply(operation, request, {0, {}, {}, QNetworkReply::HostNotFoundError}, this);
    }
};

QStringList heard;
QtMessageHandler handlerBefore = nullptr;

void hear(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    heard.append(text);
    handlerBefore(type, context, text);
}
} // namespace

//! What users of other libraries reported about networks, clocks, logins and logs; docs/reports.md has the list.
class tst_SessionReportsOffline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void R11_whatFailsForNowIsTriedEverMoreSeldom_data();
    void R11_whatFailsForNowIsTriedEverMoreSeldom();
    void R20_aNameThatIsNotFoundKeepsTheSessionAndOpensNoBrowser();
    void R21_aCallEndsInOneOfThreeWays();
    void R22_offlineIsToldFromRevokedAndTheUserStays();
    void R23_aBlockedUserIsTold();
    void R26_startedOfflineTheFirstCallOnlineRefreshes();
    void R27_aClockTwentyMinutesOffIsNoFailure_data();
    void R27_aClockTwentyMinutesOffIsNoFailure();
    void R28_aMarginLongerThanTheTokensLifeRefreshesOnceALife();
    void R53_onlyALoginOpensABrowser();
    void R58_noSecretReachesTheLog();
    void R60_noBeginningOfASecretDoesEither();

private:
    void expire() { m_flow->moveClock(86'401); }
    //! Everything that one session has to hide.
    QStringList secretsOfASession();

    std::unique_ptr<Flow> m_flow;
    std::unique_ptr<Client> m_client;
};

void tst_SessionReportsOffline::init()
{
    m_client.reset();
    m_flow = std::make_unique<Flow>(
        QJsonObject{{QStringLiteral("rotationOverlap"), 30}, {TenantProcess::remembersSessions, true}});
    m_flow->account = QString::fromLatin1(QTest::currentTestFunction()) + QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(m_flow->tenant.isRunning());
}

void tst_SessionReportsOffline::R11_whatFailsForNowIsTriedEverMoreSeldom_data()
{
    QTest::addColumn<int>("lifetime"); // seconds, of the access token
    QTest::newRow("a day") << 86'400;
    QTest::newRow("an hour") << 3'600;
    QTest::newRow("ten minutes") << 600;
}

// Ten minutes in which the tenant answers 503 to every renewal ahead of time, each second of them looked at.
void tst_SessionReportsOffline::R11_whatFailsForNowIsTriedEverMoreSeldom()
{
    QFETCH(int, lifetime);
    std::mt19937 random(1);
    const RenewalPlan::Dice dice = [&random] { return std::uniform_real_distribution<>(0, 1)(random); };
    StoredToken token;
    token.lifetime = token.expiresAt = lifetime * 1000LL;
    QSet<qint64> nextTries;
    for (int desktop = 0; desktop < 200; ++desktop) {
        RenewalPlan plan;
        plan.begin(token, std::chrono::minutes(1), dice);
        const qint64 begin = plan.next();
        QList<qint64> tries;
        for (qint64 now = begin; now < begin + 600'000; now += 1000) {
            if (!plan.isDue(token, now, dice))
                continue;
            tries.append(now);
            plan.failed(token, now, std::chrono::seconds(0), dice);
        }
        QVERIFY(!tries.isEmpty());
        QVERIFY2(tries.size() <= 12, qPrintable(QStringLiteral("%1 requests").arg(tries.size())));
        nextTries.insert(plan.next());
    }
    QVERIFY2(nextTries.size() > 150, "they do not come together again");
}

void tst_SessionReportsOffline::R20_aNameThatIsNotFoundKeepsTheSessionAndOpensNoBrowser()
{
    QVERIFY(m_flow->startSignedIn());
    SleepyNetwork network;
    m_client = std::make_unique<Client>(
        m_flow->configuration(), Services{&network, &m_flow->store, &m_flow->user, &m_flow->clock});
    QTRY_COMPARE(m_client->sessionState(), SessionState::SignedIn);
    QSignalSpy ended(m_client.get(), &Client::sessionEnded);
    const auto visits = m_flow->user.requests.size();
    network.failures = 1000;
    const auto failed = await(m_client->getCredentials(forced()));
    QCOMPARE(failed.error().code(), Error::NetworkFailure);
    QVERIFY(failed.error().isRetryable() && !failed.error().needsLogin());
    QVERIFY(m_client->isAuthenticated() && m_client->isPersistent());
    network.failures = 0;
    QVERIFY(await(m_client->getCredentials(forced())));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    QCOMPARE(ended.count(), 0);
    QCOMPARE(m_flow->user.requests.size(), visits);
}

void tst_SessionReportsOffline::R21_aCallEndsInOneOfThreeWays()
{
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
    expire();
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 503}})));
    const auto transient = await(m_client->getCredentials());
    QVERIFY(!transient && transient.error().isRetryable() && !transient.error().needsLogin());
    const auto token = await(m_client->getCredentials());
    QVERIFY(token && !token->accessToken.isEmpty());
    const QJsonObject dead{{QStringLiteral("error"), QStringLiteral("invalid_grant")}};
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 403}, {QStringLiteral("body"), dead}})));
    const auto over = await(m_client->getCredentials(forced()));
    QVERIFY(!over && over.error().needsLogin() && !over.error().isRetryable());
}

void tst_SessionReportsOffline::R22_offlineIsToldFromRevokedAndTheUserStays()
{
    QVERIFY(m_flow->startSignedIn());
    m_flow->tenant.kill();
    m_client = m_flow->start();
    QTRY_COMPARE(m_client->sessionState(), SessionState::SignedIn);
    QCOMPARE(m_client->user().email, QStringLiteral("alice@example.com"));
    const auto offline = await(m_client->getCredentials(forced()));
    QCOMPARE(offline.error().code(), Error::NetworkFailure);
    QVERIFY(offline.error().isRetryable() && !offline.error().needsLogin());
    QCOMPARE(m_client->user().email, QStringLiteral("alice@example.com"));
    m_flow->tenant.startAgain();
    const QString token = await(m_client->getCredentials())->refreshToken;
    QVERIFY(await(m_client->getCredentials(forced())));
    expire();
    QCOMPARE(m_flow->tenant.refreshBy(token), 403); // used twice: the family is dead
    const auto revoked = await(m_client->getCredentials());
    QCOMPARE(revoked.error().code(), Error::RenewFailed);
    QVERIFY(revoked.error().needsLogin() && !revoked.error().isRetryable());
    QVERIFY(m_client->user().email.isEmpty());
}

void tst_SessionReportsOffline::R23_aBlockedUserIsTold()
{
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
    const QJsonObject blocked{
        {QStringLiteral("error"), QStringLiteral("invalid_grant")},
        {QStringLiteral("error_description"), QStringLiteral("user is blocked")}};
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 403}, {QStringLiteral("body"), blocked}})));
    const auto refused = await(m_client->getCredentials(forced()));
    QCOMPARE(refused.error().code(), Error::RenewFailed);
    QCOMPARE(refused.error().serverCode(), QStringLiteral("invalid_grant"));
    QVERIFY(refused.error().cause());
    QVERIFY2(refused.error().message().contains(u"user is blocked"), qPrintable(refused.error().message()));
}

void tst_SessionReportsOffline::R26_startedOfflineTheFirstCallOnlineRefreshes()
{
    QVERIFY(m_flow->startSignedIn());
    expire();
    m_flow->tenant.kill();
    m_client = m_flow->start();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(await(m_client->getCredentials()).error().code(), Error::NetworkFailure);
    m_flow->tenant.startAgain();
    m_flow->tenant.moveClock(86'401);
    QVERIFY(await(m_client->getCredentials()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
    QVERIFY(m_client->isAuthenticated());
}

void tst_SessionReportsOffline::R27_aClockTwentyMinutesOffIsNoFailure_data()
{
    QTest::addColumn<int>("offset");
    QTest::newRow("ahead") << 1200;
    QTest::newRow("behind") << -1200;
}

void tst_SessionReportsOffline::R27_aClockTwentyMinutesOffIsNoFailure()
{
    QFETCH(int, offset);
    m_flow->clock.offset = offset;
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
    QVERIFY(await(m_client->getCredentials(forced())));
    QVERIFY(await(m_client->getCredentials()));
    QCOMPARE(m_flow->tenant.refreshes().size(), 1);
}

// There the margin was 120 s and the token lived less: it was due again as soon as it had come.
void tst_SessionReportsOffline::R28_aMarginLongerThanTheTokensLifeRefreshesOnceALife()
{
    Flow flow(QJsonObject{{QStringLiteral("tokenLifetime"), 30}});
    flow.account = m_flow->account;
    Configuration configuration = flow.configuration();
    configuration.autoRefresh = true;
    configuration.refreshLeadTime = std::chrono::seconds(120);
    Client client(configuration, Services{nullptr, &flow.store, &flow.user, &flow.clock});
    QVERIFY(await(client.authorize()));
    QList<QDateTime> ends{client.expiresAt()};
    connect(&client, &Client::expiresAtChanged, this, [&] { ends.append(client.expiresAt()); });
    constexpr int lives = 4;
    for (int i = 1; i <= lives; ++i) {
        flow.moveClock(16 * i);
        QTRY_COMPARE(ends.size(), i + 1);
    }
    // Half of a life lies between two, however often it was looked.
    for (int i = 1; i <= lives; ++i)
        QVERIFY2(ends[i - 1].msecsTo(ends[i]) >= 14'000, qPrintable(QString::number(i)));
    QCOMPARE(flow.tenant.refreshes().size(), lives);
}

void tst_SessionReportsOffline::R53_onlyALoginOpensABrowser()
{
    m_client = m_flow->startSignedIn();
    QVERIFY(m_client);
    QCOMPARE(m_flow->user.requests.size(), 1);
    QVERIFY(await(m_client->getCredentials(forced())));
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 500}})));
    (void)await(m_client->getCredentials(forced()));
    const QJsonObject dead{{QStringLiteral("error"), QStringLiteral("invalid_grant")}};
    QVERIFY(m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 403}, {QStringLiteral("body"), dead}})));
    (void)await(m_client->getCredentials(forced()));
    QCOMPARE(m_client->sessionState(), SessionState::SignedOut);
    (void)await(m_client->getCredentials());
    (void)await(m_client->restore());
    QCOMPARE(m_flow->user.requests.size(), 1);
    QVERIFY(await(m_client->authorize()));
    QCOMPARE(m_flow->user.requests.size(), 2);
}

// A login, refreshes that succeed and fail, a restart and a logout, with every category at debug.
QStringList tst_SessionReportsOffline::secretsOfASession()
{
    QLoggingCategory::setFilterRules(QStringLiteral("auth0.*=true"));
    heard.clear();
    handlerBefore = qInstallMessageHandler(hear);
    QStringList secrets;
    const auto note = [&secrets](const Result<Credentials> &credentials) {
        if (credentials)
            secrets += {credentials->accessToken, credentials->refreshToken, credentials->idToken};
    };
    m_client = m_flow->start();
    note(await(m_client->authorize()));
    for (const QUrl &url : std::as_const(m_flow->user.visited)) {
        for (const char *name : {"code", "state", "nonce", "code_challenge"})
            secrets.append(QUrlQuery(url).queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded));
    }
    note(await(m_client->getCredentials(forced())));
    m_flow->tenant.fault(refreshFault({{QStringLiteral("drop"), QStringLiteral("after")}}));
    note(await(m_client->getCredentials(forced())));
    m_flow->tenant.fault(refreshFault({{QStringLiteral("status"), 500}}));
    note(await(m_client->getCredentials(forced())));
    m_client = m_flow->start();
    note(await(m_client->getCredentials(forced())));
    (void)await(m_client->clearSession());
    m_client.reset();
    qInstallMessageHandler(handlerBefore);
    QLoggingCategory::setFilterRules({});
    secrets.removeIf([](const QString &secret) { return secret.size() < 16; });
    return secrets;
}

void tst_SessionReportsOffline::R58_noSecretReachesTheLog()
{
    const QStringList secrets = secretsOfASession();
    QVERIFY(secrets.size() >= 15);
    QVERIFY2(heard.size() >= 10, "the log tells the story");
    const QString log = heard.join(u'\n');
    for (const QString &secret : secrets)
        QVERIFY2(!log.contains(secret), qPrintable(log));
}

// A JWT begins as each other does, so its part that differs is looked for.
void tst_SessionReportsOffline::R60_noBeginningOfASecretDoesEither()
{
    const QStringList secrets = secretsOfASession();
    QVERIFY(secrets.size() >= 15);
    const QString log = heard.join(u'\n');
    for (const QString &secret : secrets) {
        const QStringList parts = secret.split(u'.');
        const QString beginning = (parts.size() == 3 ? parts.last() : secret).left(8);
        QVERIFY2(!log.contains(beginning), qPrintable(beginning + u'\n' + log));
        QVERIFY2(!log.contains(secret.right(8)), qPrintable(secret.right(8) + u'\n' + log));
    }
    QVERIFY2(!log.contains(u"eyJ"), qPrintable(log));
}

QTEST_GUILESS_MAIN(tst_SessionReportsOffline)
#include "tst_sessionreportsoffline.moc"
