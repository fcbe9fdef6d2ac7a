// SPDX-License-Identifier: Apache-2.0
#include "childprocess.h"
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <memory>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! AddressSanitizer's allocator takes memory from the system now and then; nothing else may.
bool isOfTheSanitizer([[maybe_unused]] const QByteArray &call)
{
#ifdef __SANITIZE_ADDRESS__
    return call.contains(" mmap(") || call.contains(" munmap(") || call.contains(" madvise(");
#else
    return false;
#endif
}
} // namespace

//! Several processes, one session on the real keyring; and what one process asks of its system.
class tst_Processes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anotherProcessIsSignedInToo();
    void twoAtOneExpiryCostOneRefresh_data();
    void twoAtOneExpiryCostOneRefresh();
    void aLogoutInOneIsALogoutInAll();
    void aLogoutWinsOverARefreshInAnotherProcess();
    void aHitAsksNothingOfTheSystem();
    void theKeyringIsAskedAsOftenAsNeeded_data();
    void theKeyringIsAskedAsOftenAsNeeded();

private:
    QStringList run(const QStringList &steps, int clock = 0);
    std::unique_ptr<TenantProcess> m_tenant;
    QString m_account;
};

void tst_Processes::init()
{
    m_tenant = std::make_unique<TenantProcess>();
    QVERIFY(m_tenant->isRunning());
    m_account = QString::fromLatin1(QTest::currentTestFunction());
    QCOMPARE(run({QStringLiteral("login")}), QStringList{QStringLiteral("login ok auth0|alice")});
}

QStringList tst_Processes::run(const QStringList &steps, int clock)
{
    return ChildProcess(*m_tenant, m_account, steps, clock).run();
}

void tst_Processes::anotherProcessIsSignedInToo()
{
    const QStringList lines = run({QStringLiteral("state"), QStringLiteral("api")});
    QCOMPARE(lines, (QStringList{QStringLiteral("state ok SignedIn"), QStringLiteral("api ok 200")}));
    QVERIFY(m_tenant->refreshes().isEmpty());
}

void tst_Processes::twoAtOneExpiryCostOneRefresh_data()
{
    QTest::addColumn<int>("processes");
    QTest::newRow("two") << 2;
    QTest::newRow("two again") << 2;
    QTest::newRow("four") << 4;
}

void tst_Processes::twoAtOneExpiryCostOneRefresh()
{
    QFETCH(int, processes);
    constexpr int expired = 86'401;
    QVERIFY(m_tenant->moveClock(expired));
    const QStringList steps{
        QStringLiteral("state"), QStringLiteral("wait"), QStringLiteral("token"), QStringLiteral("api")};
    std::vector<std::unique_ptr<ChildProcess>> children;
    for (int i = 0; i < processes; ++i) {
        children.push_back(std::make_unique<ChildProcess>(*m_tenant, m_account, steps, expired));
        children.back()->start();
    }
    for (const auto &child : children)
        QVERIFY(child->waits());
    for (const auto &child : children)
        child->go();
    QSet<QString> tokens;
    for (const auto &child : children) {
        const QStringList lines = child->finish();
        QCOMPARE(lines.value(lines.size() - 1), QStringLiteral("api ok 200"));
        tokens.insert(lines.value(lines.size() - 2));
    }
    QCOMPARE(m_tenant->refreshes().size(), 1);
    QCOMPARE(tokens.size(), 1);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_Processes::aLogoutInOneIsALogoutInAll()
{
    const QString ended = QStringLiteral("ended"), token = QStringLiteral("token");
    ChildProcess other(*m_tenant, m_account, {QStringLiteral("state"), ended, token});
    other.start();
    QVERIFY(other.waits());
    QCOMPARE(run({QStringLiteral("logout")}), QStringList{QStringLiteral("logout ok")});
    const QStringList lines = other.finish();
    QCOMPARE(lines.value(0), QStringLiteral("ended ok LoggedOutElsewhere"));
    QCOMPARE(lines.value(1), QStringLiteral("token failed NoCredentials"));
    QCOMPARE(run({QStringLiteral("state")}), QStringList{QStringLiteral("state ok SignedOut")});
}

void tst_Processes::aLogoutWinsOverARefreshInAnotherProcess()
{
    QVERIFY(m_tenant->fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("refresh_token")},
         {QStringLiteral("delay"), 2}}));
    ChildProcess refresher(*m_tenant, m_account, {QStringLiteral("refresh"), QStringLiteral("state")});
    refresher.start();
    QTRY_COMPARE(m_tenant->refreshes().size(), 1);
    QVERIFY(refresher.isRunning());
    QCOMPARE(run({QStringLiteral("logout")}), QStringList{QStringLiteral("logout ok")});
    const QStringList lines = refresher.finish();
    QVERIFY2(lines.value(0).startsWith(QStringLiteral("refresh failed")), qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.value(1), QStringLiteral("state ok SignedOut"));
    QCOMPARE(run({QStringLiteral("state")}), QStringList{QStringLiteral("state ok SignedOut")});
}

void tst_Processes::aHitAsksNothingOfTheSystem()
{
    const QTemporaryDir folder;
    const QString trace = folder.filePath(QStringLiteral("trace"));
    ChildProcess child(*m_tenant, m_account, {QStringLiteral("hits")});
    // LeakSanitizer cannot work under a tracer.
    child.start(
        {QStringLiteral("env"), QStringLiteral("ASAN_OPTIONS=detect_leaks=0"), QStringLiteral("strace"),
         QStringLiteral("-f"), QStringLiteral("-o"), trace});
    QCOMPARE(child.finish(), QStringList{QStringLiteral("hits ok 1000")});
    QFile file(trace);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray thread;
    QByteArrayList calls;
    bool ended = false;
    while (!file.atEnd() && !ended) {
        const QByteArray line = file.readLine();
        const QByteArray pid = line.left(line.indexOf(' '));
        if (line.contains("\"/hits/begin\""))
            thread = pid;
        else if (line.contains("\"/hits/end\""))
            ended = true;
        else if (pid == thread && !isOfTheSanitizer(line) && !line.contains("<... access resumed>"))
            calls.append(line.simplified());
    }
    QVERIFY(!thread.isEmpty() && ended);
    QVERIFY2(calls.isEmpty(), calls.join('\n').constData());
}

void tst_Processes::theKeyringIsAskedAsOftenAsNeeded_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<int>("reads");
    QTest::addColumn<int>("writes");
    const QString state = QStringLiteral("state"), token = QStringLiteral("token"), login = QStringLiteral("login"),
                  refresh = QStringLiteral("refresh");
    QTest::newRow("a start") << QStringList{state} << 1 << 0;
    QTest::newRow("a start and hits") << QStringList{state, token, token, QStringLiteral("hits")} << 1 << 0;
    QTest::newRow("a start and a login") << QStringList{state, login} << 1 << 1;
    QTest::newRow("a start and a refresh") << QStringList{state, refresh} << 2 << 1;
    QTest::newRow("a start and two refreshes") << QStringList{state, refresh, token, refresh} << 3 << 2;
}

// Counted on the bus, where nothing escapes: a read ends in GetSecrets, a write is CreateItem.
void tst_Processes::theKeyringIsAskedAsOftenAsNeeded()
{
    QFETCH(QStringList, steps);
    QProcess monitor;
    monitor.start(
        QStringLiteral("dbus-monitor"),
        {QStringLiteral("--session"), QStringLiteral("--profile"),
         QStringLiteral("type='method_call',destination='org.freedesktop.secrets'")});
    QVERIFY(monitor.waitForReadyRead());
    const QStringList lines = run(steps);
    QVERIFY2(!lines.contains(QStringLiteral("exit 1")), qPrintable(lines.join(u'\n')));
    // It passes on in order: what comes behind the child's last call ends the count.
    QByteArray traffic;
    QProcess::execute(
        QStringLiteral("dbus-send"),
        {QStringLiteral("--session"), QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("--print-reply"),
         QStringLiteral("/"), QStringLiteral("org.freedesktop.DBus.Peer.Ping")});
    while (!traffic.contains("Ping") && monitor.waitForReadyRead(5000))
        traffic += monitor.readAllStandardOutput();
    monitor.kill();
    monitor.waitForFinished();
    QVERIFY(traffic.contains("Ping"));
    QTEST(int(traffic.count("\tGetSecrets\n") + traffic.count("\tGetSecret\n")), "reads");
    QTEST(int(traffic.count("\tCreateItem\n") + traffic.count("\tSetSecret\n")), "writes");
}

QTEST_GUILESS_MAIN(tst_Processes)
#include "tst_processes.moc"
