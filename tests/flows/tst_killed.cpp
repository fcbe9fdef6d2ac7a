// SPDX-License-Identifier: Apache-2.0
#include "childprocess.h"
#include "storage/refreshjournal.h"
#include "storage/sessiondirectory.h"
#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
const QString account = QStringLiteral("killed");
const QStringList useApi{QStringLiteral("state"), QStringLiteral("refresh"), QStringLiteral("api")};
} // namespace

//! kill -9 between the tenant's rotation and the write to the keyring: the user stays signed in.
class tst_Killed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void beforeTheAnswer_data();
    void beforeTheAnswer();
    void beforeTheKeyringTookIt_data();
    void beforeTheKeyringTookIt();
    void cleanupTestCase();

private:
    QFileInfo journal() const;
    //! Starts a child that refreshes and waits until the tenant's log shows that it rotated the token; the log's entry.
    QJsonObject rotateIn(ChildProcess &child);
    void aNewProcessIsStillSignedIn(const QJsonObject &rotation);
    bool signalKeyring(int signal) const;

    TenantProcess m_tenant{{{QStringLiteral("rotationOverlap"), 30}}};
};

void tst_Killed::initTestCase()
{
    QVERIFY(m_tenant.isRunning());
    QCOMPARE(
        ChildProcess(m_tenant, account, {QStringLiteral("login")}).run(),
        QStringList{QStringLiteral("login ok auth0|alice")});
}

QFileInfo tst_Killed::journal() const
{
    const SessionKey key{m_tenant.domain(), QStringLiteral("native-public"), account};
    return QFileInfo(sessionDirectory().filePath(key.fileName() + QStringLiteral(".journal")));
}

QJsonObject tst_Killed::rotateIn(ChildProcess &child)
{
    QFile log(m_tenant.logFile());
    if (!log.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !log.seek(log.size()))
        return {};
    child.start();
    QByteArray seen;
    QElapsedTimer patience;
    for (patience.start(); patience.elapsed() < 10'000; QThread::msleep(1)) {
        seen += log.readAll();
        for (const QByteArray &line : seen.left(seen.lastIndexOf('\n') + 1).split('\n')) {
            QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (entry[QStringLiteral("grant_type")] == QStringLiteral("refresh_token"))
                return entry;
        }
    }
    return {};
}

void tst_Killed::aNewProcessIsStillSignedIn(const QJsonObject &rotation)
{
    QVERIFY2(journal().exists(), "the journal shows that a refresh was in flight");
    const qsizetype before = m_tenant.refreshes().size();
    QVERIFY(m_tenant.forgetFaults());
    const QStringList lines = ChildProcess(m_tenant, account, useApi).run();
    QCOMPARE(lines.value(0), QStringLiteral("state ok SignedIn"));
    QVERIFY2(lines.value(1).startsWith(QStringLiteral("refresh ok ")), qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.value(2), QStringLiteral("api ok 200"));
    QVERIFY(!journal().exists());
    // The very token was sent once more, or the one that the tenant gave for it and that was stored after all.
    const QJsonValue sent = m_tenant.refreshes().value(before)[QStringLiteral("refresh_token")];
    QVERIFY(sent == rotation[QStringLiteral("refresh_token")] || sent == rotation[QStringLiteral("new_refresh_token")]);
    QCOMPARE(m_tenant.revokedFamilies(), 0);
}

void tst_Killed::beforeTheAnswer_data()
{
    QTest::addColumn<int>("wait");
    for (int i = 0; i < 20; ++i)
        QTest::addRow("%d", i) << i % 4;
}

void tst_Killed::beforeTheAnswer()
{
    QFETCH(int, wait);
    QVERIFY(m_tenant.fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("refresh_token")},
         {QStringLiteral("delay"), 5}}));
    ChildProcess child(m_tenant, account, {QStringLiteral("refresh")});
    const QJsonObject rotation = rotateIn(child);
    QVERIFY(!rotation[QStringLiteral("new_refresh_token")].toString().isEmpty());
    QThread::msleep(ulong(wait) * 5);
    QVERIFY(child.isRunning());
    child.kill9();
    aNewProcessIsStillSignedIn(rotation);
    // Here the answer was never sent: it must have been the same token.
    QVERIFY(!m_tenant
                 .log(
                     {{QStringLiteral("refresh_token"), rotation[QStringLiteral("refresh_token")]},
                      {QStringLiteral("overlap"), true}})
                 .isEmpty());
}

bool tst_Killed::signalKeyring(int signal) const
{
    QProcess pidof;
    pidof.start(
        QStringLiteral("dbus-send"),
        {QStringLiteral("--session"), QStringLiteral("--print-reply=literal"),
         QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
         QStringLiteral("org.freedesktop.DBus.GetConnectionUnixProcessID"),
         QStringLiteral("string:org.freedesktop.secrets")});
    pidof.waitForFinished();
    const QByteArray answer = pidof.readAllStandardOutput().trimmed();
    const int pid = answer.mid(answer.lastIndexOf(' ') + 1).toInt();
    return pid > 1 && ::kill(pid, signal) == 0;
}

void tst_Killed::beforeTheKeyringTookIt_data()
{
    QTest::addColumn<int>("wait");
    for (int i = 0; i < 5; ++i)
        QTest::addRow("%d", i) << 1100 + 50 * i;
}

// The tenant's answer arrives, and the keyring's service stands still while the application wants to write.
void tst_Killed::beforeTheKeyringTookIt()
{
    QFETCH(int, wait);
    QVERIFY(m_tenant.fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("refresh_token")},
         {QStringLiteral("delay"), 1}}));
    ChildProcess child(m_tenant, account, {QStringLiteral("refresh")});
    const QJsonObject rotation = rotateIn(child);
    QVERIFY(signalKeyring(SIGSTOP));
    QThread::msleep(ulong(wait));
    const bool wasRunning = child.isRunning();
    child.kill9();
    QVERIFY(signalKeyring(SIGCONT));
    QVERIFY(wasRunning);
    aNewProcessIsStillSignedIn(rotation);
}

void tst_Killed::cleanupTestCase()
{
    const QStringList steps{QStringLiteral("state"), QStringLiteral("api"), QStringLiteral("logout")};
    const QStringList lines = ChildProcess(m_tenant, account, steps).run();
    QCOMPARE(lines.join(u'\n'), QStringLiteral("state ok SignedIn\napi ok 200\nlogout ok"));
}

QTEST_GUILESS_MAIN(tst_Killed)
#include "tst_killed.moc"
