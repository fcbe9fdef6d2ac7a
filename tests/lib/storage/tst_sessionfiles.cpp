// SPDX-License-Identifier: Apache-2.0
#include "storage/durablefile.h"
#include "storage/insecurefilestore.h"
#include "storage/refreshjournal.h"
#include "storage/retrytime.h"
#include "storage/sessiondirectory.h"
#include "storage/sessionmark.h"
#include "storage/tombstone.h"
#include "support/await.h"
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <limits>

using namespace Auth0;
using Auth0::Test::await;

namespace {
const SessionKey alice{QStringLiteral("t.eu.auth0.com"), QStringLiteral("client"), QStringLiteral("alice")};
const SessionKey bob{QStringLiteral("t.eu.auth0.com"), QStringLiteral("client"), QStringLiteral("bob")};

SessionMark::Content contentFor(const SessionKey &key, quint64 number)
{
    // Half a file would not do: the name is longer than a block.
    return {key, QStringLiteral("custom"),  number,
            2,   QStringLiteral("auth0|1"), QString(9000, QChar(u'a' + char16_t(number % 20)))};
}

QFile::Permissions othersMay(const QString &path)
{
    return QFile::permissions(path)
        & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
           | QFile::ExeOther);
}

int writeMarksForever(const QString &directory)
{
    const SessionMark mark(QDir(directory), alice);
    for (quint64 number = 1;; ++number) {
        if (!mark.write(contentFor(alice, number)))
            return 1;
    }
}
} // namespace

class TestSessionFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    QDir m_directory;

private Q_SLOTS:
    void init()
    {
        static int count = 0;
        m_directory = QDir(m_temporary.filePath(QStringLiteral("auth0qt%1").arg(++count)));
    }

    void aTimeToWaitIsReadBack_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("read");
        QTest::newRow("a minute") << 60 << 60;
        QTest::newRow("a day") << 86'400 << 86'400;
        QTest::newRow("a year, which is a mistake") << 31'536'000 << 86'400;
    }

    void aTimeToWaitIsReadBack()
    {
        QFETCH(const int, seconds);
        QFETCH(const int, read);
        const RetryTime time(m_directory, alice);
        QVERIFY(!time.read());
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC);
        QVERIFY(time.write({now, now.addSecs(seconds)}));
        const auto wait = RetryTime(m_directory, alice).read();
        QVERIFY(wait);
        QCOMPARE(wait->toldAt, now);
        QCOMPARE(wait->until, now.addSecs(read));
        QVERIFY(!RetryTime(m_directory, bob).read());
    }

    void aTimeToWaitThatMakesNoSenseIsNone()
    {
        const RetryTime time(m_directory, alice);
        const QString path = m_directory.absoluteFilePath(alice.fileName() + QStringLiteral(".retry"));
        for (const char *bytes : {"", "soon", "1800000000000", "1800000000000 soon", "1 2 3"}) {
            QVERIFY(DurableFile::write(path, bytes));
            QVERIFY2(!time.read(), bytes);
        }
    }

    void theDirectoryIsSharedByAllApplicationsOfTheUser()
    {
        const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        QCOMPARE(sessionDirectory().absolutePath(), data + QStringLiteral("/auth0qt"));
    }

    void theKeyNamesTenantClientAndAccount()
    {
        QCOMPARE(alice.toString(), QStringLiteral("t.eu.auth0.com/client/alice"));
        QCOMPARE((SessionKey{QStringLiteral("d"), QStringLiteral("c"), QString()}).toString(), QStringLiteral("d/c/"));
    }

    void fileNamesTellSessionsApartAndHoldNoSeparators()
    {
        const SessionKey one{QStringLiteral("d"), QStringLiteral("a/b"), QStringLiteral("c")};
        const SessionKey other{QStringLiteral("d"), QStringLiteral("a"), QStringLiteral("b/c")};
        QVERIFY(one.fileName() != other.fileName());
        QVERIFY(alice.fileName() != bob.fileName());
        QCOMPARE(alice.fileName(), SessionKey(alice).fileName());
        QVERIFY(!one.fileName().contains(u'/'));
        QVERIFY(!alice.fileName().contains(QLatin1String("alice")));
    }

    void theMarkComesBack()
    {
        const SessionMark mark(m_directory, alice);
        QVERIFY(!mark.read());
        QVERIFY(mark.write(contentFor(alice, 7)));
        QCOMPARE(*mark.read(), contentFor(alice, 7));
        QVERIFY(mark.remove());
        QVERIFY(!mark.read());
        QVERIFY(mark.remove());
    }

    void directoryAndFilesAreTheUsersOwn()
    {
        const SessionMark mark(m_directory, alice);
        QVERIFY(mark.write(contentFor(alice, 1)));
        QCOMPARE(othersMay(m_directory.absolutePath()), QFile::Permissions());
        QCOMPARE(othersMay(mark.path()), QFile::Permissions());
    }

    void allMarksListTheAccounts()
    {
        QVERIFY(SessionMark::all(m_directory).isEmpty());
        QVERIFY(SessionMark(m_directory, alice).write(contentFor(alice, 1)));
        QVERIFY(SessionMark(m_directory, bob).write(contentFor(bob, 2)));
        const auto marks = SessionMark::all(m_directory);
        QCOMPARE(marks.size(), 2);
        QVERIFY(marks.contains(contentFor(alice, 1)));
        QVERIFY(marks.contains(contentFor(bob, 2)));
    }

    void aDamagedMarkIsNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("session");
        QTest::newRow("another session's") << QByteArray("{\"domain\":\"x\",\"client_id\":\"y\",\"account\":\"\"}");
        QTest::newRow("wrong type") << QByteArray("{\"domain\":1}");
    }
    void aDamagedMarkIsNone()
    {
        QFETCH(QByteArray, bytes);
        const SessionMark mark(m_directory, alice);
        QVERIFY(DurableFile::write(mark.path(), bytes));
        QVERIFY(!mark.read());
    }

    void theTombstoneBuriesItsFamilyAndOlderOnes()
    {
        const Tombstone tombstone(m_directory, alice);
        QVERIFY(!tombstone.exists());
        QVERIFY(!tombstone.buries(0));
        QVERIFY(tombstone.write(4));
        QVERIFY(tombstone.exists());
        QCOMPARE(*tombstone.family(), quint64(4));
        QVERIFY(tombstone.buries(3));
        QVERIFY(tombstone.buries(4));
        QVERIFY(!tombstone.buries(5));
        QVERIFY(!Tombstone(m_directory, bob).exists());
        QVERIFY(tombstone.remove());
        QVERIFY(!tombstone.exists());
    }

    void theTombstoneSaysWhyToOtherProcesses()
    {
        const Tombstone tombstone(m_directory, alice);
        QCOMPARE(tombstone.reasonFor(4), EndReason::LoggedOutElsewhere);
        QVERIFY(tombstone.write(4));
        QCOMPARE(tombstone.reasonFor(4), EndReason::LoggedOutElsewhere);
        QVERIFY(tombstone.write(4, EndReason::RefreshTokenRejected));
        QCOMPARE(*tombstone.family(), quint64(4));
        QCOMPARE(tombstone.reasonFor(4), EndReason::RefreshTokenRejected);
        QCOMPARE(tombstone.reasonFor(3), EndReason::RefreshTokenRejected);
        // An old tombstone says nothing about a later login.
        QCOMPARE(tombstone.reasonFor(5), EndReason::LoggedOutElsewhere);
        QVERIFY(DurableFile::write(tombstone.path(), "4 SomethingNewer\n"));
        QVERIFY(tombstone.buries(4));
        QCOMPARE(tombstone.reasonFor(4), EndReason::LoggedOutElsewhere);
    }

    void anUnreadableTombstoneBuriesEverything()
    {
        const Tombstone tombstone(m_directory, alice);
        QVERIFY(DurableFile::write(tombstone.path(), "??"));
        QCOMPARE(*tombstone.family(), std::numeric_limits<quint64>::max());
        QVERIFY(tombstone.buries(1'000'000));
    }

    void theJournalKnowsItsTokenAgainAndDoesNotHoldIt()
    {
        const auto token = QStringLiteral("v1.refresh-token-of-alice");
        const RefreshJournal journal(m_directory, alice);
        QVERIFY(!journal.isInFlight(token));
        QVERIFY(journal.begin(token));
        QVERIFY(RefreshJournal(m_directory, alice).isInFlight(token));
        QVERIFY(!journal.isInFlight(QStringLiteral("v1.another")));
        QVERIFY(!RefreshJournal(m_directory, bob).isInFlight(token));
        const QStringList files = m_directory.entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QVERIFY(!DurableFile::read(m_directory.absoluteFilePath(files.first()))->contains("refresh-token"));
        journal.clear();
        QVERIFY(!journal.isInFlight(token));
    }

    void theJournalKnowsARefusedTokenWhichIsNotInFlight()
    {
        const auto token = QStringLiteral("v1.refresh-token-of-alice");
        const RefreshJournal journal(m_directory, alice);
        QVERIFY(journal.begin(token));
        QVERIFY(!journal.isRefused(token));
        QVERIFY(journal.refuse(token));
        QVERIFY(journal.isRefused(token));
        QVERIFY(!journal.isRefused(QStringLiteral("v1.another")));
        QVERIFY(!journal.isInFlight(token));
        QVERIFY(journal.begin(token));
        QVERIFY(!journal.isRefused(token));
    }

    void aDirectoryThatCannotBeMadeIsUnavailable()
    {
        QVERIFY(DurableFile::write(m_directory.absoluteFilePath(QStringLiteral("file")), "in the way"));
        const QDir impossible(m_directory.absoluteFilePath(QStringLiteral("file/auth0qt")));
        QCOMPARE(SessionMark(impossible, alice).write(contentFor(alice, 1)).error().code(), Error::StoreUnavailable);
        QCOMPARE(RefreshJournal(impossible, alice).begin(QStringLiteral("t")).error().code(), Error::StoreUnavailable);
        QCOMPARE(Tombstone(impossible, alice).write(1).error().code(), Error::StoreUnavailable);
        QVERIFY(!SessionMark(impossible, alice).read());
    }

    void aKilledWriterLeavesAWholeMark()
    {
        const SessionMark mark(m_directory, alice);
        for (int round = 0; round < 20; ++round) {
            QProcess writer;
            writer.start(
                QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), m_directory.absolutePath()});
            QVERIFY(writer.waitForStarted());
            QTRY_VERIFY(mark.read());
            for (int look = 0; look < 50 + round * 7; ++look) {
                const auto content = mark.read();
                QVERIFY(content);
                QCOMPARE(*content, contentFor(alice, content->number));
            }
            writer.kill();
            QVERIFY(writer.waitForFinished());
            const auto content = mark.read();
            QVERIFY(content);
            QCOMPARE(*content, contentFor(alice, content->number));
        }
    }

    void whatAKilledWriterLeftIsClearedAway()
    {
        const SessionMark mark(m_directory, alice);
        const QString leftover = mark.path() + QStringLiteral(".AbCdEf");
        QVERIFY(DurableFile::write(leftover, "half"));
        QVERIFY(mark.write(contentFor(alice, 1)));
        QVERIFY2(QFile::exists(leftover), "it may belong to a writer that is still at work");
        QFile file(leftover);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-120), QFile::FileModificationTime));
        file.close();
        QVERIFY(mark.write(contentFor(alice, 2)));
        QVERIFY(!QFile::exists(leftover));
    }

    void insecureFilesComeBackAndAreTheUsersOwn()
    {
        InsecureFileStore store(m_directory);
        const auto key = alice.toString();
        QVERIFY(!await(store.read(key))->has_value());
        QVERIFY(await(store.write(key, QByteArray("a\0b", 3))));
        QCOMPARE(**await(store.read(key)), QByteArray("a\0b", 3));
        QCOMPARE(**await(InsecureFileStore(m_directory).read(key)), QByteArray("a\0b", 3));
        QVERIFY(!await(store.read(bob.toString()))->has_value());
        const QStringList files = m_directory.entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QCOMPARE(othersMay(m_directory.absoluteFilePath(files.first())), QFile::Permissions());
        QVERIFY(await(store.remove(key)));
        QVERIFY(!await(store.read(key))->has_value());
        QVERIFY(await(store.remove(key)));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--write"))
        return writeMarksForever(arguments.value(2));
    TestSessionFiles test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sessionfiles.moc"
