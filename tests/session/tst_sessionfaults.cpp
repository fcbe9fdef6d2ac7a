// SPDX-License-Identifier: Apache-2.0
#include "faultrow.h"
#include "namespaces.h"
#include "sessionprocess.h"
#include "storage/sessiondirectory.h"
#include "storage/sessionkey.h"
#include "support/testkeyring.h"
#include <QtCore/QSaveFile>

using namespace Auth0;
using namespace Auth0::Test;

//! The table of docs/session.md: what a refresh may meet, and what becomes of the session.
class tst_SessionFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aRefreshMeets_data();
    void aRefreshMeets();
    void cleanupTestCase();

private:
    QString ask(const QString &step);
    void startApplication(const FaultRow &row);
    void bringAbout(const FaultRow &row);
    void undo(const FaultRow &row);
    bool isNoted() const;
    int requests() const { return int(m_tenant.refreshes(m_seq).size()); }

    TenantProcess m_tenant{{{QStringLiteral("rotationOverlap"), 30}, {TenantProcess::remembersSessions, true}}};
    std::unique_ptr<SessionProcess> m_application;
    qint64 m_seq = 0;
    QJsonArray m_seen;
};

namespace {
const QString account = QStringLiteral("faults");

SessionKey keyOf(const TenantProcess &tenant) { return {tenant.domain(), QStringLiteral("native-public"), account}; }
} // namespace

void tst_SessionFaults::initTestCase() { QVERIFY(m_tenant.isRunning()); }

void tst_SessionFaults::aRefreshMeets_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < faultRows.size(); ++i)
        QTest::newRow(faultRows[i].cause) << i;
}

//! `ok`, or the code; what follows `ok` is of no interest here.
QString tst_SessionFaults::ask(const QString &step)
{
    const QString answer = m_application->ask(step).section(u' ', 1);
    return answer.startsWith(u"ok") ? QStringLiteral("ok") : answer.section(u' ', 1);
}

void tst_SessionFaults::startApplication(const FaultRow &row)
{
    m_application = std::make_unique<SessionProcess>(m_tenant, account);
    m_application->arguments += {QStringLiteral("--timeout"), QStringLiteral("2")};
    m_application->arguments += {QStringLiteral("--clock"), QString::number(row.clock)};
    m_application->start();
}

void tst_SessionFaults::bringAbout(const FaultRow &row)
{
    const auto log = m_tenant.log();
    m_seq = log.isEmpty() ? 0 : log.last()[QStringLiteral("seq")].toInteger();
    QJsonObject fault = QJsonDocument::fromJson(row.fault).object();
    fault[QStringLiteral("path")] = QStringLiteral("/oauth/token");
    fault[QStringLiteral("grant")] = QStringLiteral("refresh_token");
    switch (row.where) {
    case FaultRow::AtTheTenant:
        QVERIFY(m_tenant.fault(fault));
        break;
    case FaultRow::TenantStopped:
        m_tenant.kill();
        m_seq = 0;
        break;
    case FaultRow::WithoutNetwork:
        m_application = std::make_unique<SessionProcess>(m_tenant, account);
        m_application->under = withoutNetwork();
        m_application->start();
        break;
    case FaultRow::WrongClock:
        break;
    }
}

void tst_SessionFaults::undo(const FaultRow &row)
{
    if (row.where == FaultRow::TenantStopped)
        m_tenant.startAgain();
    else
        QVERIFY(m_tenant.forgetFaults());
    if (row.where == FaultRow::WithoutNetwork)
        startApplication(row);
}

bool tst_SessionFaults::isNoted() const
{
    return QFile::exists(sessionDirectory().filePath(keyOf(m_tenant).fileName() + QStringLiteral(".journal")));
}

void tst_SessionFaults::aRefreshMeets()
{
    QFETCH(int, index);
    const FaultRow &row = faultRows[index];
    startApplication(row);
    if (m_application->ask(QStringLiteral("state")) != u"state ok SignedIn")
        QCOMPARE(m_application->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    bringAbout(row);

    const QString answer = ask(QStringLiteral("refresh"));
    // A time-out is followed by its repetition in the background.
    if (row.where != FaultRow::TenantStopped)
        QTRY_COMPARE_WITH_TIMEOUT(requests(), row.requests, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(isNoted(), row.noted, 20'000);
    QCOMPARE(answer, QString::fromUtf8(row.answer));
    const QString state = m_application->ask(QStringLiteral("state")).section(u' ', 2);
    QCOMPARE(state, QString::fromUtf8(row.state));
    const QString inHand = ask(QStringLiteral("token"));
    QCOMPARE(inHand, QString::fromUtf8(row.inHand));
    const QString ends = m_application->ask(QStringLiteral("ends")).section(u' ', 2);
    QCOMPARE(ends, QString::fromUtf8(row.ends));
    QCOMPARE(Keyring::secret(keyOf(m_tenant).toString()).isEmpty(), row.state != QLatin1String("SignedIn"));

    undo(row);
    const QString next = ask(QStringLiteral("refresh"));
    QCOMPARE(next, QString::fromUtf8(row.next));
    QCOMPARE(requests(), row.sent);
    if (next == u"ok")
        QCOMPARE(m_application->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QVERIFY(!isNoted());
    QCOMPARE(m_tenant.revokedFamilies(), 0);
    m_seen.append(QJsonArray{
        QString::fromUtf8(row.cause), answer, row.requests,
        row.noted ? QStringLiteral("stands") : QStringLiteral("clear"), state, ends, inHand, next, row.sent});
}

//! Written when every row has passed: the page is made of a whole table only.
void tst_SessionFaults::cleanupTestCase()
{
    if (m_seen.size() != faultRows.size())
        return;
    QSaveFile file(QStringLiteral(FAULT_ROWS));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(m_seen).toJson());
    QVERIFY(file.commit());
}

QTEST_GUILESS_MAIN(tst_SessionFaults)
#include "tst_sessionfaults.moc"
