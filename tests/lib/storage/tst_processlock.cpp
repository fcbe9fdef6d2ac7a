// SPDX-License-Identifier: Apache-2.0
#include "storage/durablefile.h"
#include "storage/processlock.h"
#include "support/await.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <cstdio>
#include <thread>

using namespace Auth0;
using namespace std::chrono_literals;
using Auth0::Test::await;
using Guard = std::shared_ptr<ProcessLockGuard>;

namespace {
const SessionKey key{QStringLiteral("d"), QStringLiteral("c"), QString()};

//! Another process: takes the lock, says so, and holds it until a line comes or it is killed.
int holdLock(const QString &directory)
{
    ProcessLock lock(QDir(directory), key);
    Result<Guard> guard = await(lock.acquire(5s));
    std::puts(guard ? "held" : "failed");
    std::fflush(stdout);
    std::getchar();
    return 0;
}

//! Another process: ends from main() while its thread waits in the kernel.
int leaveWhileWaiting(const QString &directory)
{
    ProcessLock lock(QDir(directory), key);
    const Async<Guard> waiting = lock.acquire(5s);
    return waiting.isFinished() ? 1 : 0;
}

int threads()
{
    return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}
} // namespace

class TestProcessLock : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;

    QDir directory() const { return QDir(m_temporary.filePath(QStringLiteral("auth0qt"))); }

    bool startHolder(QProcess &holder)
    {
        holder.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), directory().absolutePath()});
        return holder.waitForReadyRead(10000) && holder.readAllStandardOutput() == "held\n";
    }

private Q_SLOTS:
    void aFreeLockIsTakenAtOnceAndWithoutAThread()
    {
        ProcessLock lock(directory(), key);
        const int before = threads();
        const Async<Guard> guard = lock.acquire(0ms);
        QVERIFY(guard.isFinished());
        QVERIFY(guard.result());
        QCOMPARE(threads(), before);
    }

    void twoLocksOfOneProcessExcludeEachOther()
    {
        ProcessLock one(directory(), key), two(directory(), key);
        Result<Guard> first = await(one.acquire(1s));
        QVERIFY(first);
        const Async<Guard> second = two.acquire(5s);
        QTest::qWait(50);
        QVERIFY(!second.isFinished());
        first = Error();
        QVERIFY(await(second));
    }

    void locksOfOtherSessionsAreFree()
    {
        ProcessLock one(directory(), key);
        ProcessLock other(directory(), {QStringLiteral("d"), QStringLiteral("c"), QStringLiteral("bob")});
        const Result<Guard> first = await(one.acquire(1s));
        const Result<Guard> second = await(other.acquire(0ms));
        QVERIFY(first && second);
    }

    void everyWaiterOfOneLockGetsItInTurn()
    {
        ProcessLock lock(directory(), key);
        Result<Guard> first = await(lock.acquire(1s));
        QStringList order;
        for (const QString &name : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}) {
            lock.acquire(5s).then([&order, name](const Result<Guard> &guard) {
                if (guard)
                    order.append(name);
            });
        }
        const int before = threads();
        first = Error();
        QTRY_COMPARE(order, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QVERIFY(threads() <= before);
    }

    void aWaiterIsBounded()
    {
        QProcess holder;
        QVERIFY(startHolder(holder));
        ProcessLock lock(directory(), key);
        QElapsedTimer timer;
        timer.start();
        const Result<Guard> guard = await(lock.acquire(300ms));
        QVERIFY(!guard);
        QCOMPARE(guard.error().code(), Error::StoreUnavailable);
        QVERIFY2(timer.elapsed() >= 280 && timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        holder.write("\n");
        QVERIFY(holder.waitForFinished());
        QVERIFY2(await(lock.acquire(5s)), "whoever gave up has not kept it");
    }

    void manyWaitersThatGiveUpLeaveOneThread()
    {
        QProcess holder;
        QVERIFY(startHolder(holder));
        ProcessLock lock(directory(), key);
        const int before = threads();
        for (int i = 0; i < 20; ++i)
            QVERIFY(!await(lock.acquire(5ms)));
        QVERIFY(threads() <= before + 1);
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(threads() <= before);
        QVERIFY(await(lock.acquire(5s)));
    }

    void theKernelWakesTheWaiterWhenTheHolderIsKilled()
    {
        QProcess holder;
        QVERIFY(startHolder(holder));
        ProcessLock lock(directory(), key);
        const Async<Guard> waiting = lock.acquire(10s);
        QTest::qWait(100);
        QVERIFY(!waiting.isFinished());
        QElapsedTimer timer;
        timer.start();
        holder.kill();
        QVERIFY(await(waiting));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        holder.waitForFinished();
    }

    void aProcessMayEndWhileItWaits()
    {
        ProcessLock lock(directory(), key);
        Result<Guard> guard = await(lock.acquire(1s));
        QVERIFY(guard);
        QProcess waiter;
        waiter.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--leave"), directory().absolutePath()});
        QVERIFY(waiter.waitForFinished(3000));
        QCOMPARE(waiter.exitStatus(), QProcess::NormalExit);
        QCOMPARE(waiter.exitCode(), 0);
    }

    void aProgramThatIsStartedMeanwhileDoesNotInheritTheLock()
    {
        ProcessLock lock(directory(), key);
        Result<Guard> guard = await(lock.acquire(1s));
        QVERIFY(guard);
        QProcess browser;
        browser.start(QStringLiteral("sleep"), {QStringLiteral("30")});
        QVERIFY(browser.waitForStarted());
        guard = Error();
        QVERIFY(await(lock.acquire(0ms)));
        browser.kill();
        browser.waitForFinished();
    }

    void aLockThatDiesWhileItWaitsAnswersAndKeepsNothing()
    {
        ProcessLock other(directory(), key);
        Result<Guard> held = await(other.acquire(1s));
        auto lock = std::make_unique<ProcessLock>(directory(), key);
        const Async<Guard> waiting = lock->acquire(10s);
        lock.reset();
        QVERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().error().code(), Error::Cancelled);
        held = Error();
        QVERIFY(await(other.acquire(5s)));
    }

    void aLockThatDiesWithTheAnswerOnItsWayLetsGo()
    {
        ProcessLock other(directory(), key);
        Result<Guard> held = await(other.acquire(1s));
        auto lock = std::make_unique<ProcessLock>(directory(), key);
        const int before = threads();
        const Async<Guard> waiting = lock->acquire(10s);
        QTRY_COMPARE(threads(), before + 1);
        held = Error();
        while (threads() > before) // no event loop here: the answer stays on its way
            std::this_thread::sleep_for(1ms);
        lock.reset();
        QVERIFY(await(other.acquire(1s)));
    }

    void aDirectoryThatCannotBeMadeIsUnavailable()
    {
        QVERIFY(DurableFile::write(m_temporary.filePath(QStringLiteral("file")), "in the way"));
        ProcessLock lock(QDir(m_temporary.filePath(QStringLiteral("file/auth0qt"))), key);
        const Result<Guard> guard = await(lock.acquire(1s));
        QVERIFY(!guard);
        QCOMPARE(guard.error().code(), Error::StoreUnavailable);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--hold"))
        return holdLock(arguments.value(2));
    if (arguments.value(1) == QLatin1String("--leave"))
        return leaveWhileWaiting(arguments.value(2));
    TestProcessLock test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_processlock.moc"
