// SPDX-License-Identifier: Apache-2.0
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
