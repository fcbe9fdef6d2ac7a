// SPDX-License-Identifier: Apache-2.0
#include "credentials/sessionchanges.h"
#include <QtTest/QtTest>

using namespace Auth0;

namespace {
const QDateTime noon = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);

SessionRecord record()
{
    SessionRecord record;
    record.refreshToken = QStringLiteral("r1");
    record.idToken = QStringLiteral("i1");
    record.loginScope = QStringLiteral("openid profile");
    record.loginToken.accessToken = QStringLiteral("a1");
    record.userClaims = {
        {QStringLiteral("sub"), QStringLiteral("u1")}, {QStringLiteral("name"), QStringLiteral("Ada")}};
    return record;
}

TokenResponse answer()
{
    TokenResponse answer;
    answer.accessToken = QStringLiteral("a2");
    answer.refreshToken = QStringLiteral("r2");
    answer.tokenType = QStringLiteral("Bearer");
    answer.expiresIn = 3600;
    return answer;
}
} // namespace

class tst_SessionChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRotatedTokenReplacesTheOldOneAndNothingElse()
    {
        SessionRecord expected = record();
        expected.refreshToken = QStringLiteral("r2");
        QCOMPARE(SessionChanges::rotated(record(), answer()), expected);
    }

    void withoutANewRefreshTokenTheOldOneStays()
    {
        TokenResponse none = answer();
        none.refreshToken.clear();
        QCOMPARE(SessionChanges::rotated(record(), none).refreshToken, QStringLiteral("r1"));
    }

    void theLoginsTokenIsReplacedAndKeepsWhatWasAsked()
    {
        const SessionRecord next = SessionChanges::withToken(record(), {}, answer(), noon);
        QCOMPARE(next.loginToken.accessToken, QStringLiteral("a2"));
        QCOMPARE(next.loginToken.requestedScope, QStringLiteral("openid profile"));
        QCOMPARE(next.loginToken.grantedScope, QStringLiteral("openid profile"));
        QCOMPARE(next.loginToken.expiresAt, noon.toMSecsSinceEpoch() + 3'600'000);
        QVERIFY(next.tokens.isEmpty());
    }

    void aTokenForAnotherScopeStandsBesideTheLogins()
    {
        TokenRequest write;
        write.scope = QStringLiteral("openid write");
        SessionRecord next = SessionChanges::withToken(record(), write, answer(), noon);
        QCOMPARE(next.loginToken.accessToken, QStringLiteral("a1"));
        QCOMPARE(next.tokens.size(), 1);
        TokenResponse later = answer();
        later.accessToken = QStringLiteral("a3");
        next = SessionChanges::withToken(next, write, later, noon);
        QCOMPARE(next.tokens.size(), 1);
        QCOMPARE(next.tokens.first().accessToken, QStringLiteral("a3"));
    }

    void missingExpiresInMeansUnknown()
    {
        TokenResponse unknown = answer();
        unknown.expiresIn.reset();
        QCOMPARE(SessionChanges::withToken(record(), {}, unknown, noon).loginToken.expiresAt, qint64(0));
    }

    void missingClaimsEraseNothing()
    {
        const QJsonObject claims{
            {QStringLiteral("sub"), QStringLiteral("u1")},
            {QStringLiteral("email"), QStringLiteral("a@b.c")},
            {QStringLiteral("iss"), QStringLiteral("https://t/")}};
        const SessionRecord next = SessionChanges::withIdentity(record(), QStringLiteral("i2"), claims);
        const QJsonObject expected{
            {QStringLiteral("sub"), QStringLiteral("u1")},
            {QStringLiteral("name"), QStringLiteral("Ada")},
            {QStringLiteral("email"), QStringLiteral("a@b.c")}};
        QCOMPARE(next.userClaims, expected);
        QCOMPARE(next.idToken, QStringLiteral("i2"));
    }

    void theCeilingIsPinnedByTheFirstLogin()
    {
        const QJsonObject first{
            {QStringLiteral("sub"), QStringLiteral("u1")}, {QStringLiteral("session_expiry"), 1'800'000'100}};
        SessionRecord next = SessionChanges::withIdentity(record(), QStringLiteral("i2"), first);
        QCOMPARE(next.sessionExpiresAt, 1'800'000'100'000);
        const QJsonObject later{
            {QStringLiteral("sub"), QStringLiteral("u1")}, {QStringLiteral("session_expiry"), 1'900'000'000}};
        next = SessionChanges::withIdentity(next, QStringLiteral("i3"), later);
        QCOMPARE(next.sessionExpiresAt, 1'800'000'100'000);
    }

    void aCeilingOutOfRangeIsNone()
    {
        QCOMPARE(SessionChanges::sessionCeiling({{QStringLiteral("session_expiry"), 1e10}}), qint64(0));
        QCOMPARE(SessionChanges::sessionCeiling({{QStringLiteral("session_expiry"), -1}}), qint64(0));
        QCOMPARE(SessionChanges::sessionCeiling({{QStringLiteral("session_expiry"), QStringLiteral("1")}}), qint64(0));
    }
};

QTEST_GUILESS_MAIN(tst_SessionChanges)
#include "tst_sessionchanges.moc"
