// SPDX-License-Identifier: Apache-2.0
#include "storage/chunkedsecretstore.h"
#include "storage/credentialsstore.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>
#include <limits>

using namespace Auth0;
using Auth0::Test::await;
using Auth0::Test::FakeSecretStore;

namespace {
constexpr qsizetype limit = 2560;
const auto key = QStringLiteral("t/c/");

//! Takes so many bytes for an entry, as Windows does, and dies after so many changes.
class LimitedStore : public FakeSecretStore
{
public:
    int changesLeft = std::numeric_limits<int>::max();
    int changes = 0;
    qsizetype largest = 0;

    Async<Done> write(const QString &key, const QByteArray &bytes) override
    {
        if (bytes.size() > limit)
            return failed<Done>({Error::StoreFailed, QStringLiteral("too large")});
        largest = std::max(largest, bytes.size());
        return dies() ? failed<Done>({Error::StoreFailed, QStringLiteral("killed")})
                      : FakeSecretStore::write(key, bytes);
    }
    Async<Done> remove(const QString &key) override
    {
        return dies() ? failed<Done>({Error::StoreFailed, QStringLiteral("killed")}) : FakeSecretStore::remove(key);
    }

private:
    bool dies()
    {
        if (changesLeft == 0)
            return true;
        --changesLeft;
        ++changes;
        return false;
    }
};

QByteArray bytesOf(qsizetype size, char first)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < size; ++i)
        bytes.append(char(first + i % 17));
    return bytes;
}

std::optional<QByteArray> read(LimitedStore &store)
{
    ChunkedSecretStore chunked(&store, limit);
    const auto bytes = await(chunked.read(key));
    return bytes ? *bytes : QByteArray("an error");
}

Result<Done> write(LimitedStore &store, const QByteArray &bytes)
{
    ChunkedSecretStore chunked(&store, limit);
    return await(chunked.write(key, bytes));
}
} // namespace

class tst_ChunkedSecretStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySizeComesBack_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("entries");
        QTest::newRow("empty") << 0 << 1;
        QTest::newRow("small") << 100 << 1;
        QTest::newRow("as large as one entry") << 2560 << 1;
        QTest::newRow("one byte more") << 2561 << 3;
        QTest::newRow("exactly two chunks") << 5120 << 3;
        QTest::newRow("8 kB") << 8192 << 5;
        QTest::newRow("64 kB") << 65536 << 27;
    }
    void everySizeComesBack()
    {
        QFETCH(int, size);
        QFETCH(int, entries);
        LimitedStore store;
        QVERIFY(write(store, bytesOf(size, 'a')));
        QCOMPARE(read(store), std::optional(bytesOf(size, 'a')));
        QCOMPARE(store.entries.size(), entries);
        QVERIFY(store.largest <= limit);
        QVERIFY(write(store, bytesOf(size, 'b')));
        QCOMPARE(read(store), std::optional(bytesOf(size, 'b')));
        QCOMPARE(store.entries.size(), entries);
    }

    void nothingIsLeftAfterARemove()
    {
        LimitedStore store;
        QVERIFY(write(store, bytesOf(8192, 'a')));
        ChunkedSecretStore chunked(&store, limit);
        QVERIFY(await(chunked.remove(key)));
        QVERIFY(store.entries.isEmpty());
        QCOMPARE(read(store), std::nullopt);
        QVERIFY(await(chunked.remove(key)));
    }

    void aKillBetweenChunksLeavesTheOldOrTheNew_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::newRow("large by large") << 8000 << 9000;
        QTest::newRow("large by larger") << 3000 << 20000;
        QTest::newRow("large by smaller") << 20000 << 3000;
        QTest::newRow("large by one that fits") << 8000 << 100;
        QTest::newRow("one that fits by large") << 100 << 8000;
    }
    void aKillBetweenChunksLeavesTheOldOrTheNew()
    {
        QFETCH(int, before);
        QFETCH(int, after);
        const QByteArray old = bytesOf(before, 'a'), next = bytesOf(after, 'q');
        int points = 0, seenOld = 0, seenNew = 0;
        for (bool finished = false; !finished; ++points) {
            LimitedStore store;
            QVERIFY(write(store, old));
            store.changes = 0;
            store.changesLeft = points;
            const bool written = bool(write(store, next));
            finished = store.changesLeft > 0;
            QCOMPARE(store.changes, finished ? store.changes : points);
            store.changesLeft = std::numeric_limits<int>::max();
            const auto found = read(store);
            QVERIFY(found);
            QVERIFY2(*found == old || *found == next, qPrintable(QStringLiteral("half after %1 changes").arg(points)));
            QVERIFY(!written || *found == next);
            ++(*found == old ? seenOld : seenNew);
            // Whatever was left behind is no trouble later, and is gone after the next write.
            QVERIFY(write(store, old));
            QCOMPARE(read(store), std::optional(old));
            ChunkedSecretStore chunked(&store, limit);
            QVERIFY(await(chunked.remove(key)));
            QCOMPARE(store.entries.keys(), QStringList());
        }
        QVERIFY(seenOld > 0 && seenNew > 0);
        qInfo("%d points: %d old, %d new", points, seenOld, seenNew);
    }

    void aSetWithoutOneOfItsChunksIsNoRecord()
    {
        LimitedStore store;
        QVERIFY(write(store, bytesOf(8192, 'a')));
        for (const QString &entry : store.entries.keys()) {
            if (entry == key)
                continue;
            LimitedStore broken;
            broken.entries = store.entries;
            broken.entries.remove(entry);
            const auto found = read(broken);
            QVERIFY(found && !SessionRecord::fromBytes(*found));
            QVERIFY2(found->size() > 5000, "what is left is handed out, to be set aside");
        }
    }

    void aLargeSessionLivesInASmallStore()
    {
        const QTemporaryDir folder;
        LimitedStore store;
        ChunkedSecretStore chunked(&store, limit);
        CredentialsStore credentials(
            &chunked, QStringLiteral("keychain"), QDir(folder.path()),
            {QStringLiteral("t"), QStringLiteral("c"), QString()});
        SessionRecord record;
        record.family = record.number = 1;
        record.refreshToken = QStringLiteral("r1");
        record.idToken = QString(8000, u'i');
        QVERIFY(await(credentials.write(record)));
        const auto found = await(credentials.read());
        QVERIFY(found && *found);
        QCOMPARE(**found, record);
        store.entries.remove(QStringLiteral("t/c//chunk-0-1"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("set-aside")));
        QCOMPARE(await(credentials.read()).error().code(), Error::StoreFailed);
        const auto aside = await(chunked.read(QStringLiteral("t/c//set-aside")));
        QVERIFY(aside && *aside && (*aside)->contains("r1"));
        const auto again = await(credentials.read());
        QVERIFY(again && !*again);
    }
};

QTEST_GUILESS_MAIN(tst_ChunkedSecretStore)
#include "tst_chunkedsecretstore.moc"
