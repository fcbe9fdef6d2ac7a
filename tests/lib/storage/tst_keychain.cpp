// SPDX-License-Identifier: Apache-2.0
#include "storage/credentialsstore.h"
#include "storage/keychainsecretstore.h"
#include "support/await.h"
#include "support/testkeyring.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace Auth0;
using Auth0::Test::await;
namespace Keyring = Auth0::Test::Keyring;

namespace {
const SessionKey key{QStringLiteral("t.eu.auth0.com"), QStringLiteral("client"), QString()};
const auto entry = QStringLiteral("t.eu.auth0.com/client/");

SessionRecord recordOf(quint64 family)
{
    SessionRecord record;
    record.number = 1;
    record.family = family;
    record.refreshToken = QStringLiteral("rt-\u00fc\u4e2d");
    return record;
}
} // namespace

//! Runs on a bus of its own with a real gnome-keyring.
class TestKeychain : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    QDir m_directory;
    std::unique_ptr<KeychainSecretStore> m_secrets;

    std::unique_ptr<CredentialsStore> newStore()
    {
        return std::make_unique<CredentialsStore>(m_secrets.get(), QStringLiteral("secret-service"), m_directory, key);
    }
    static Error::Code codeOf(const Async<std::optional<SessionRecord>> &read) { return await(read).error().code(); }

private Q_SLOTS:
    void init()
    {
        static int count = 0;
        m_directory = QDir(m_temporary.filePath(QStringLiteral("auth0qt%1").arg(++count)));
        m_secrets = std::make_unique<KeychainSecretStore>();
        if (Keyring::isLocked())
            QVERIFY(Keyring::unlock());
        QVERIFY(await(m_secrets->remove(entry)));
    }

    void bytesComeBack_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("{\"a\":\"\xc3\xbc\"}");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("binary") << QByteArray("\x00\xff\x80 x", 5);
        QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x');
    }
    void bytesComeBack()
    {
        QFETCH(QByteArray, bytes);
        const QString own = QStringLiteral("roundtrip/") + QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(await(m_secrets->write(own, bytes)));
        const auto read = await(m_secrets->read(own));
        QVERIFY(read && *read);
        QCOMPARE(**read, bytes);
        QVERIFY(await(m_secrets->remove(own)));
        const auto gone = await(m_secrets->read(own));
        QVERIFY(gone && !*gone);
    }

    void removingWhatIsNotThereSucceeds() { QVERIFY(await(m_secrets->remove(QStringLiteral("never/there/")))); }

    void callsTakeEffectInTheirOrder()
    {
        Async<Done> last;
        for (int i = 0; i < 20; ++i)
            last = m_secrets->write(entry, QByteArray::number(i));
        const auto read = m_secrets->read(entry);
        QVERIFY(await(last));
        QCOMPARE(**await(read), QByteArray("19"));
    }

    void aLockedKeyringSaysLocked()
    {
        QVERIFY(await(m_secrets->write(entry, "secret")));
        QVERIFY(Keyring::lock());
        QCOMPARE(await(m_secrets->read(entry)).error().code(), Error::StoreLocked);
        QCOMPARE(await(m_secrets->read(QStringLiteral("never/there/"))).error().code(), Error::StoreLocked);
        QCOMPARE(await(m_secrets->write(entry, "x")).error().code(), Error::StoreLocked);
        QCOMPARE(await(m_secrets->remove(entry)).error().code(), Error::StoreLocked);
        QCOMPARE(await(m_secrets->checkOpen()).error().code(), Error::StoreLocked);
        QVERIFY(Keyring::unlock());
        QCOMPARE(**await(m_secrets->read(entry)), QByteArray("secret"));
    }

    void anUnlockIsNoticedByItself()
    {
        QVERIFY(Keyring::lock());
        QSignalSpy available(m_secrets.get(), &KeychainSecretStore::availabilityChanged);
        QCOMPARE(await(m_secrets->read(entry)).error().code(), Error::StoreLocked);
        QVERIFY(Keyring::unlock());
        QTRY_COMPARE_WITH_TIMEOUT(available.size(), 1, 1000);
    }

    void unlockOfAnOpenKeyringIsDone() { QVERIFY(await(m_secrets->unlock())); }

    void unlockEndsWhereNobodyCanAnswer()
    {
        QVERIFY(Keyring::lock());
        QElapsedTimer timer;
        timer.start();
        const auto unlocked = await(m_secrets->unlock());
        QVERIFY(!unlocked);
        QVERIFY(unlocked.error().code() == Error::StoreLocked || unlocked.error().code() == Error::StoreUnavailable);
        QVERIFY(timer.elapsed() < 8000);
    }

    void theServiceMayBeKilledAndComeBack()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        QVERIFY(Keyring::kill());
        QCOMPARE(codeOf(store->read()), Error::StoreLocked); // the bus starts another one, and nobody opened it
        QVERIFY(Keyring::unlock());
        const auto read = await(store->read());
        QVERIFY2(read, qPrintable(read.error().message()));
        QVERIFY(*read);
        QCOMPARE(**read, recordOf(1));
    }

    void aHungServiceIsUnavailableAfterFiveSeconds()
    {
        QVERIFY(await(m_secrets->write(entry, "before")));
        QVERIFY(Keyring::send(SIGSTOP));
        QElapsedTimer timer;
        timer.start();
        const auto read = m_secrets->read(entry);
        const auto write = m_secrets->write(entry, "never begun");
        QCOMPARE(await(read).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(write).error().code(), Error::StoreUnavailable);
        QVERIFY(timer.elapsed() < 8000);
        QVERIFY(Keyring::send(SIGCONT));
        QCOMPARE(**await(m_secrets->read(entry)), QByteArray("before"));
    }

    void aLockedSessionIsReadAfterUnlock()
    {
        const auto store = newStore();
        QVERIFY(await(store->write(recordOf(1))));
        QVERIFY(await(store->checkWritable()));
        QVERIFY(Keyring::lock());
        QCOMPARE(codeOf(store->read()), Error::StoreLocked);
        QCOMPARE(await(store->checkWritable()).error().code(), Error::StoreLocked);
        QSignalSpy available(store.get(), &CredentialsStore::availabilityChanged);
        QVERIFY(Keyring::unlock());
        QTRY_COMPARE(available.size(), 1);
        QCOMPARE(**await(store->read()), recordOf(1));
    }

    void aLogoutOnALockedKeyringIsDoneAtUnlock()
    {
        const auto store = newStore();
        store->watch();
        QVERIFY(await(store->write(recordOf(1))));
        QVERIFY(Keyring::lock());
        QVERIFY(store->tombstone.write(1));
        QCOMPARE(await(store->remove()).error().code(), Error::StoreLocked);
        const auto read = await(store->read());
        QVERIFY(read && !*read);
        QSignalSpy available(store.get(), &CredentialsStore::availabilityChanged);
        QVERIFY(Keyring::unlock());
        QTRY_COMPARE(available.size(), 1);
        const auto left = await(m_secrets->read(entry));
        QVERIFY(left && !*left);
        QVERIFY(!store->mark.read());
    }

    void aStoreThatDiesWhileItWaitsAnswers()
    {
        const auto pending = m_secrets->read(entry);
        m_secrets.reset();
        QCOMPARE(await(pending).error().code(), Error::Cancelled);
        QTest::qWait(50); // QtKeychain's job ends later and must find nobody
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
