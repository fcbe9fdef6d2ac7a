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

    void withoutAScopeTheLoginsGrantStays()
    {
        SessionRecord smaller = record();
        smaller.loginToken.grantedScope = QStringLiteral("openid");
        SessionRecord next = SessionChanges::withToken(smaller, {}, answer(), noon);
        QCOMPARE(next.loginToken.grantedScope, QStringLiteral("openid"));
        TokenResponse told = answer();
        told.scope = QStringLiteral("openid profile");
        next = SessionChanges::withToken(next, {}, told, noon);
        QCOMPARE(next.loginToken.grantedScope, QStringLiteral("openid profile"));
    }

    void expiredTokensGoWhenAnotherComes()
    {
        SessionRecord held = record();
        const qint64 now = noon.toMSecsSinceEpoch();
        for (const qint64 expiresAt : {now, now + 1, qint64(0)}) {
            StoredToken token;
            token.audience = QString::number(expiresAt - now);
            token.expiresAt = expiresAt;
            held.tokens.append(token);
        }
        TokenRequest orders;
        orders.audience = QStringLiteral("orders");
        const SessionRecord next = SessionChanges::withToken(held, orders, answer(), noon);
        QStringList left;
        for (const StoredToken &token : next.tokens)
            left.append(token.audience);
        QCOMPARE(left, (QStringList{QStringLiteral("1"), QString::number(-now), QStringLiteral("orders")}));
        QCOMPARE(next.tokens.last().requestedScope, QString());
    }

    void tokensOfOneAudienceCanBeForgotten()
    {
        SessionRecord held = record();
        held.loginAudience = QStringLiteral("api");
        const auto add = [&held](const char *audience, const char *scope) {
            StoredToken token;
            token.audience = QLatin1String(audience);
            token.requestedScope = QLatin1String(scope);
            held.tokens.append(token);
        };
        add("orders", "openid a");
        add("orders", "openid a b");
        add("mail", "openid a");
        add("", "openid write"); // of the login's audience
        const auto left = [&held](const char *audience, const std::optional<QString> &scope) {
            return SessionChanges::withoutTokens(held, QLatin1String(audience), scope).tokens.size();
        };
        QCOMPARE(left("orders", {}), 2);
        QCOMPARE(left("orders", QStringLiteral("a openid")), 3);
        QCOMPARE(left("orders", QStringLiteral("openid b")), 4);
        QCOMPARE(left("api", {}), 3);
        QCOMPARE(left("other", {}), 4);
        QCOMPARE(SessionChanges::withoutTokens(held, QStringLiteral("api"), {}).loginToken, held.loginToken);
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
