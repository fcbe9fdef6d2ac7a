// SPDX-License-Identifier: Apache-2.0
#include "storage/keychainsecretstore.h"
#include "support/await.h"
#include <QtCore/QHash>
#include <QtCore/QProcess>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtTest/QSignalSpy>
#include <cstdio>

using namespace Auth0;
using Auth0::Test::await;

namespace {
const auto service = QStringLiteral("org.kde.kwalletd5"), path = QStringLiteral("/modules/kwalletd5");
const auto key = QStringLiteral("d/c/a");

//! Lets the fake wallet, another process, open or close itself.
void tellWallet(const QString &method)
{
    QDBusConnection::sessionBus().call(
        QDBusMessage::createMethodCall(service, path, QStringLiteral("org.kde.KWallet"), method));
}
} // namespace

//! As much of kwalletd5 as QtKeychain uses. It has a text for every key, or none.
class FakeWallet : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")
public Q_SLOTS:
    QString networkWallet() { return QStringLiteral("kdewallet"); }
    bool isOpen(const QString &) { return m_isOpen; }
    int open(const QString &, qlonglong, const QString &)
    {
        ++m_prompts;
        return m_isOpen ? 7 : -1;
    }
    int entryType(int, const QString &, const QString &key, const QString &) { return m_entries.contains(key) ? 1 : 0; }
    QString readPassword(int, const QString &, const QString &key, const QString &) { return m_entries.value(key); }
    int writePassword(int, const QString &, const QString &key, const QString &text, const QString &)
    {
        m_entries.insert(key, text);
        return 0;
    }
    int removeEntry(int, const QString &, const QString &key, const QString &)
    {
        m_entries.remove(key);
        return 0;
    }
    int prompts() { return m_prompts; }
    void closeIt() { m_isOpen = false; }
    void openIt()
    {
        m_isOpen = true;
        Q_EMIT walletOpened(QStringLiteral("kdewallet"));
    }

Q_SIGNALS:
    void walletOpened(const QString &name);

private:
    QHash<QString, QString> m_entries;
    bool m_isOpen = true;
    int m_prompts = 0;
};

//! Runs as on Plasma 5.
class TestKWallet : public QObject
{
    Q_OBJECT

    QProcess m_wallet;

private Q_SLOTS:
    void initTestCase()
    {
        m_wallet.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--wallet")});
        QVERIFY(m_wallet.waitForReadyRead(10000));
    }
    void cleanupTestCase()
    {
        m_wallet.kill();
        m_wallet.waitForFinished();
    }
    void init() { tellWallet(QStringLiteral("openIt")); }

    void theWalletHasAName() { QCOMPARE(KeychainSecretStore::backendName(), QStringLiteral("kwallet")); }

    void anOpenWalletKeepsWhatItGets()
    {
        KeychainSecretStore store;
        QVERIFY(await(store.write(key, "{\"a\":1}")));
        QCOMPARE(**await(store.read(key)), QByteArray("{\"a\":1}"));
        QVERIFY(await(store.remove(key)));
        const auto read = await(store.read(key));
        QVERIFY(read && !*read);
    }

    void aClosedWalletSaysLockedAndShowsNoPrompt()
    {
        KeychainSecretStore store;
        QVERIFY(await(store.write(key, "x")));
        tellWallet(QStringLiteral("closeIt"));
        const auto prompts = [] {
            return QDBusConnection::sessionBus()
                .call(QDBusMessage::createMethodCall(
                    service, path, QStringLiteral("org.kde.KWallet"), QStringLiteral("prompts")))
                .arguments()
                .value(0)
                .toInt();
        };
        const int before = prompts();
        QCOMPARE(await(store.read(key)).error().code(), Error::StoreLocked);
        QCOMPARE(await(store.write(key, "y")).error().code(), Error::StoreLocked);
        QCOMPARE(await(store.remove(key)).error().code(), Error::StoreLocked);
        QCOMPARE(prompts(), before);
        QCOMPARE(await(store.unlock()).error().code(), Error::StoreLocked);
        QCOMPARE(prompts(), before + 1);
    }

    void anUnlockIsNoticedByItself()
    {
        KeychainSecretStore store;
        tellWallet(QStringLiteral("closeIt"));
        QSignalSpy available(&store, &KeychainSecretStore::availabilityChanged);
        QCOMPARE(await(store.read(key)).error().code(), Error::StoreLocked);
        tellWallet(QStringLiteral("openIt"));
        QTRY_COMPARE(available.size(), 1);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == QLatin1String("--wallet")) {
        FakeWallet wallet;
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.registerObject(path, &wallet, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            || !bus.registerService(service))
            return 1;
        std::puts("here");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    TestKWallet test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kwallet.moc"
