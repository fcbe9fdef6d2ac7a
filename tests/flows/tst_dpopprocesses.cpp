// SPDX-License-Identifier: Apache-2.0
// One bound session on the real keyring, used by several processes, and by one that is killed.
#include "childprocess.h"
#include <QtCore/QElapsedTimer>

using namespace Auth0;
using namespace Auth0::Test;

class tst_DpopProcesses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void atOneExpiryTheTokenIsRotatedOnce();
    void anotherApisTokenIsAskedForOnceByBoth();
    void aKillWhileTheAnswerIsOnItsWayCostsNothing_data();
    void aKillWhileTheAnswerIsOnItsWayCostsNothing();
    void whatOneClearsIsGoneForAll();

private:
    ChildProcess child(const QStringList &steps, int clock = 0)
    {
        return ChildProcess(*m_tenant, m_account, QStringList{QStringLiteral("--dpop")} + steps, clock);
    }
    //! Refreshes that the tenant granted; the others it refused for a nonce, before it looked at the token.
    QList<QJsonObject> rotations() const;
    //! Waits until the tenant has granted \a count refreshes.
    bool rotated(qsizetype count) const;

    std::unique_ptr<TenantProcess> m_tenant;
    QString m_account;
};

void tst_DpopProcesses::init()
{
    const QJsonObject api{
        {QStringLiteral("audience"), QStringLiteral("https://dpop-api.example.com")},
        {QStringLiteral("senderConstraining"), QStringLiteral("required")}};
    const QJsonObject orders{
        {QStringLiteral("audience"), QStringLiteral("https://orders-api.example.com")},
        {QStringLiteral("scopes"), QJsonArray{QStringLiteral("read:orders")}},
        {QStringLiteral("senderConstraining"), QStringLiteral("required")}};
    m_tenant = std::make_unique<TenantProcess>(
        QJsonObject{{QStringLiteral("rotationOverlap"), 30}, {QStringLiteral("apis"), QJsonArray{api, orders}}});
    QVERIFY(m_tenant->isRunning());
    m_account = QStringLiteral("%1 %2").arg(
        QLatin1String(QTest::currentTestFunction()), QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(child({QStringLiteral("login")}).run(), QStringList{QStringLiteral("login ok auth0|alice")});
}

QList<QJsonObject> tst_DpopProcesses::rotations() const
{
    QList<QJsonObject> granted;
    for (const QJsonObject &entry : m_tenant->refreshes()) {
        if (entry.contains(QStringLiteral("new_refresh_token")))
            granted.append(entry);
    }
    return granted;
}

bool tst_DpopProcesses::rotated(qsizetype count) const
{
    QElapsedTimer patience;
    for (patience.start(); patience.elapsed() < 10'000; QThread::msleep(5)) {
        if (rotations().size() >= count)
            return true;
    }
    return false;
}

void tst_DpopProcesses::atOneExpiryTheTokenIsRotatedOnce()
{
    constexpr int expired = 86'401;
    QVERIFY(m_tenant->moveClock(expired));
    const QStringList steps{
        QStringLiteral("state"), QStringLiteral("wait"), QStringLiteral("token"), QStringLiteral("api")};
    ChildProcess one = child(steps, expired), two = child(steps, expired);
    one.start();
    two.start();
    QVERIFY(one.waits() && two.waits());
    one.go();
    two.go();
    const QStringList first = one.finish(), second = two.finish();
    QCOMPARE(first.value(first.size() - 1), QStringLiteral("api ok 200"));
    QCOMPARE(second, first);
    QCOMPARE(rotations().size(), 1);
    // Only the one that was refused for its nonce came beside it.
    QCOMPARE(m_tenant->refreshes().size(), 2);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_DpopProcesses::anotherApisTokenIsAskedForOnceByBoth()
{
    const QStringList steps{
        QStringLiteral("state"), QStringLiteral("wait"), QStringLiteral("orders"), QStringLiteral("api")};
    ChildProcess one = child(steps), two = child(steps);
    one.start();
    two.start();
    QVERIFY(one.waits() && two.waits());
    one.go();
    two.go();
    const QStringList first = one.finish(), second = two.finish();
    const QString orders = first.value(first.size() - 2);
    QVERIFY2(orders.startsWith(QStringLiteral("orders ok ")), qPrintable(first.join(u'\n')));
    QVERIFY2(orders.endsWith(QStringLiteral(" DPoP 200")), qPrintable(orders));
    QCOMPARE(first.last(), QStringLiteral("api ok 200")); // the login's own token still serves
    QCOMPARE(second, first);
    QCOMPARE(rotations().size(), 1);
    // After both ended, a third has it from the store.
    QCOMPARE(child({QStringLiteral("orders")}).run(), QStringList{orders});
    QCOMPARE(rotations().size(), 1);
    const QJsonValue key =
        m_tenant->tokenRequests(QStringLiteral("authorization_code")).last()[QStringLiteral("dpop_jkt")];
    QCOMPARE(rotations().first()[QStringLiteral("dpop_jkt")], key);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_DpopProcesses::aKillWhileTheAnswerIsOnItsWayCostsNothing_data()
{
    QTest::addColumn<int>("wait");
    for (int wait : {0, 10, 40})
        QTest::addRow("%d ms", wait) << wait;
}

void tst_DpopProcesses::aKillWhileTheAnswerIsOnItsWayCostsNothing()
{
    QFETCH(int, wait);
    ChildProcess victim = child({QStringLiteral("refresh"), QStringLiteral("wait"), QStringLiteral("refresh")});
    victim.start();
    // Its first refresh taught it a nonce; the second is granted at once, and its answer comes late.
    QVERIFY(victim.waits());
    QVERIFY(m_tenant->fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("refresh_token")},
         {QStringLiteral("delay"), 5}}));
    victim.go();
    QVERIFY(rotated(2));
    QThread::msleep(ulong(wait));
    QVERIFY(victim.isRunning());
    victim.kill9();
    const QJsonObject lost = rotations().last();
    QVERIFY(m_tenant->forgetFaults());
    const QStringList lines = child({QStringLiteral("state"), QStringLiteral("refresh"), QStringLiteral("api")}).run();
    QCOMPARE(lines.value(0), QStringLiteral("state ok SignedIn"));
    QVERIFY2(lines.value(1).startsWith(QStringLiteral("refresh ok ")), qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.value(2), QStringLiteral("api ok 200"));
    // The very token was sent once more, by a new proof of the same key.
    const QJsonObject again = rotations().value(2);
    QCOMPARE(again[QStringLiteral("refresh_token")], lost[QStringLiteral("refresh_token")]);
    QCOMPARE(again[QStringLiteral("overlap")].toBool(), true);
    QCOMPARE(again[QStringLiteral("dpop_jkt")], lost[QStringLiteral("dpop_jkt")]);
    QVERIFY(again[QStringLiteral("dpop_jti")] != lost[QStringLiteral("dpop_jti")]);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_DpopProcesses::whatOneClearsIsGoneForAll()
{
    ChildProcess other = child({QStringLiteral("state"), QStringLiteral("ended"), QStringLiteral("token")});
    other.start();
    QVERIFY(other.waits());
    QCOMPARE(child({QStringLiteral("clear")}).run(), QStringList{QStringLiteral("clear ok")});
    const QStringList lines = other.finish();
    QCOMPARE(lines.value(lines.size() - 3), QStringLiteral("ended ok LoggedOutElsewhere"));
    QCOMPARE(lines.value(lines.size() - 2), QStringLiteral("token failed NoCredentials"));
    QCOMPARE(child({QStringLiteral("state")}).run(), QStringList{QStringLiteral("state ok SignedOut")});
    // The next login is bound to another key.
    const QString before =
        m_tenant->tokenRequests(QStringLiteral("authorization_code")).last()[QStringLiteral("dpop_jkt")].toString();
    QCOMPARE(child({QStringLiteral("login")}).run(), QStringList{QStringLiteral("login ok auth0|alice")});
    QVERIFY(m_tenant->tokenRequests(QStringLiteral("authorization_code")).last()[QStringLiteral("dpop_jkt")] != before);
}

QTEST_GUILESS_MAIN(tst_DpopProcesses)
#include "tst_dpopprocesses.moc"
