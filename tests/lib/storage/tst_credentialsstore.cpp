// SPDX-License-Identifier: Apache-2.0
#include "storage/credentialsstore.h"
#include "storage/durablefile.h"
#include "storage/insecurefilestore.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <thread>

using namespace Auth0;
using namespace std::chrono_literals;
using Auth0::Test::await;
using Auth0::Test::FakeSecretStore;

namespace {
const SessionKey key{QStringLiteral("t.eu.auth0.com"), QStringLiteral("client"), QString()};
const SessionKey inFile{key.domain, key.clientId, key.account, true};
const auto entry = QStringLiteral("t.eu.auth0.com/client/");
const auto setAside = QStringLiteral("t.eu.auth0.com/client//set-aside");
const Error locked(Error::StoreLocked, QStringLiteral("locked")), gone(Error::StoreUnavailable, QStringLiteral("gone"));

SessionRecord recordOf(quint64 family, quint64 number = 1)
{
    SessionRecord record;
    record.number = number;
    record.family = family;
    record.refreshToken = QStringLiteral("rt-%1-%2").arg(family).arg(number);
    record.userClaims = {
        {QStringLiteral("sub"), QStringLiteral("auth0|1")}, {QStringLiteral("name"), QStringLiteral("Alice")}};
    return record;
}

//! Answers on a thread of its own.
class ThreadedStore : public FakeSecretStore
{
public:
    Async<std::optional<QByteArray>> read(const QString &key) override
    {
        const Deferred<std::optional<QByteArray>> caller;
        const auto bytes = entries.value(key);
        m_thread = std::thread([caller, bytes] {
            std::this_thread::sleep_for(20ms);
            caller.settle(std::optional(bytes));
        });
        return caller.future();
    }
    ~ThreadedStore() override { m_thread.join(); }

private:
    std::thread m_thread;
};

//! What it finds at first comes late.
class LateStore : public FakeSecretStore
{
public:
    Async<std::optional<QByteArray>> read(const QString &key) override
    {
        if (std::exchange(m_isLate, true))
            return FakeSecretStore::read(key);
        m_found = entries.value(key);
        return m_first.future();
    }
    void answerFirstRead() { m_first.settle(std::optional(m_found)); }

private:
    bool m_isLate = false;
    QByteArray m_found;
    Deferred<std::optional<QByteArray>> m_first;
};

//! Breaks its promises.
class CancellingStore : public FakeSecretStore
{
public:
    Async<std::optional<QByteArray>> read(const QString &) override
    {
        QPromise<Result<std::optional<QByteArray>>> promise;
        promise.start();
        return promise.future();
    }
};
} // namespace

class TestCredentialsStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    QDir m_directory;
    FakeSecretStore m_secrets;

    std::unique_ptr<CredentialsStore> newStore(const QString &backend = QStringLiteral("custom"))
    {
        return std::make_unique<CredentialsStore>(&m_secrets, backend, m_directory, key);
    }
    static Error::Code codeOf(const Async<std::optional<SessionRecord>> &read) { return await(read).error().code(); }

private Q_SLOTS:
    void init()
    {
        static int count = 0;
        m_directory = QDir(m_temporary.filePath(QStringLiteral("auth0qt%1").arg(++count)));
        m_secrets = FakeSecretStore();
    }

    void whatWasWrittenIsReadByOneRead()
    {
        QVERIFY(await(newStore()->write(recordOf(1))));
        QCOMPARE(m_secrets.writes, 1);
        const auto read = await(newStore()->read());
        QVERIFY(read && *read);
        QCOMPARE(**read, recordOf(1));
        QCOMPARE(m_secrets.reads, 1);
        QCOMPARE(m_secrets.writes, 1);
    }

    void theMarkSaysWhoAndWhereAndHoldsNoSecret()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(3, 9))));
        const SessionMark::Content expected{key, QStringLiteral("custom"),  9,
                                            3,   QStringLiteral("auth0|1"), QStringLiteral("Alice")};
        QCOMPARE(*store->mark.read(), expected);
        QVERIFY(!DurableFile::read(store->mark.path())->contains("rt-"));
    }

    void nothingStoredAndNoMarkIsSignedOut()
    {
        const auto read = await(newStore()->read());
        QVERIFY(read && !*read);
    }

    void removeTakesRecordAndMark()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        QVERIFY(await(store->remove()));
        QVERIFY(m_secrets.entries.isEmpty());
        QVERIFY(!store->mark.read());
    }

    void aRemoveThatFailedLeavesTheMark()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        m_secrets.error = locked;
        QCOMPARE(await(store->remove()).error().code(), Error::StoreLocked);
        QVERIFY(store->mark.read());
    }

    void aWriteThatFailedLeavesNoMark()
    {
        m_secrets.error = locked;
        const auto store = newStore();
        QCOMPARE(await(store->write(recordOf(1))).error().code(), Error::StoreLocked);
        QVERIFY(!store->mark.read());
    }

    void lockedOrGoneIsNeverSignedOut()
    {
        m_secrets.error = locked;
        QCOMPARE(codeOf(newStore()->read()), Error::StoreLocked);
        m_secrets.error = gone;
        QCOMPARE(codeOf(newStore()->read()), Error::StoreUnavailable);
    }

    void aMarkWithoutARecordIsNotSignedOut()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        m_secrets.entries.clear();
        QCOMPARE(codeOf(store->read()), Error::StoreUnavailable);
    }

    void aLostMarkIsWrittenAgain()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(2, 5))));
        QVERIFY(store->mark.remove());
        const auto read = await(store->read());
        QVERIFY(read && *read);
        QCOMPARE(store->mark.read()->number, quint64(5));
    }

    // Its writer died between the two; others are to hear of the login all the same.
    void aMarkThatIsBehindALoginIsWrittenAgain()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1, 5))));
        m_secrets.entries[entry] = recordOf(2, 6).toBytes();
        const auto read = await(store->read());
        QVERIFY(read && *read);
        QCOMPARE(store->mark.read()->family, quint64(2));
        QCOMPARE(store->mark.read()->number, quint64(6));
    }

    // The logout that buried it is about to remove both.
    void aMarkThatIsBuriedIsNotMadeGood()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1, 5))));
        m_secrets.entries[entry] = recordOf(2, 6).toBytes();
        QVERIFY(store->tombstone.write(1));
        QVERIFY(await(store->read()));
        QCOMPARE(store->mark.read()->family, quint64(1));
    }

    void whatCouldNotBeRemovedIsRemovedWhenTheStoreIsBack()
    {
        const auto store = newStore();
        store->watch();
        QVERIFY(await(store->write(recordOf(1))));
        QVERIFY(store->tombstone.write(1));
        m_secrets.error = gone;
        QVERIFY(!await(store->remove()));
        m_secrets.error.reset();
        QTRY_VERIFY_WITH_TIMEOUT(m_secrets.entries.isEmpty(), 20'000);
        QTRY_VERIFY(!store->mark.read());
    }

    void aRecordOlderThanItsMarkIsRead()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1, 5))));
        m_secrets.entries[entry] = recordOf(1, 4).toBytes();
        const auto read = await(store->read());
        QVERIFY(read && *read);
        QCOMPARE((*read)->number, quint64(4));
    }

    void anotherBackendIsNamedAndNotReadOver()
    {
        QVERIFY(await(newStore(QStringLiteral("kwallet"))->write(recordOf(1))));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("kwallet.*secret-service")));
        const auto read = await(newStore(QStringLiteral("secret-service"))->read());
        QVERIFY(!read);
        QCOMPARE(read.error().code(), Error::StoreUnavailable);
        QVERIFY(read.error().message().contains(QLatin1String("kwallet")));
        QVERIFY(read.error().message().contains(QLatin1String("secret-service")));
        QCOMPARE(m_secrets.reads, 0);
    }

    void aTombstoneDeletesWhatIsLeft()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(4))));
        QVERIFY(store->tombstone.write(4));
        const auto read = await(store->read());
        QVERIFY(read && !*read);
        QVERIFY(m_secrets.entries.isEmpty());
        QVERIFY(!store->mark.read());
        QVERIFY2(store->tombstone.exists(), "only the next login removes it");
    }

    // Who has the lock may be writing a later login over what is dead.
    void aDeadRecordIsDeletedUnderTheLockOnly()
    {
        const auto store = newStore(), other = newStore();
        QVERIFY(await(store->write(recordOf(4))));
        QVERIFY(store->tombstone.write(4));
        const auto guard = *await(other->lock.acquire(1s));
        const auto read = store->read();
        QTest::qWait(50);
        QCOMPARE(m_secrets.removes, 0);
        QVERIFY(await(other->write(recordOf(5))));
        QVERIFY(other->tombstone.remove());
        guard->release();
        const auto found = await(read);
        QVERIFY(found && *found);
        QCOMPARE(**found, recordOf(5));
        QCOMPARE(m_secrets.removes, 0);
    }

    // The login takes the tombstone away after it has written its record: what was read before is still the old one.
    void whatWasReadBeforeALoginIsReadAgain()
    {
        LateStore secrets;
        CredentialsStore store(&secrets, QStringLiteral("custom"), m_directory, key);
        QVERIFY(await(store.write(recordOf(4))));
        QVERIFY(store.tombstone.write(4));
        const auto read = store.read();
        QVERIFY(await(store.write(recordOf(5))));
        QVERIFY(store.tombstone.remove());
        secrets.answerFirstRead();
        const auto found = await(read);
        QVERIFY(found && *found);
        QCOMPARE(**found, recordOf(5));
    }

    void aTombstoneOfAnEarlierFamilyBuriesNothing()
    {
        const auto store = newStore();
        QVERIFY(store->tombstone.write(3));
        QVERIFY(await(store->write(recordOf(4))));
        const auto read = await(store->read());
        QVERIFY(read && *read);
        QCOMPARE((*read)->family, quint64(4));
    }

    void aLoggedOutSessionInALockedKeyringIsSignedOut()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(4))));
        QVERIFY(store->tombstone.write(4));
        m_secrets.error = locked;
        const auto read = await(store->read());
        QVERIFY(read && !*read);
        QCOMPARE(m_secrets.entries.size(), 1);
        m_secrets.error.reset();
        const auto unlocked = await(store->read());
        QVERIFY(unlocked && !*unlocked);
        QVERIFY(m_secrets.entries.isEmpty());
    }

    void aLaterLoginInALockedKeyringIsNotSignedOut()
    {
        const auto store = newStore();
        QVERIFY(store->tombstone.write(3));
        QVERIFY(await(store->write(recordOf(4))));
        m_secrets.error = locked;
        QCOMPARE(codeOf(store->read()), Error::StoreLocked);
    }

    void aTombstoneWithoutAMarkIsSignedOut()
    {
        const auto store = newStore();
        QVERIFY(store->tombstone.write(3));
        m_secrets.error = gone;
        const auto read = await(store->read());
        QVERIFY(read && !*read);
    }

    void anUnreadableRecordIsSetAsideOnce()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        m_secrets.entries[entry] = "{\"version\":1,\"refresh_token\":7}";
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("set-aside")));
        QCOMPARE(codeOf(store->read()), Error::StoreFailed);
        QCOMPARE(m_secrets.entries.value(setAside), QByteArray("{\"version\":1,\"refresh_token\":7}"));
        QVERIFY(!m_secrets.entries.contains(entry));
        const auto again = await(store->read());
        QVERIFY(again && !*again);
    }

    void anUnreadableRecordThatCannotBeMovedStays()
    {
        const auto store = newStore();
        m_secrets.entries[entry] = "rubbish";
        m_secrets.writeError = locked;
        QCOMPARE(codeOf(store->read()), Error::StoreLocked);
        QCOMPARE(m_secrets.entries.value(entry), QByteArray("rubbish"));
    }

    void anUnreadableRecordOfALoggedOutSessionIsDeleted()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(2))));
        QVERIFY(store->tombstone.write(2));
        m_secrets.entries[entry] = "rubbish";
        const auto read = await(store->read());
        QVERIFY(read && !*read);
        QVERIFY(m_secrets.entries.isEmpty());
    }

    void aRecordOfANewerVersionStaysWhereItIs()
    {
        const auto store = newStore();
        const QByteArray newer = "{\"version\":2}";
        m_secrets.entries[entry] = newer;
        QCOMPARE(codeOf(store->read()), Error::StoreUnavailable);
        QCOMPARE(m_secrets.entries.value(entry), newer);
        QCOMPARE(m_secrets.writes, 0);
    }

    void aSilentStoreIsUnavailableAfterFiveSeconds()
    {
        m_secrets.isSilent = true;
        const auto store = newStore();
        QElapsedTimer timer;
        timer.start();
        const auto read = store->read();
        const auto write = store->write(recordOf(1));
        const auto remove = newStore()->remove(); // its store dies before it is answered
        QCOMPARE(remove.result().error().code(), Error::Cancelled);
        QCOMPARE(codeOf(read), Error::StoreUnavailable);
        QCOMPARE(await(write).error().code(), Error::StoreUnavailable);
        QVERIFY2(timer.elapsed() > 4500 && timer.elapsed() < 9000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!store->mark.read());
        m_secrets.answerNow(); // too late: nobody listens, and the record is whole
        QVERIFY(!store->mark.read());
        QVERIFY(await(store->write(recordOf(1, 2))));
        QCOMPARE((*await(store->read()))->number, quint64(2));
    }

    void aStoreMayAnswerOnAnyThread()
    {
        ThreadedStore threaded;
        threaded.entries[entry] = recordOf(1).toBytes();
        CredentialsStore store(&threaded, QStringLiteral("custom"), m_directory, key);
        QThread *endedOn = nullptr;
        const auto read = store.read().then([&endedOn](const Result<std::optional<SessionRecord>> &result) {
            endedOn = QThread::currentThread();
            return result;
        });
        const auto result = await(read);
        QVERIFY(result && *result);
        QCOMPARE(endedOn, QThread::currentThread());
    }

    void aStoreThatCancelsItsFutureMayComeBack()
    {
        CancellingStore cancelling;
        CredentialsStore store(&cancelling, QStringLiteral("custom"), m_directory, key);
        QCOMPARE(codeOf(store.read()), Error::StoreUnavailable);
    }

    void aStoreThatCannotReadSaysNothingAboutTheSession()
    {
        FakeSecretStore secrets;
        secrets.error = Error(Error::StoreFailed, QStringLiteral("a bad sector"));
        CredentialsStore store(&secrets, QStringLiteral("custom"), m_directory, key);
        QCOMPARE(codeOf(store.read()), Error::StoreUnavailable);
    }

    void aDirectoryThatCannotBeMadeIsNotWritable()
    {
        QVERIFY(await(newStore()->checkWritable()));
        QVERIFY(DurableFile::write(m_directory.absoluteFilePath(QStringLiteral("file")), "in the way"));
        CredentialsStore store(
            &m_secrets, QStringLiteral("custom"), QDir(m_directory.absoluteFilePath(QStringLiteral("file/auth0qt"))),
            key);
        QCOMPARE(await(store.checkWritable()).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.write(recordOf(1))).error().code(), Error::StoreUnavailable);
        QCOMPARE(m_secrets.reads, 0);
    }

    void changesByOthersAreNoticed()
    {
        const auto watching = newStore(), other = newStore();
        watching->watch();
        QSignalSpy changed(watching.get(), &CredentialsStore::changedOnDisk);
        QVERIFY(await(other->write(recordOf(1))));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 1000);
        QVERIFY(await(other->write(recordOf(1, 2))));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 1000);
        QVERIFY(other->tombstone.write(1));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, 1000);
        QVERIFY(await(other->remove()));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 4, 1000);
    }

    // Whoever began it may die.
    void whatIsInFlightIsReported()
    {
        const auto watching = newStore();
        watching->watch();
        QSignalSpy changed(watching.get(), &CredentialsStore::changedOnDisk);
        QVERIFY(watching->journal.begin(QStringLiteral("token")));
        QTRY_VERIFY(!changed.isEmpty());
    }

    void changesOfOtherSessionsAreNotReported()
    {
        const auto watching = newStore();
        watching->watch();
        QSignalSpy changed(watching.get(), &CredentialsStore::changedOnDisk);
        CredentialsStore other(
            &m_secrets, QStringLiteral("custom"), m_directory, {key.domain, key.clientId, QStringLiteral("bob")});
        QVERIFY(await(other.write(recordOf(1))));
        QTest::qWait(100);
        QCOMPARE(changed.size(), 0);
    }

    void aDirectoryThatIsRemovedIsWatchedAgain()
    {
        const auto watching = newStore(), other = newStore();
        QVERIFY(await(other->write(recordOf(1))));
        watching->watch();
        QSignalSpy changed(watching.get(), &CredentialsStore::changedOnDisk);
        QVERIFY(m_directory.removeRecursively());
        QTRY_VERIFY(!changed.isEmpty());
        QTRY_VERIFY(m_directory.exists());
        changed.clear();
        QVERIFY(await(other->write(recordOf(1, 2))));
        QTRY_VERIFY(!changed.isEmpty());
    }

    void aStoreThatWasAwayIsAskedAgain()
    {
        const auto store = newStore();
        store->watch();
        m_secrets.error = gone;
        QSignalSpy back(store.get(), &CredentialsStore::availabilityChanged);
        QCOMPARE(codeOf(store->read()), Error::StoreUnavailable);
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, 4000);
    }

    void anItemThatAppearsLateIsFoundByItself()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        const QByteArray bytes = m_secrets.entries.take(entry);
        store->watch();
        QSignalSpy back(store.get(), &CredentialsStore::availabilityChanged);
        QCOMPARE(codeOf(store->read()), Error::StoreUnavailable);
        m_secrets.entries.insert(entry, bytes);
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), 1, 4000);
        const auto read = await(store->read());
        QVERIFY(read && *read);
        QCOMPARE(**read, recordOf(1));
    }

    void theSessionsBesideItAreListed()
    {
        const auto write = [this](const SessionKey &key, const QString &backend) {
            CredentialsStore store(&m_secrets, backend, m_directory, key);
            QVERIFY(await(store.write(recordOf(1))));
        };
        const auto custom = QStringLiteral("custom"), bob = QStringLiteral("bob");
        write(key, custom);
        write({key.domain, key.clientId, bob}, custom);
        write({key.domain, QStringLiteral("other"), bob}, custom);
        write({QStringLiteral("other"), key.clientId, bob}, custom);
        write({key.domain, key.clientId, QStringLiteral("file"), true}, QStringLiteral("file"));
        const SessionKey left{key.domain, key.clientId, QStringLiteral("left")};
        write(left, custom);
        QVERIFY(Tombstone(m_directory, left).write(1));
        QStringList accounts;
        for (const SessionMark::Content &mark : newStore()->siblings())
            accounts.append(mark.key.account);
        accounts.sort();
        QCOMPARE(accounts, (QStringList{QString(), bob}));
    }

    void aLoggedOutRecordIsDeletedAsSoonAsTheStoreIsBack_data()
    {
        QTest::addColumn<bool>("isNamed");
        QTest::newRow("its mark says which it is") << true;
        QTest::newRow("its mark is lost") << false;
    }

    void aLoggedOutRecordIsDeletedAsSoonAsTheStoreIsBack()
    {
        QFETCH(const bool, isNamed);
        const auto store = newStore();
        store->watch();
        QVERIFY(await(store->write(recordOf(4))));
        QVERIFY(isNamed || store->mark.remove());
        QVERIFY(store->tombstone.write(isNamed ? 4 : 1'800'000'000'000));
        m_secrets.error = locked;
        QVERIFY(await(store->read()));
        m_secrets.error.reset();
        QTRY_VERIFY_WITH_TIMEOUT(m_secrets.entries.isEmpty(), 4000);
        QVERIFY(!store->mark.read());
    }

    void sessionsInInsecureFilesSurviveARestart()
    {
        {
            InsecureFileStore files(m_directory);
            CredentialsStore store(&files, QStringLiteral("file"), m_directory, inFile);
            QVERIFY(await(store.write(recordOf(1))));
        }
        InsecureFileStore files(m_directory);
        CredentialsStore store(&files, QStringLiteral("file"), m_directory, inFile);
        const auto read = await(store.read());
        QVERIFY(read && *read);
        QCOMPARE(**read, recordOf(1));
    }

    // An application that turns to files and back finds each session where it left it.
    void aSessionInAFileIsAnotherThanThatOfTheKeychain()
    {
        InsecureFileStore files(m_directory);
        CredentialsStore inFiles(&files, QStringLiteral("file"), m_directory, inFile);
        const auto inKeychain = newStore(QStringLiteral("secret-service"));
        QVERIFY(await(inKeychain->write(recordOf(1))));
        const auto none = await(inFiles.read());
        QVERIFY2(none, qPrintable(none.error().message()));
        QVERIFY(!*none);
        QVERIFY(await(inFiles.write(recordOf(7))));
        QVERIFY(inFiles.tombstone.write(7));
        const auto found = await(inKeychain->read());
        QVERIFY2(found, qPrintable(found.error().message()));
        QVERIFY(*found);
        QCOMPARE(**found, recordOf(1));
        QVERIFY(await(inFiles.lock.acquire(1s)));
    }
};

QTEST_GUILESS_MAIN(TestCredentialsStore)
#include "tst_credentialsstore.moc"
