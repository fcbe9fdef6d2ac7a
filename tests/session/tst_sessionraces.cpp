// SPDX-License-Identifier: Apache-2.0
#include "seed.h"
#include "sessionprocess.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QSet>
#include <QtTest/QTest>
#include <memory>
#include <numeric>
#include <vector>

using namespace Auth0::Test;

namespace {
constexpr int lifetime = 600, expired = 601;
} // namespace

//! Several processes want one session renewed at the same moment. The tenant counts.
class tst_SessionRaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eightProcessesCostOneRefreshAnExpiry();
    void eightThatStartAtAnExpiryCostOneRefresh();
    void aStoppedHolderMakesTheOthersWaitAndSaySo();
    void aKilledHolderLetsTheOthersGoOn();

private:
    //! As many, all started within 100 ms; a slower start is made anew.
    void start(int count);
    QStringList askAll(const QString &line);
    //! Time passes for the tenant and for every process.
    void moveClock(int seconds);
    //! One of them has sent its refresh, holds the lock, and gets no answer for a while.
    bool firstIsRefreshing();
    std::unique_ptr<SessionProcess> takeFirst();

    Dice m_dice;
    std::unique_ptr<TenantProcess> m_tenant;
    QString m_account;
    std::vector<std::unique_ptr<SessionProcess>> m_children;
    int m_clock = 0;
};

void tst_SessionRaces::init()
{
    m_children.clear();
    m_clock = 0;
    m_tenant = std::make_unique<TenantProcess>(
        QJsonObject{{QStringLiteral("rotationOverlap"), 30}, {QStringLiteral("tokenLifetime"), lifetime}});
    QVERIFY(m_tenant->isRunning());
    m_account = QString::fromLatin1(QTest::currentTestFunction());
    SessionProcess user(*m_tenant, m_account);
    user.start();
    QCOMPARE(user.ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
}

void tst_SessionRaces::start(int count)
{
    QElapsedTimer spread;
    for (int attempt = 0; attempt < 50; ++attempt) {
        m_children.clear();
        for (int i = 0; i < count; ++i) {
            m_children.push_back(std::make_unique<SessionProcess>(*m_tenant, m_account));
            m_children.back()->arguments += {
                QStringLiteral("--clock"), QString::number(m_clock), QStringLiteral("--timeout"), QStringLiteral("60")};
        }
        spread.start();
        for (const auto &child : m_children)
            child->launch();
        if (spread.elapsed() <= 100)
            return;
    }
    QFAIL("this machine cannot start so many processes within 100 ms");
}

QStringList tst_SessionRaces::askAll(const QString &line)
{
    QList<size_t> order(qsizetype(m_children.size()));
    std::iota(order.begin(), order.end(), 0);
    m_dice.shuffle(order);
    for (const size_t i : order)
        m_children[i]->tell(line);
    QStringList answers;
    for (const auto &child : m_children)
        answers.append(child->hear());
    return answers;
}

void tst_SessionRaces::moveClock(int seconds)
{
    m_clock += seconds;
    QVERIFY(m_tenant->moveClock(m_clock));
    askAll(QStringLiteral("clock %1").arg(m_clock));
}

void tst_SessionRaces::eightProcessesCostOneRefreshAnExpiry()
{
    start(8);
    QCOMPARE(askAll(QStringLiteral("state")), QStringList(8, QStringLiteral("state ok SignedIn")));
    const int expiries = sized(20, 100);
    for (int i = 1; i <= expiries; ++i) {
        moveClock(expired);
        const QStringList tokens = askAll(QStringLiteral("token"));
        QVERIFY2(tokens.first().startsWith(QStringLiteral("token ok ")), qPrintable(tokens.join(u'\n')));
        QCOMPARE(tokens, QStringList(8, tokens.first()));
        QCOMPARE(m_tenant->refreshes().size(), i);
    }
    QCOMPARE(askAll(QStringLiteral("api")), QStringList(8, QStringLiteral("api ok 200")));
    QCOMPARE(m_tenant->refreshes().size(), expiries);
    QCOMPARE(m_tenant->log({{QStringLiteral("overlap"), true}}).size(), 0);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
    qInfo("8 processes x %d expiries: %d token requests, 0 families revoked", expiries, expiries);
}

void tst_SessionRaces::eightThatStartAtAnExpiryCostOneRefresh()
{
    for (int i = 1; i <= 3; ++i) {
        m_children.clear();
        m_clock += expired;
        QVERIFY(m_tenant->moveClock(m_clock));
        start(8);
        const QStringList tokens = askAll(QStringLiteral("token"));
        QVERIFY2(tokens.first().startsWith(QStringLiteral("token ok ")), qPrintable(tokens.join(u'\n')));
        QCOMPARE(tokens, QStringList(8, tokens.first()));
        QCOMPARE(m_tenant->refreshes().size(), i);
    }
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

bool tst_SessionRaces::firstIsRefreshing()
{
    const bool armed = m_tenant->fault(
        {{QStringLiteral("path"), QStringLiteral("/oauth/token")},
         {QStringLiteral("grant"), QStringLiteral("refresh_token")},
         {QStringLiteral("delay"), 3}});
    m_children.front()->tell(QStringLiteral("token"));
    return armed && QTest::qWaitFor([this] { return m_tenant->refreshes().size() == 1; }, 20'000);
}

std::unique_ptr<SessionProcess> tst_SessionRaces::takeFirst()
{
    auto first = std::move(m_children.front());
    m_children.erase(m_children.begin());
    return first;
}

void tst_SessionRaces::aStoppedHolderMakesTheOthersWaitAndSaySo()
{
    start(4);
    QCOMPARE(askAll(QStringLiteral("state")), QStringList(4, QStringLiteral("state ok SignedIn")));
    moveClock(expired);
    QVERIFY(firstIsRefreshing());
    const auto holder = takeFirst();
    holder->send(SIGSTOP);
    QCOMPARE(askAll(QStringLiteral("token")), QStringList(3, QStringLiteral("token failed StoreUnavailable")));
    QCOMPARE(askAll(QStringLiteral("state")), QStringList(3, QStringLiteral("state ok SignedIn")));
    QCOMPARE(m_tenant->refreshes().size(), 1);
    holder->send(SIGCONT);
    const QString token = holder->hear();
    QVERIFY2(token.startsWith(QStringLiteral("token ok ")), qPrintable(token));
    QCOMPARE(askAll(QStringLiteral("token")), QStringList(3, token));
    QCOMPARE(m_tenant->refreshes().size(), 1);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_SessionRaces::aKilledHolderLetsTheOthersGoOn()
{
    start(4);
    QCOMPARE(askAll(QStringLiteral("state")), QStringList(4, QStringLiteral("state ok SignedIn")));
    moveClock(expired);
    QVERIFY(firstIsRefreshing());
    const auto holder = takeFirst();
    for (const auto &child : m_children)
        child->tell(QStringLiteral("token"));
    holder->kill9();
    QVERIFY(holder->wasKilled());
    QStringList tokens;
    for (const auto &child : m_children)
        tokens.append(child->hear());
    QVERIFY2(tokens.first().startsWith(QStringLiteral("token ok ")), qPrintable(tokens.join(u'\n')));
    QCOMPARE(tokens, QStringList(3, tokens.first()));
    // The one that took over sent the same token again, because nobody had an answer to it.
    QCOMPARE(m_tenant->refreshes().size(), 2);
    QCOMPARE(m_tenant->log({{QStringLiteral("overlap"), true}}).size(), 1);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

QTEST_GUILESS_MAIN(tst_SessionRaces)
#include "tst_sessionraces.moc"
