// SPDX-License-Identifier: Apache-2.0
#include "credentials/renewalplan.h"
#include "credentials/renewalpolicy.h"
#include <QtTest/QtTest>

using namespace Auth0;
using namespace std::chrono_literals;

namespace {
constexpr qint64 noon = 1'800'000'000'000;
QDateTime at(qint64 msecs) { return QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC); }

StoredToken token(const char *name, const QString &audience, const QString &scope, qint64 expiresAt)
{
    StoredToken token;
    token.accessToken = QString::fromLatin1(name);
    token.audience = audience;
    token.requestedScope = token.grantedScope = scope;
    token.expiresAt = expiresAt;
    return token;
}

//! Ends at noon, so many seconds after it came.
StoredToken living(int seconds)
{
    StoredToken one = token("one", {}, {}, noon);
    one.lifetime = seconds * 1000LL;
    return one;
}

SessionRecord record()
{
    SessionRecord record;
    record.loginAudience = QStringLiteral("https://api");
    record.loginScope = QStringLiteral("openid profile read");
    record.loginToken = token("login", record.loginAudience, record.loginScope, noon + 60'000);
    record.tokens = {
        token("wide", QStringLiteral("https://orders"), QStringLiteral("openid a b c"), noon + 60'000),
        token("narrow", QStringLiteral("https://orders"), QStringLiteral("openid a"), noon + 60'000),
        token("extra", QStringLiteral("https://api"), QStringLiteral("openid write"), noon + 60'000),
        token("all", QStringLiteral("https://mail"), {}, noon + 60'000)};
    return record;
}
} // namespace

class tst_RenewalPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenServesAsLongAsItLivesLongerThanMinTtl_data()
    {
        QTest::addColumn<qint64>("expiresAt");
        QTest::addColumn<int>("minTtl");
        QTest::addColumn<bool>("fresh");
        QTest::newRow("a minute left") << noon + 60'000 << 0 << true;
        QTest::newRow("ends now") << noon << 0 << false;
        QTest::newRow("ended") << noon - 1 << 0 << false;
        QTest::newRow("lives exactly minTtl") << noon + 60'000 << 60'000 << false;
        QTest::newRow("lives a moment longer than minTtl") << noon + 60'001 << 60'000 << true;
        QTest::newRow("lifetime unknown") << qint64(0) << 3'600'000 << true;
    }
    void aTokenServesAsLongAsItLivesLongerThanMinTtl()
    {
        QFETCH(qint64, expiresAt);
        QFETCH(int, minTtl);
        QFETCH(bool, fresh);
        const StoredToken one = token("one", {}, {}, expiresAt);
        QCOMPARE(RenewalPolicy::isFresh(one, at(noon), std::chrono::milliseconds(minTtl)), fresh);
    }

    void theRequestPicksItsToken_data()
    {
        QTest::addColumn<QString>("audience");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing named: the login's") << "" << QString() << "login";
        QTest::newRow("the login's audience by name") << "https://api" << QString() << "login";
        QTest::newRow("part of the login's scope") << ""
                                                   << "openid read"
                                                   << "login";
        QTest::newRow("another scope of the login's audience") << ""
                                                               << "openid write"
                                                               << "extra";
        QTest::newRow("a scope nobody asked for") << ""
                                                  << "openid delete"
                                                  << "";
        QTest::newRow("the narrowest that covers") << "https://orders"
                                                   << "a"
                                                   << "narrow";
        QTest::newRow("only the wide one covers") << "https://orders"
                                                  << "a c"
                                                  << "wide";
        QTest::newRow("another audience without a scope: none was asked for the login's")
            << "https://orders" << QString() << "";
        QTest::newRow("another audience that was asked without a scope") << "https://mail" << QString() << "all";
        QTest::newRow("what was asked without a scope is not known to cover one") << "https://mail"
                                                                                  << "send"
                                                                                  << "";
        QTest::newRow("an unknown audience") << "https://other" << QString() << "";
    }
    void theRequestPicksItsToken()
    {
        QFETCH(QString, audience);
        QFETCH(QString, scope);
        QFETCH(QString, expected);
        TokenRequest request;
        request.audience = audience;
        if (!scope.isNull())
            request.scope = scope;
        const SessionRecord held = record();
        const StoredToken *found = RenewalPolicy::find(held, request);
        QCOMPARE(found ? found->accessToken : QString(), expected);
    }

    void theRequestedScopeCountsNotTheGrantedOne()
    {
        SessionRecord held = record();
        held.loginToken.grantedScope = QStringLiteral("openid");
        QVERIFY(RenewalPolicy::find(held, {}));
    }

    void aWiderTokenServesWhenTheNarrowOneHasExpired()
    {
        SessionRecord held = record();
        held.tokens[1].expiresAt = noon - 1;
        TokenRequest request;
        request.audience = QStringLiteral("https://orders");
        request.scope = QStringLiteral("a");
        const StoredToken *found = RenewalPolicy::serving(held, request, at(noon));
        QVERIFY(found);
        QCOMPARE(found->accessToken, QStringLiteral("wide"));
    }

    void aForcedRequestIsServedByNothing()
    {
        TokenRequest request;
        request.force = true;
        QVERIFY(!RenewalPolicy::serving(record(), request, at(noon)));
    }

    void aRenewalComesAheadOfTheEnd_data()
    {
        QTest::addColumn<int>("lifetime");
        QTest::addColumn<int>("lead");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<int>("early");
        QTest::newRow("the lead time") << 86'400 << 60 << 0.0 << 60;
        QTest::newRow("up to a tenth of its life earlier") << 3'600 << 60 << 0.5 << 60 + 180;
        QTest::newRow("half its life at most") << 30 << 60 << 0.9 << 15;
        QTest::newRow("chance never goes beyond half its life") << 100 << 45 << 1.0 << 50;
        QTest::newRow("an unknown life: the lead time") << 0 << 60 << 0.9 << 60;
        QTest::newRow("no lead time") << 10 << 0 << 0.0 << 0;
    }
    void aRenewalComesAheadOfTheEnd()
    {
        QFETCH(int, lifetime);
        QFETCH(int, lead);
        QFETCH(double, jitter);
        QFETCH(int, early);
        const auto earliness = RenewalPolicy::earliness(living(lifetime), std::chrono::seconds(lead), jitter);
        QCOMPARE(earliness.count(), early * 1000LL);
    }

    void aRenewalThatSleptThroughItsTimeIsSpreadOverHalfTheLife()
    {
        QCOMPARE(RenewalPolicy::lateness(living(3'600), 0.0).count(), 0);
        QCOMPARE(RenewalPolicy::lateness(living(3'600), 0.5).count(), 900'000);
        QCOMPARE(RenewalPolicy::lateness(living(0), 0.9).count(), 0);
    }

    void thePausesGrowUpToHalfTheLife_data()
    {
        QTest::addColumn<int>("lifetime");
        QTest::addColumn<int>("failures");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<int>("pause");
        QTest::newRow("a quarter of the life") << 80 << 0 << 1.0 << 20;
        QTest::newRow("half of that by chance") << 80 << 0 << 0.0 << 10;
        QTest::newRow("doubled") << 80 << 1 << 1.0 << 40;
        QTest::newRow("half the life at most") << 80 << 3 << 1.0 << 40;
        QTest::newRow("and for ever") << 80 << 1000 << 1.0 << 40;
        QTest::newRow("twenty minutes at first") << 86'400 << 0 << 1.0 << 1'200;
        QTest::newRow("an hour at most") << 86'400 << 1000 << 1.0 << 3'600;
        QTest::newRow("an unknown life") << 0 << 0 << 1.0 << 10;
        QTest::newRow("an unknown life, at most") << 0 << 1000 << 1.0 << 600;
        QTest::newRow("a second at least") << 1 << 0 << 1.0 << 1;
    }
    void thePausesGrowUpToHalfTheLife()
    {
        QFETCH(int, lifetime);
        QFETCH(int, failures);
        QFETCH(double, jitter);
        QFETCH(int, pause);
        QCOMPARE(RenewalPolicy::pause(living(lifetime), failures, jitter).count(), pause * 1000LL);
    }

    void aPlanIsKeptMissedAndTriedAgain()
    {
        const RenewalPlan::Dice half = [] { return 0.5; };
        const StoredToken hour = living(3'600); // ends at noon
        RenewalPlan plan;
        plan.begin(hour, 60s, half);
        const qint64 due = noon - 240'000;
        QCOMPARE(plan.next(), due);
        QVERIFY(!plan.isDue(hour, due - 1, half));
        QVERIFY(plan.isDue(hour, due, half));
        plan.failed(hour, due, 5s, half);
        QCOMPARE(plan.next(), due + 5'000 + 675'000);
        QVERIFY(plan.isDue(hour, plan.next() + 30'000, half));
        plan.failed(hour, due, 0s, half);
        QCOMPARE(plan.next(), due + 1'350'000);
        // The machine sleeps until three.
        const qint64 three = noon + 3 * 3'600'000;
        QVERIFY(!plan.isDue(hour, three, half));
        QCOMPARE(plan.next(), three + 900'000);
        QVERIFY(plan.isDue(hour, three + 900'000, half));
    }

    void theCeilingComesThirtySecondsEarly()
    {
        SessionRecord held = record();
        QVERIFY(!RenewalPolicy::ceilingReached(held, at(noon)));
        held.sessionExpiresAt = noon + 30'001;
        QVERIFY(!RenewalPolicy::ceilingReached(held, at(noon)));
        held.sessionExpiresAt = noon + 30'000;
        QVERIFY(RenewalPolicy::ceilingReached(held, at(noon)));
    }
};

QTEST_GUILESS_MAIN(tst_RenewalPolicy)
#include "tst_renewalpolicy.moc"
