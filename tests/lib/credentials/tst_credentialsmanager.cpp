// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "credentials/credentialsmanager.h"
#include "storage/storedetails.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "tokenendpoint.h"
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
class TestClock : public Clock
{
public:
    QDateTime time = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    QDateTime now() override { return time; }
};

const SessionKey key{QStringLiteral("t.example"), QStringLiteral("cid"), {}};
const QString issuer = QStringLiteral("https://t.example/");

QString jwt(const QJsonObject &claims)
{
    const QByteArray header = toBase64Url(R"({"alg":"RS256","kid":"k"})");
    return QString::fromLatin1(header + '.' + toBase64Url(QJsonDocument(claims).toJson()) + ".c2ln");
}

QString idTokenOf(const QString &sub)
{
    return jwt(
        {{QStringLiteral("iss"), issuer},
         {QStringLiteral("aud"), QStringLiteral("cid")},
         {QStringLiteral("sub"), sub}});
}

ScriptedAnswer tokens(const char *access, const char *refresh, int expiresIn = 3600)
{
    ScriptedAnswer answer;
    answer.body = {
        {QStringLiteral("access_token"), QLatin1String(access)},
        {QStringLiteral("token_type"), QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), expiresIn}};
    if (refresh)
        answer.body.insert(QStringLiteral("refresh_token"), QLatin1String(refresh));
    return answer;
}

ScriptedAnswer refusal(int status, const char *error)
{
    ScriptedAnswer answer;
    answer.status = status;
    answer.body = {
        {QStringLiteral("error"), QLatin1String(error)}, {QStringLiteral("error_description"), QStringLiteral("no")}};
    return answer;
}

ScriptedAnswer busyFor(int seconds)
{
    ScriptedAnswer answer = refusal(429, "too_many_requests");
    answer.headers = {{"Retry-After", QByteArray::number(seconds)}};
    return answer;
}

ScriptedAnswer lost(QNetworkReply::NetworkError error = QNetworkReply::RemoteHostClosedError)
{
    ScriptedAnswer answer;
    answer.error = error;
    return answer;
}

TokenRequest forced()
{
    TokenRequest request;
    request.force = true;
    return request;
}
} // namespace

//! One process of the application: its manager, and what it shares with other processes (store, folder, tenant).
struct Process
{
    Process(TokenEndpoint *tenant, SecretStore *secrets, const QString &folder, TestClock *clock)
        : http(tenant, clock)
        , keys(&http, clock)
        , store(secrets, QStringLiteral("test"), QDir(folder), key)
        , manager(std::make_unique<CredentialsManager>(RefreshContext{&http, &keys, clock, &store, {}, 60s}))
    {
        keys.setUrl(QUrl(issuer + QStringLiteral(".well-known/jwks.json")));
        manager->setTenant({QUrl(issuer), QStringLiteral("cid")}, 60s);
        QObject::connect(manager.get(), &CredentialsManager::ended, manager.get(), [this](EndReason reason) {
            ended.append(reason);
        });
    }
    HttpClient http;
    JwkSource keys;
    CredentialsStore store;
    std::unique_ptr<CredentialsManager> manager;
    QList<EndReason> ended;
};

class tst_CredentialsManager : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<TokenEndpoint> tenant;
    std::unique_ptr<FakeSecretStore> secrets;
    TestClock clock;

    std::unique_ptr<Process> process()
    {
        return std::make_unique<Process>(tenant.get(), secrets.get(), folder->path(), &clock);
    }

    SessionRecord record(int lifetime) const
    {
        SessionRecord record;
        record.refreshToken = QStringLiteral("r1");
        record.loginScope = QStringLiteral("openid");
        record.loginToken.requestedScope = record.loginToken.grantedScope = QStringLiteral("openid");
        record.loginToken.accessToken = QStringLiteral("a1");
        record.loginToken.expiresAt = clock.time.toMSecsSinceEpoch() + lifetime * 1000LL;
        record.userClaims = {{QStringLiteral("sub"), QStringLiteral("u1")}};
        return record;
    }
    std::unique_ptr<Process> signedIn(int lifetime)
    {
        auto one = process();
        [&] { QVERIFY(await(one->manager->accept(record(lifetime)))); }();
        return one;
    }
    //! Its login waits in memory: the write gave no answer.
    std::unique_ptr<Process> waiting()
    {
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        auto one = signedIn(60);
        secrets->writeError.reset();
        return one;
    }
    SessionRecord laterRecord() const
    {
        SessionRecord later = record(60);
        later.refreshToken = QStringLiteral("r9");
        return later;
    }
    SessionRecord stored() const { return *SessionRecord::fromBytes(secrets->entries.value(key.toString())); }
    QString journal() const
    {
        return QDir(folder->path()).absoluteFilePath(key.fileName() + QStringLiteral(".journal"));
    }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        tenant = std::make_unique<TokenEndpoint>();
        secrets = std::make_unique<FakeSecretStore>();
        clock = TestClock();
    }

    void aFreshTokenCostsNoRequestAndNoRead()
    {
        auto one = signedIn(60);
        const int reads = secrets->reads;
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a1"));
        QCOMPARE(tenant->posts.size(), 0);
        QCOMPARE(secrets->reads, reads);
    }

    void oneRefreshServesAllWhoAsk()
    {
        auto one = signedIn(-1);
        tenant->script = {tokens("a2", "r2")};
        QList<Async<StoredToken>> callers;
        for (int i = 0; i < 100; ++i)
            callers.append(one->manager->token(i % 2 ? TokenRequest() : forced()));
        for (const auto &caller : callers)
            QCOMPARE(await(caller)->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->sentTokens(), QStringList{QStringLiteral("r1")});
        QCOMPARE(stored().refreshToken, QStringLiteral("r2"));
    }

    void aRefreshCostsOneReadAndOneWrite()
    {
        auto one = signedIn(-1);
        tenant->script = {tokens("a2", "r2")};
        const int reads = secrets->reads, writes = secrets->writes;
        QVERIFY(await(one->manager->token({})));
        QCOMPARE(secrets->reads - reads, 1);
        QCOMPARE(secrets->writes - writes, 1);
        QVERIFY(!QFile::exists(journal()));
    }

    void aLostAnswerIsRepeatedOnceWithTheSameToken()
    {
        auto one = signedIn(-1);
        tenant->script = {lost(), tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->sentTokens(), (QStringList{QStringLiteral("r1"), QStringLiteral("r1")}));
    }

    void withoutAnyAnswerTheSessionStaysAndTheJournalToo()
    {
        auto one = signedIn(-1);
        tenant->script = {lost(), lost()};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::NetworkFailure);
        QCOMPARE(tenant->posts.size(), 2);
        QVERIFY(QFile::exists(journal()));
        QVERIFY(one->ended.isEmpty());
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->sentTokens().last(), QStringLiteral("r1"));
    }

    // Nobody asks again: the tenant's overlap would be over at the next expiry.
    void whatHasNoOutcomeIsFoundOutByItself_data()
    {
        QTest::addColumn<QList<ScriptedAnswer>>("script");
        const ScriptedAnswer gone = lost(QNetworkReply::HostNotFoundError);
        QTest::newRow("the connection dropped, and the network is away") << QList{lost(), gone};
        QTest::newRow("a gateway got no answer") << QList{refusal(504, "gateway")};
        QTest::newRow("an edge got no answer") << QList{refusal(522, "edge")};
        QTest::newRow("lost, and the repetition met one who did not look") << QList{lost(), refusal(503, "busy")};
    }

    void whatHasNoOutcomeIsFoundOutByItself()
    {
        QFETCH(const QList<ScriptedAnswer>, script);
        auto one = signedIn(-1);
        tenant->script = script + QList{refusal(503, "busy"), tokens("a2", "r2")};
        QVERIFY(!await(one->manager->token({})));
        QVERIFY(one->store.journal.isInFlight(QStringLiteral("r1")));
        QTRY_COMPARE_WITH_TIMEOUT(stored().refreshToken, QStringLiteral("r2"), 20'000);
        QVERIFY(!QFile::exists(journal()));
        QCOMPARE(tenant->posts.size(), script.size() + 2);
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
    }

    void aRefreshThatADeadProcessLeftIsFoundOutByTheOthers()
    {
        auto one = signedIn(60);
        QVERIFY(one->store.journal.begin(QStringLiteral("r1"))); // by a process that dies now
        tenant->script = {tokens("a2", "r2")};
        one->manager->followDisk();
        QTRY_COMPARE_WITH_TIMEOUT(stored().refreshToken, QStringLiteral("r2"), 20'000);
        QCOMPARE(tenant->sentTokens(), QStringList{QStringLiteral("r1")});
    }

    void whatIsAnsweredWithoutALookWasNeverSpent()
    {
        auto one = signedIn(-1);
        tenant->script = {refusal(503, "busy")};
        QVERIFY(!await(one->manager->token({})));
        QVERIFY(!QFile::exists(journal()));
    }

    void whatNeverLeftIsNotRepeated()
    {
        auto one = signedIn(-1);
        tenant->script = {lost(QNetworkReply::ConnectionRefusedError)};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::NetworkFailure);
        QCOMPARE(tenant->posts.size(), 1);
        QVERIFY(!QFile::exists(journal()));
    }

    void aServerErrorKeepsTheSessionAndIsNotRepeated()
    {
        auto one = signedIn(-1);
        tenant->script = {refusal(503, "temporarily_unavailable")};
        const Error error = await(one->manager->token({})).error();
        QCOMPARE(error.code(), Error::ServerFailure);
        QVERIFY(error.isRetryable());
        QCOMPARE(tenant->posts.size(), 1);
        QVERIFY(one->manager->record());
    }

    void aConfirmedRefusalEndsTheSessionOnce()
    {
        auto one = signedIn(-1);
        tenant->script = {refusal(403, "invalid_grant")};
        const auto first = one->manager->token({}), second = one->manager->token({});
        const Error error = await(first).error();
        QCOMPARE(error.code(), Error::RenewFailed);
        QCOMPARE(error.cause()->serverCode(), QStringLiteral("invalid_grant"));
        QVERIFY(error.needsLogin());
        QCOMPARE(await(second).error().code(), Error::NoCredentials);
        QCOMPARE(one->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        QCOMPARE(tenant->posts.size(), 1);
        QVERIFY(secrets->entries.isEmpty());
    }

    void aRefusalThatIsNotOfTheTokenKeepsTheSession()
    {
        auto one = signedIn(-1);
        tenant->script = {refusal(403, "unauthorized_client")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::RenewFailed);
        QVERIFY(one->ended.isEmpty());
        QVERIFY(one->manager->record());
    }

    void aRefusedTokenThatIsNotTheNewestEndsNothing()
    {
        auto one = signedIn(-1);
        ScriptedAnswer late = refusal(403, "invalid_grant");
        late.held = true;
        tenant->script = {late};
        const auto caller = one->manager->token({});
        QTRY_COMPARE(tenant->posts.size(), 1);
        SessionRecord newer = record(3600);
        newer.number = 7;
        newer.family = 1;
        newer.refreshToken = QStringLiteral("r9");
        newer.loginToken.accessToken = QStringLiteral("a9");
        secrets->entries.insert(key.toString(), newer.toBytes());
        tenant->last->release();
        QCOMPARE(await(caller)->accessToken, QStringLiteral("a9"));
        QVERIFY(one->ended.isEmpty());
        QCOMPARE(tenant->posts.size(), 1);
    }

    void aRefusalThatCannotBeConfirmedIsConfirmedLaterAndNotSentAgain()
    {
        auto one = signedIn(-1);
        ScriptedAnswer late = refusal(403, "invalid_grant");
        late.held = true;
        tenant->script = {late};
        const auto caller = one->manager->token({});
        QTRY_COMPARE(tenant->posts.size(), 1);
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->last->release();
        QCOMPARE(await(caller).error().code(), Error::StoreLocked);
        QVERIFY(one->ended.isEmpty());
        secrets->error.reset();
        const Error error = await(one->manager->token({})).error();
        QCOMPARE(error.code(), Error::RenewFailed);
        QVERIFY(error.needsLogin());
        QCOMPARE(one->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        QCOMPARE(tenant->posts.size(), 1);
    }

    // The tombstone may not have got to the disk either; then this is what keeps the next one from sending it.
    void aDeadTokenThatCannotBeRemovedIsNotedAsRefused()
    {
        auto one = signedIn(-1);
        secrets->removeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        tenant->script = {refusal(403, "invalid_grant")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::RenewFailed);
        QVERIFY(one->store.journal.isRefused(QStringLiteral("r1")));
        QVERIFY(one->store.tombstone.remove()); // as if the disk had not taken it
        auto other = process();
        QVERIFY(await(other->manager->load()));
        QVERIFY(!await(other->manager->token({})));
        QCOMPARE(other->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        QCOMPARE(tenant->posts.size(), 1);
    }

    void aRefusalThatCouldNotBeConfirmedIsConfirmedByAnotherProcess()
    {
        auto one = signedIn(-1);
        ScriptedAnswer late = refusal(403, "invalid_grant");
        late.held = true;
        tenant->script = {late};
        const auto caller = one->manager->token({});
        QTRY_COMPARE(tenant->posts.size(), 1);
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->last->release();
        QCOMPARE(await(caller).error().code(), Error::StoreLocked);
        secrets->error.reset();
        one.reset();
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QCOMPARE(await(next->manager->token({})).error().code(), Error::RenewFailed);
        QCOMPARE(next->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        QCOMPARE(tenant->posts.size(), 1);
        QVERIFY(secrets->entries.isEmpty());
        QVERIFY(!QFile::exists(journal()));
    }

    void aGatewayWithoutAnAnswerLeavesTheRefreshOpen()
    {
        for (const int status : {502, 504}) {
            auto one = signedIn(-1);
            tenant->script = {refusal(status, "bad_gateway")};
            QCOMPARE(await(one->manager->token({})).error().code(), Error::ServerFailure);
            QVERIFY2(one->store.journal.isInFlight(QStringLiteral("r1")), "the next start finds it out");
            QCOMPARE(tenant->posts.size(), 1);
            one->store.journal.clear();
            tenant->posts.clear();
        }
        auto one = signedIn(-1);
        tenant->script = {refusal(500, "broken")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::ServerFailure);
        QVERIFY(!one->store.journal.isInFlight(QStringLiteral("r1")));
    }

    void aClockSetBackEndsTheWaitForRetryAfter()
    {
        auto one = signedIn(-1);
        ScriptedAnswer busy = refusal(429, "too_many_requests");
        busy.headers = {{"Retry-After", "3600"}};
        tenant->script = {busy, tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::TooManyRequests);
        QCOMPARE(await(one->manager->token({})).error().code(), Error::TooManyRequests);
        QCOMPARE(tenant->posts.size(), 1);
        clock.time = clock.time.addDays(-1);
        QCOMPARE(await(one->manager->token(forced()))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->posts.size(), 2);
    }

    void aLockedStoreSpendsNothing()
    {
        auto one = signedIn(-1);
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QCOMPARE(await(one->manager->token({})).error().code(), Error::StoreLocked);
        QCOMPARE(tenant->posts.size(), 0);
        QVERIFY(one->manager->record());
        secrets->error.reset();
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
    }

    void tokensThatCannotBeWrittenWaitInMemoryUnderTheLock()
    {
        auto one = signedIn(-1);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        secrets->writeError = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->script = {tokens("a2", "r2", 10)};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QVERIFY(!one->manager->isPersistent());
        QVERIFY(QFile::exists(journal()));
        // Nobody may spend the old token meanwhile: the lock is held.
        QCOMPARE(await(other->manager->token({})).error().code(), Error::StoreUnavailable);
        QCOMPARE(tenant->posts.size(), 1);
        // Nor is the new one spent before it is written.
        clock.time = clock.time.addSecs(60);
        QCOMPARE(await(one->manager->token({})).error().code(), Error::StoreLocked);
        secrets->writeError.reset();
        tenant->script = {tokens("a3", "r3")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a3"));
        QVERIFY(one->manager->isPersistent());
        QCOMPARE(stored().refreshToken, QStringLiteral("r3"));
        QCOMPARE(await(other->manager->token({}))->accessToken, QStringLiteral("a3"));
    }

    void aLoginThatCannotBeWrittenIsHeldAndWrittenLater()
    {
        auto one = process();
        QSignalSpy refused(one->manager.get(), &CredentialsManager::writeFailed);
        secrets->error = Error(Error::StoreUnavailable, QStringLiteral("gone"));
        QVERIFY(await(one->manager->accept(record(60))));
        QCOMPARE(refused.size(), 1);
        QVERIFY(!one->manager->isPersistent());
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a1"));
        secrets->error.reset();
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
    }

    // Its write may have got through: then other processes have seen it, and whatever they did since is newer.
    void aLaterLoginElsewhereReplacesTheOneThatWaits()
    {
        auto one = waiting();
        auto other = process();
        QVERIFY(await(other->manager->accept(laterRecord())));
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(one->manager->record()->refreshToken, QStringLiteral("r9"));
        QCOMPARE(stored().refreshToken, QStringLiteral("r9"));
        QVERIFY(one->ended.isEmpty());
    }

    void whatCannotBeReadIsNotWrittenOverByALoginThatWaits()
    {
        auto one = waiting();
        auto other = process();
        QVERIFY(await(other->manager->accept(laterRecord())));
        secrets->readError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        one->manager->flush();
        QTest::qWait(100);
        QCOMPARE(stored().refreshToken, QStringLiteral("r9"));
        QVERIFY(!one->manager->isPersistent());
        secrets->readError.reset();
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(one->manager->record()->refreshToken, QStringLiteral("r9"));
    }

    // Whoever found it goes by its family, and may be logging out of that at this moment.
    void aLoginThatOthersHaveFoundKeepsItsFamily()
    {
        auto one = process();
        auto other = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(60))));
        secrets->writeError.reset();
        QVERIFY(await(other->manager->load()));
        const quint64 found = other->manager->record()->family;
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(stored().family, found);
    }

    // Not renewed by another process: the store has taken an older one of them, and that unnoticed.
    void ofWhatTheStoreWasGivenTheNewestIsWrittenInTheEnd()
    {
        auto one = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(60))));
        secrets->isWrittenAllTheSame = false;
        tenant->script = {tokens("a2", "r2"), tokens("a3", "r3")};
        QVERIFY(await(one->manager->token(forced()))); // once more r1 for the store, and then r2 in memory
        one->manager->flush();
        QVERIFY(await(one->manager->token(forced()))); // r2 for the store, and then r3 in memory
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        secrets->writeError.reset();
        one->manager->flush();
        QTRY_COMPARE(stored().refreshToken, QStringLiteral("r3"));
        QCOMPARE(tenant->sentTokens(), (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
    }

    void aLoginThatWaitsIsNotWrittenAfterALogoutElsewhere_data()
    {
        QTest::addColumn<bool>("isNoticed");
        QTest::newRow("the tombstone is noticed") << true;
        QTest::newRow("it is found when the login is written again") << false;
    }

    void aLoginThatWaitsIsNotWrittenAfterALogoutElsewhere()
    {
        QFETCH(const bool, isNoticed);
        auto one = waiting();
        auto other = process();
        QVERIFY(await(other->manager->accept(record(60))));
        QVERIFY(await(other->manager->forget()));
        if (isNoticed)
            one->manager->followDisk();
        else
            one->manager->flush();
        QTRY_COMPARE(one->ended, QList<EndReason>{EndReason::LoggedOutElsewhere});
        one->manager->flush();
        QVERIFY(await(one->manager->load()));
        QVERIFY(!one->manager->record());
        QVERIFY(secrets->entries.isEmpty());
    }

    void whatIsInFlightElsewhereStaysNotedWhenALoginIsTakenOver()
    {
        auto one = waiting();
        auto other = process();
        QVERIFY(await(other->manager->accept(laterRecord())));
        QVERIFY(other->store.journal.begin(QStringLiteral("r9"))); // and killed behind it
        other.reset();
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QVERIFY(one->store.journal.isInFlight(QStringLiteral("r9")));
    }

    // The store has a token that is spent by then: nobody is to send it.
    void aLoginThatGotThroughUnnoticedIsRenewedFromTheNewestToken()
    {
        auto one = process();
        auto other = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(-1))));
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->script = {tokens("a2", "r2"), tokens("a3", "r3")};
        QVERIFY(await(one->manager->token({})));
        QVERIFY(!await(other->store.lock.acquire(100ms)));
        secrets->error.reset(); // it can be read now, and is not written yet
        QCOMPARE(await(one->manager->token(forced()))->accessToken, QStringLiteral("a3"));
        QCOMPARE(tenant->sentTokens(), (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
        secrets->writeError.reset();
        one->manager->flush();
        QTRY_COMPARE(stored().refreshToken, QStringLiteral("r3"));
        QTRY_VERIFY(await(other->store.lock.acquire(100ms)));
    }

    void aChangeOfNothingIsNotWritten()
    {
        auto one = signedIn(60);
        const QSignalSpy changes(one->manager.get(), &CredentialsManager::recordChanged);
        const quint64 number = stored().number;
        QVERIFY(await(one->manager->modify([](SessionRecord &) {})));
        QCOMPARE(stored().number, number);
        QCOMPARE(changes.size(), 0);
        QVERIFY(await(one->manager->modify([](SessionRecord &record) { record.data = {{QStringLiteral("a"), 1}}; })));
        QCOMPARE(stored().number, number + 1);
        QCOMPARE(changes.size(), 1);
    }

    void dataOfALoginThatWaitsStaysWhenARenewedOneIsTakenOver()
    {
        auto one = process();
        auto other = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(-1))));
        secrets->writeError.reset();
        QVERIFY(await(other->manager->load()));
        tenant->script = {tokens("a2", "r2")};
        QVERIFY(await(other->manager->token({})));
        const QJsonObject data{{QStringLiteral("theme"), QStringLiteral("dark")}};
        QVERIFY(await(one->manager->modify([data](SessionRecord &record) { record.data = data; })));
        secrets->isWrittenAllTheSame = false;
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        secrets->writeError.reset();
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(stored().data, data);
        QCOMPARE(stored().refreshToken, QStringLiteral("r2"));
        QCOMPARE(one->manager->record()->data, data);
        QCOMPARE(tenant->sentTokens(), QStringList{QStringLiteral("r1")});
    }

    void whatMayBeSpentIsNotSentWhileNobodyCanLook()
    {
        auto one = process();
        auto other = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(-1))));
        secrets->writeError.reset();
        QVERIFY(await(other->manager->load()));
        tenant->script = {tokens("a2", "r2")};
        QVERIFY(await(other->manager->token({})));
        secrets->readError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        QCOMPARE(await(one->manager->token({})).error().code(), Error::StoreUnavailable);
        secrets->readError.reset();
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->sentTokens(), QStringList{QStringLiteral("r1")});
    }

    // Its keyring may be another than that of other processes, which are not to wait for it.
    void aLoginThatWasNotWrittenForCertainKeepsNoLock()
    {
        auto one = process();
        auto other = process();
        secrets->writeError = StoreDetails::with(
            StoreDetails::notBegun, Error(Error::StoreUnavailable, QStringLiteral("there is no keyring")));
        QVERIFY(await(one->manager->accept(record(-1))));
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QVERIFY(await(other->store.lock.acquire(100ms)));
    }

    void aSessionThatWasNeverStoredIsRefreshedInMemory()
    {
        auto one = process();
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QVERIFY(await(one->manager->accept(record(-1))));
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QVERIFY(!one->manager->isPersistent());
    }

    // The keys come after the answer. What was signed by none of them costs the call; the old token is no answer.
    void whatIsRenewedInMemoryIsJudgedToo()
    {
        auto one = process();
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        SessionRecord expired = record(-1);
        QVERIFY(await(one->manager->accept(expired)));
        ScriptedAnswer unsignedAnswer = tokens("a2", "r2");
        unsignedAnswer.body.insert(QStringLiteral("id_token"), idTokenOf(QStringLiteral("u1")));
        tenant->script = {unsignedAnswer, tokens("a3", "r3")};
        const auto judged = await(one->manager->token({}));
        QCOMPARE(judged.error().code(), Error::IdTokenInvalid);
        QCOMPARE(one->manager->record()->refreshToken, QStringLiteral("r2"));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a3"));
    }

    void aLogoutInAHandlerOfTheRenewalEndsTheCall()
    {
        auto one = signedIn(-1);
        tenant->script = {tokens("a2", "r2")};
        QObject context;
        connect(one->manager.get(), &CredentialsManager::recordChanged, &context, [&] { one->manager->forget(); });
        QCOMPARE(await(one->manager->token({})).error().code(), Error::NoCredentials);
        QVERIFY(!one->manager->record());
        QTRY_VERIFY(secrets->entries.isEmpty());
    }

    void aLogoutInAHandlerOfTheStartEndsIt()
    {
        signedIn(60);
        auto one = process();
        QObject context;
        connect(one->manager.get(), &CredentialsManager::recordChanged, &context, [&] { one->manager->forget(); });
        (void)await(one->manager->load());
        QVERIFY(!one->manager->record());
    }

    // The other one's user logs in while the answer is on its way: that is not written over.
    void aLogoutElsewhereLeavesTheLockToTheRefreshUnderWay()
    {
        auto one = process();
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        secrets->isWrittenAllTheSame = true;
        QVERIFY(await(one->manager->accept(record(-1))));
        secrets->readError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        tenant->script = {tokens("a2", "r2", -1)};
        (void)await(one->manager->token({})); // renewed in memory: the lock is kept
        QCOMPARE(one->manager->record()->refreshToken, QStringLiteral("r2"));
        secrets->readError.reset();
        auto other = process();
        QVERIFY(!await(other->store.lock.acquire(100ms)));
        ScriptedAnswer late = tokens("a3", "r3");
        late.held = true;
        tenant->script = {late};
        const auto caller = one->manager->token(forced());
        QTRY_COMPARE(tenant->posts.size(), 2);
        QVERIFY(one->store.tombstone.write(stored().family));
        one->manager->followDisk();
        QCOMPARE(one->ended, QList<EndReason>{EndReason::LoggedOutElsewhere});
        QVERIFY2(!await(other->store.lock.acquire(100ms)), "the refresh still has it");
        tenant->last->release();
        QVERIFY(!await(caller));
        QTRY_VERIFY(await(other->store.lock.acquire(100ms)));
    }

    void afterALogoutALoginReplacesARecordOfANewerVersion()
    {
        auto one = signedIn(60);
        QJsonObject newer = QJsonDocument::fromJson(secrets->entries.value(key.toString())).object();
        newer.insert(QStringLiteral("version"), 99);
        secrets->entries.insert(key.toString(), QJsonDocument(newer).toJson());
        auto next = process();
        QCOMPARE(await(next->manager->load()).error().code(), Error::StoreUnavailable);
        QVERIFY(await(next->manager->forget()));
        QVERIFY(await(next->manager->accept(laterRecord())));
        QVERIFY(next->manager->isPersistent());
        QCOMPARE(stored().refreshToken, QStringLiteral("r9"));
    }

    // Killed between record and mark: who waits has read it, and made its mark good.
    void aLoginThatWaitsGivesNotWayToOneThatWasCutOff()
    {
        auto one = signedIn(60);
        auto cut = SessionRecord(stored());
        cut.refreshToken = QStringLiteral("r0");
        cut.login = QStringLiteral("cut off");
        ++cut.family;
        secrets->entries.insert(key.toString(), cut.toBytes());
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        QVERIFY(await(one->manager->accept(laterRecord())));
        one->manager->flush(); // looks, and is not answered once more
        QTRY_COMPARE(secrets->writes, 3);
        secrets->writeError.reset();
        one->manager->flush();
        QTRY_VERIFY(one->manager->isPersistent());
        QCOMPARE(stored().refreshToken, QStringLiteral("r9"));
        QCOMPARE(one->manager->record()->refreshToken, QStringLiteral("r9"));
    }

    void aLogoutWhileTheAnswerIsOnItsWayWins()
    {
        auto one = signedIn(-1);
        ScriptedAnswer late = tokens("a2", "r2");
        late.held = true;
        tenant->script = {late};
        const auto caller = one->manager->token({});
        QTRY_COMPARE(tenant->posts.size(), 1);
        QVERIFY(await(one->manager->forget()));
        QVERIFY(!one->manager->record());
        tenant->last->release();
        QCOMPARE(await(caller).error().code(), Error::NoCredentials);
        QTRY_VERIFY(secrets->entries.isEmpty());
        QCOMPARE(one->ended, QList<EndReason>{EndReason::LoggedOut});
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(!next->manager->record());
    }

    void aLogoutOnALockedStoreOutlivesTheUnlock()
    {
        auto one = signedIn(60);
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QCOMPARE(await(one->manager->forget()).error().code(), Error::StoreLocked);
        secrets->error.reset();
        QVERIFY(!secrets->entries.isEmpty());
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(!next->manager->record());
        QVERIFY(secrets->entries.isEmpty());
    }

    // The data directory was lost: nothing says which session is behind the lock, so all there is goes.
    void aLogoutOfWhatNobodyCanNameOutlivesTheUnlock()
    {
        auto one = signedIn(60);
        QVERIFY(one->store.mark.remove());
        auto next = process();
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QCOMPARE(await(next->manager->load()).error().code(), Error::StoreLocked);
        QCOMPARE(await(next->manager->forget()).error().code(), Error::StoreLocked);
        secrets->error.reset();
        QVERIFY(!secrets->entries.isEmpty());
        auto third = process();
        QVERIFY(await(third->manager->load()));
        QVERIFY(!third->manager->record());
        QVERIFY(secrets->entries.isEmpty());
    }

    void aLogoutOfWhatNobodyCanNameSparesALaterLogin()
    {
        auto one = process();
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QVERIFY(!await(one->manager->load()));
        const auto held = await(one->store.lock.acquire(100ms));
        const auto loggedOut = one->manager->forget(); // notes it, and waits for the lock
        secrets->error.reset();
        (*held)->release();
        auto other = process();
        QVERIFY(await(other->manager->accept(laterRecord())));
        QTRY_VERIFY(loggedOut.isFinished());
        QCOMPARE(stored().refreshToken, QStringLiteral("r9"));
        QVERIFY(!one->store.tombstone.exists());
    }

    void aLoginBehindALogoutThatNamedNothingStaysThoughTheTombstoneDoes()
    {
        auto one = process();
        secrets->error = Error(Error::StoreLocked, QStringLiteral("locked"));
        QVERIFY(!await(one->manager->load()));
        QVERIFY(!await(one->manager->forget()));
        secrets->error.reset();
        const auto buried = one->store.tombstone.family();
        QVERIFY(buried);
        QVERIFY(await(one->manager->accept(record(60))));
        QVERIFY(one->store.tombstone.write(*buried)); // as if it could not be taken away
        one->manager->followDisk();
        QTest::qWait(50);
        QVERIFY(one->manager->record());
        QVERIFY(one->ended.isEmpty());
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(next->manager->record());
    }

    void whoeverIsKnownToBeSignedOutLogsOutWithoutATrace()
    {
        auto one = process();
        QVERIFY(await(one->manager->load()));
        QVERIFY(await(one->manager->forget()));
        QVERIFY(!one->store.tombstone.exists());
    }

    void aLoginAfterALogoutStaysThoughTheTombstoneWasNotCleared()
    {
        auto one = signedIn(60);
        QVERIFY(await(one->manager->forget()));
        const auto buried = one->store.tombstone.family();
        QVERIFY(buried);
        QVERIFY(await(one->manager->accept(record(60))));
        QVERIFY(one->store.tombstone.write(*buried)); // as if the process had died before clearing it
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(next->manager->record());
    }

    void largeMinTtlKeepsTheRefreshedTokens()
    {
        auto one = signedIn(-1);
        tenant->script = {tokens("a2", "r2", 60)};
        TokenRequest request;
        request.minTtl = 3600s;
        QCOMPARE(await(one->manager->token(request)).error().code(), Error::LargeMinTtl);
        QCOMPARE(stored().refreshToken, QStringLiteral("r2"));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->posts.size(), 1);
    }

    void aForeignUserNeverReplacesTheSession()
    {
        auto one = signedIn(-1);
        ScriptedAnswer foreign = tokens("a2", "r2");
        foreign.body.insert(QStringLiteral("id_token"), idTokenOf(QStringLiteral("somebody-else")));
        tenant->script = {foreign};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::IdTokenInvalid);
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        QCOMPARE(stored().userClaims.value(QStringLiteral("sub")).toString(), QStringLiteral("u1"));
    }

    void anIdTokenThatCannotBeCheckedCostsTheCallNotTheFamily()
    {
        auto one = signedIn(-1);
        ScriptedAnswer unsignedAnswer = tokens("a2", "r2");
        unsignedAnswer.body.insert(QStringLiteral("id_token"), idTokenOf(QStringLiteral("u1")));
        tenant->script = {unsignedAnswer, tokens("a3", "r3")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::IdTokenInvalid);
        QCOMPARE(stored().refreshToken, QStringLiteral("r2"));
        QCOMPARE(stored().loginToken.accessToken, QStringLiteral("a1"));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a3"));
        QCOMPARE(tenant->sentTokens().last(), QStringLiteral("r2"));
    }

    void aMalformedAnswerCostsTheCallNotTheRotatedToken()
    {
        auto one = signedIn(-1);
        ScriptedAnswer malformed = tokens("a2", "r2");
        malformed.body.insert(QStringLiteral("access_token"), 7);
        tenant->script = {malformed, tokens("a3", "r3")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::InvalidResponse);
        QCOMPARE(stored().refreshToken, QStringLiteral("r2"));
        QVERIFY(!QFile::exists(journal()));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a3"));
        QCOMPARE(tenant->sentTokens().last(), QStringLiteral("r2"));
    }

    void aLogoutSparesTheLoginOfAnotherProcess()
    {
        auto one = signedIn(60), other = process();
        auto guard = *await(other->store.lock.acquire(1s));
        const auto logout = one->manager->forget();
        QVERIFY(!one->manager->record());
        QVERIFY(!secrets->entries.isEmpty()); // the one who has the lock may be writing
        const quint64 buried = *other->store.tombstone.family();
        guard->release();
        QVERIFY(await(logout));
        QVERIFY(secrets->entries.isEmpty());
        // The same, but the lock's holder signs in before it lets go.
        QVERIFY(await(one->manager->accept(record(60))));
        guard = *await(other->store.lock.acquire(1s));
        const auto second = one->manager->forget();
        QVERIFY(*other->store.tombstone.family() > buried);
        SessionRecord login = record(60);
        login.family = *other->store.tombstone.family() + 1;
        login.number = 99;
        QVERIFY(await(other->store.write(login)));
        QVERIFY(other->store.tombstone.remove());
        guard->release();
        QVERIFY(await(second));
        QCOMPARE(stored().family, login.family);
        QVERIFY(other->store.mark.read());
    }

    void whatAnotherProcessRenewedIsTakenOver()
    {
        auto one = signedIn(-1);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        tenant->script = {tokens("a2", "r2")};
        QVERIFY(await(other->manager->token({})));
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
        QCOMPARE(tenant->posts.size(), 1);
    }

    void anInterruptedRefreshIsRepeatedAtTheNextStart()
    {
        auto one = signedIn(3600);
        QVERIFY(one->store.journal.begin(QStringLiteral("r1")));
        one.reset();
        tenant->script = {tokens("a2", "r2")};
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QTRY_COMPARE(stored().refreshToken, QStringLiteral("r2"));
        QCOMPARE(tenant->sentTokens(), QStringList{QStringLiteral("r1")});
        QVERIFY(!QFile::exists(journal()));
    }

    void afterRetryAfterNothingIsSentBeforeItsTime()
    {
        auto one = signedIn(-1);
        tenant->script = {busyFor(3600)};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::TooManyRequests);
        clock.time = clock.time.addSecs(600);
        const Error early = await(one->manager->token({})).error();
        QCOMPARE(early.code(), Error::TooManyRequests);
        QCOMPARE(early.details().value(QStringLiteral("retryAfter")).toInt(), 3000);
        QCOMPARE(tenant->posts.size(), 1);
        clock.time = clock.time.addSecs(3001);
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token({}))->accessToken, QStringLiteral("a2"));
    }

    // Of two clients of one session each waits as long as a request of its own may take.
    void afterRetryAfterEachCallerHasThePatienceOfItsOwnTimeout()
    {
        auto one = signedIn(-1);
        tenant->script = {busyFor(1)};
        TokenRequest hasty, patient;
        hasty.timeout = 200ms;
        patient.timeout = 5s;
        QCOMPARE(await(one->manager->token(hasty)).error().code(), Error::TooManyRequests);
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(one->manager->token(hasty)).error().code(), Error::TooManyRequests);
        QCOMPARE(tenant->posts.size(), 1);
        const auto waiting = one->manager->token(patient);
        QVERIFY(!waiting.isFinished());
        QCOMPARE(await(waiting)->accessToken, QStringLiteral("a2"));
    }

    void whatRetryAfterSaidCountsForOtherProcessesAndTheNextStart()
    {
        auto one = signedIn(-1);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        tenant->script = {busyFor(3600)};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::TooManyRequests);
        QCOMPARE(await(other->manager->token({})).error().code(), Error::TooManyRequests);
        one.reset();
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QCOMPARE(await(next->manager->token({})).error().code(), Error::TooManyRequests);
        QCOMPARE(tenant->posts.size(), 1);
        clock.time = clock.time.addSecs(3601);
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(other->manager->token({}))->accessToken, QStringLiteral("a2"));
    }

    // Five seconds for each of them, whatever stood in line before.
    void whoStandsInLineForTheLockWaitsOnce()
    {
        auto one = signedIn(-1);
        auto other = process();
        const auto guard = await(other->store.lock.acquire(1s));
        QVERIFY(guard);
        TokenRequest another;
        another.audience = QStringLiteral("https://api.example.com");
        const auto first = one->manager->token({});
        const auto second = one->manager->modify([](SessionRecord &) {});
        const auto third = one->manager->token(another);
        QCOMPARE(await(first).error().code(), Error::StoreUnavailable);
        QTRY_VERIFY_WITH_TIMEOUT(second.isFinished() && third.isFinished(), 2000);
        QCOMPARE(second.result().error().code(), Error::StoreUnavailable);
        QCOMPARE(third.result().error().code(), Error::StoreUnavailable);
        const auto later = one->manager->token({}); // came after all that, and waits anew
        QTest::qWait(100);
        QVERIFY(!later.isFinished());
        (*guard)->release();
        tenant->script = {tokens("a2", "r2")};
        QCOMPARE(await(later)->accessToken, QStringLiteral("a2"));
    }

    void theCeilingEndsTheSession()
    {
        auto one = process();
        SessionRecord limited = record(3600);
        limited.sessionExpiresAt = clock.time.toMSecsSinceEpoch() + 100'000;
        QVERIFY(await(one->manager->accept(limited)));
        QVERIFY(await(one->manager->token({})));
        clock.time = clock.time.addSecs(71);
        QCOMPARE(await(one->manager->token({})).error().code(), Error::SessionExpired);
        QCOMPARE(one->ended, QList<EndReason>{EndReason::SessionCeilingReached});
        QTRY_VERIFY(secrets->entries.isEmpty());
    }

    void theLogoutOfAnotherProcessIsFollowed()
    {
        auto one = signedIn(60);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        QVERIFY(await(one->manager->forget()));
        other->manager->followDisk();
        QCOMPARE(other->ended, QList<EndReason>{EndReason::LoggedOutElsewhere});
    }

    // Where a disk took no tombstone and the mark is gone, families begin anew.
    void aLoginIsNoticedThoughItsNumbersAreThoseOfTheOneBefore()
    {
        auto one = signedIn(60);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        const auto before = one->store.mark.read();
        QVERIFY(await(one->store.remove()));
        QVERIFY(await(process()->manager->accept(laterRecord())));
        QCOMPARE(stored().family, before->family);
        QCOMPARE(stored().number, before->number);
        QVERIFY(one->store.mark.read() != before); // which is what is watched
        other->manager->followDisk();
        QTRY_COMPARE(other->manager->record()->refreshToken, QStringLiteral("r9"));
    }

    // The watch tells of both at once, and of neither again.
    void aLoginRightBehindALogoutElsewhereIsFollowed()
    {
        auto one = signedIn(60);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        QVERIFY(await(one->manager->forget()));
        const auto buried = one->store.tombstone.family();
        QVERIFY(await(one->manager->accept(laterRecord())));
        QVERIFY(one->store.tombstone.write(*buried)); // not taken away yet
        other->manager->followDisk();
        QCOMPARE(other->ended, QList<EndReason>{EndReason::LoggedOutElsewhere});
        QTRY_VERIFY(other->manager->record());
        QCOMPARE(other->manager->record()->refreshToken, QStringLiteral("r9"));
    }

    // The store has a spent token: whoever gets the lock would send it once more.
    void aLoginThatIsNotStoredEitherKeepsTheLockOfTheRenewedTokens()
    {
        auto one = signedIn(-1);
        auto other = process();
        secrets->writeError = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->script = {tokens("a2", "r2")};
        QVERIFY(await(one->manager->token({})));
        SessionRecord login = record(60);
        login.refreshToken = QStringLiteral("r9");
        QVERIFY(await(one->manager->accept(login)));
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        QVERIFY(!await(other->store.lock.acquire(100ms)));
        // The login is renewed all the same, under that lock.
        tenant->script = {tokens("a10", "r10")};
        QCOMPARE(await(one->manager->token(forced()))->accessToken, QStringLiteral("a10"));
        QCOMPARE(tenant->sentTokens(), (QStringList{QStringLiteral("r1"), QStringLiteral("r9")}));
        QVERIFY(!await(other->store.lock.acquire(100ms)));
        secrets->writeError.reset();
        one->manager->flush();
        QTRY_COMPARE(stored().refreshToken, QStringLiteral("r10"));
        QTRY_VERIFY(await(other->store.lock.acquire(100ms)));
    }

    void whatIsSpentInTheStoreIsNotSentWhenTheLoginOverItIsRefused()
    {
        auto one = signedIn(-1);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        secrets->writeError = Error(Error::StoreLocked, QStringLiteral("locked"));
        tenant->script = {tokens("a2", "r2"), refusal(403, "invalid_grant")};
        QVERIFY(await(one->manager->token({})));
        QVERIFY(await(one->manager->accept(laterRecord())));
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        QCOMPARE(await(one->manager->token(forced())).error().code(), Error::RenewFailed);
        QCOMPARE(one->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        secrets->writeError.reset();
        QVERIFY(!await(other->manager->token(forced())));
        QCOMPARE(other->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
        QCOMPARE(tenant->sentTokens(), (QStringList{QStringLiteral("r1"), QStringLiteral("r9")}));
        QTRY_VERIFY(secrets->entries.isEmpty());
    }

    void aLogoutWhileALoginWaitsForTheLockWins()
    {
        auto one = process();
        auto other = process();
        const auto guard = await(other->store.lock.acquire(1s));
        QVERIFY(guard);
        const auto login = one->manager->accept(record(60));
        QTest::qWait(50);
        QVERIFY(!login.isFinished());
        QVERIFY(await(one->manager->forget()));
        (*guard)->release();
        QCOMPARE(await(login).error().code(), Error::NoCredentials);
        QVERIFY(secrets->entries.isEmpty());
        QVERIFY(!one->manager->record());
    }

    void aLogoutWhileALoginIsBeingWrittenWins()
    {
        auto one = process();
        secrets->isSilent = true;
        const auto login = one->manager->accept(record(60));
        QTRY_COMPARE(secrets->writes, 1);
        const auto logout = one->manager->forget();
        secrets->answerNow();
        QCOMPARE(await(login).error().code(), Error::NoCredentials);
        QVERIFY(await(logout));
        QVERIFY(secrets->entries.isEmpty());
        QVERIFY(!one->manager->record());
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(!next->manager->record());
    }

    void aLogoutWhileALoginIsBeingWrittenWinsThoughNobodyAnswersTheWrite()
    {
        auto one = process();
        secrets->isSilent = true;
        const auto login = one->manager->accept(record(60));
        QTRY_COMPARE(secrets->writes, 1);
        const auto logout = one->manager->forget();
        QTRY_VERIFY_WITH_TIMEOUT(login.isFinished() || secrets->removes > 0, 8000); // given up after five seconds
        secrets->answerNow(); // and done all the same
        QCOMPARE(await(login).error().code(), Error::NoCredentials);
        QTRY_VERIFY(logout.isFinished());
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(!next->manager->record());
        QVERIFY(secrets->entries.isEmpty());
    }

    // Whoever has read it there may log out of it before the one who writes it knows that it is written.
    void aLogoutElsewhereWhileALoginIsBeingWrittenWins()
    {
        auto one = process();
        auto other = process();
        secrets->isSilent = true;
        const auto login = one->manager->accept(record(60));
        QTRY_COMPARE(secrets->writes, 1);
        QVERIFY(other->store.tombstone.write(1)); // the family of a first login
        secrets->answerNow();
        QCOMPARE(await(login).error().code(), Error::NoCredentials);
        QVERIFY(secrets->entries.isEmpty());
        QVERIFY(!one->manager->record());
        QVERIFY(other->store.tombstone.buries(1));
    }

    // Else a login that is cut off brings the session before it back.
    void aLoginThatIsNotWrittenLeavesTheTombstone()
    {
        auto one = signedIn(60);
        secrets->removeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        QVERIFY(!await(one->manager->forget()));
        QCOMPARE(stored().refreshToken, QStringLiteral("r1"));
        secrets->writeError = Error(Error::StoreUnavailable, QStringLiteral("no answer"));
        QVERIFY(await(one->manager->accept(laterRecord())));
        one.reset(); // killed
        auto next = process();
        QVERIFY(await(next->manager->load()));
        QVERIFY(!next->manager->record());
    }

    void theRefusalThatAnotherProcessMetIsTheReasonHereToo()
    {
        auto one = signedIn(-1);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        tenant->script = {refusal(403, "invalid_grant")};
        QCOMPARE(await(one->manager->token({})).error().code(), Error::RenewFailed);
        other->manager->followDisk();
        QCOMPARE(other->ended, QList<EndReason>{EndReason::RefreshTokenRejected});
    }

    void theCeilingThatAnotherProcessNoticedIsTheReasonHereToo()
    {
        auto one = signedIn(60);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        QVERIFY(await(one->manager->forget(EndReason::SessionCeilingReached)));
        other->manager->followDisk();
        QCOMPARE(other->ended, QList<EndReason>{EndReason::SessionCeilingReached});
    }

    // The disk was full when the other process logged out: no tombstone, and nobody was refused anything.
    void aRecordThatIsGoneWithoutAWordWasLoggedOut()
    {
        auto one = signedIn(60);
        auto other = process();
        QVERIFY(await(other->manager->load()));
        QVERIFY(await(one->store.remove()));
        other->manager->followDisk();
        QTRY_COMPARE(other->ended, QList<EndReason>{EndReason::LoggedOutElsewhere});
    }

    void aReadOnlyFolderSpendsNothing()
    {
        auto one = signedIn(-1);
        QDir(folder->path()).removeRecursively();
        QFile file(folder->path());
        QVERIFY(file.open(QIODevice::WriteOnly)); // a file in the folder's place: nothing can be written there
        file.close();
        const Error error = await(one->manager->token({})).error();
        QCOMPARE(error.code(), Error::StoreUnavailable);
        QCOMPARE(tenant->posts.size(), 0);
        QFile::remove(folder->path());
    }

    void whoWaitsIsAnsweredWhenTheManagerDies()
    {
        auto one = signedIn(-1);
        ScriptedAnswer never = tokens("a2", "r2");
        never.held = true;
        tenant->script = {never};
        QList<Async<StoredToken>> callers;
        for (int i = 0; i < 3; ++i)
            callers.append(one->manager->token({}));
        QTRY_COMPARE(tenant->posts.size(), 1);
        one.reset();
        for (const auto &caller : callers)
            QCOMPARE(await(caller).error().code(), Error::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_CredentialsManager)
#include "tst_credentialsmanager.moc"
