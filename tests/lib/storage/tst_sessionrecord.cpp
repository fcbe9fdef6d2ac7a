// SPDX-License-Identifier: Apache-2.0
#include "storage/sessionrecord.h"
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Auth0;

namespace {
StoredToken fullToken()
{
    StoredToken token;
    token.audience = QStringLiteral("https://api.example.com/");
    token.requestedScope = QStringLiteral("openid read:messages");
    token.grantedScope = QStringLiteral("openid");
    token.accessToken = QStringLiteral("at-\u00fc\u4e2d");
    token.tokenType = QStringLiteral("DPoP");
    token.expiresAt = 1'900'000'000'123;
    token.unknown = {{QStringLiteral("later"), true}};
    return token;
}

SessionRecord fullRecord()
{
    SessionRecord record;
    record.number = 9'007'199'254'740'993; // a double would round it
    record.family = 3;
    record.refreshToken = QStringLiteral("rt \"quoted\" \\ \u2028");
    record.idToken = QStringLiteral("h.p.s");
    record.loginAudience = QStringLiteral("https://api.example.com/");
    record.loginScope = QStringLiteral("openid profile");
    record.userClaims = {{QStringLiteral("sub"), QStringLiteral("auth0|1")}};
    record.loginToken = fullToken();
    record.tokens = {fullToken(), StoredToken()};
    record.dpopKey = QStringLiteral("-----BEGIN");
    record.dpopJkt = QStringLiteral("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    record.connectionTokens = {QJsonObject{{QStringLiteral("connection"), QStringLiteral("github")}}};
    record.data = {{QStringLiteral("theme"), QJsonObject{{QStringLiteral("dark"), 0.1}}}};
    record.sessionExpiresAt = 1'900'000'000'000;
    record.unknown = {{QStringLiteral("from_the_future"), QJsonArray{1, QJsonValue()}}};
    return record;
}

QByteArray with(const char *member, const QJsonValue &value)
{
    QJsonObject json = QJsonDocument::fromJson(fullRecord().toBytes()).object();
    json.insert(QLatin1String(member), value);
    return QJsonDocument(json).toJson();
}
} // namespace

class TestSessionRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMemberComesBack()
    {
        const Result<SessionRecord> read = SessionRecord::fromBytes(fullRecord().toBytes());
        QVERIFY2(read, qPrintable(read.error().message()));
        QCOMPARE(*read, fullRecord());
    }

    void anEmptyRecordComesBack()
    {
        const Result<SessionRecord> read = SessionRecord::fromBytes(SessionRecord().toBytes());
        QVERIFY(read);
        QCOMPARE(*read, SessionRecord());
    }

    void membersOfLaterVersionsAreWrittenAgain()
    {
        const QByteArray bytes = with("added_in_1.1", QStringLiteral("kept"));
        SessionRecord record = *SessionRecord::fromBytes(bytes);
        record.number = 10;
        const QJsonObject written = QJsonDocument::fromJson(record.toBytes()).object();
        QCOMPARE(written.value(QLatin1String("added_in_1.1")).toString(), QStringLiteral("kept"));
        QCOMPARE(
            written.value(QLatin1String("tokens")).toArray().at(0).toObject().value(QLatin1String("later")).toBool(),
            true);
    }

    void aRecordOfANewerVersionIsNotTouched()
    {
        const Result<SessionRecord> read = SessionRecord::fromBytes(with("version", 2));
        QVERIFY(!read);
        QCOMPARE(read.error().code(), Error::StoreUnavailable);
        QCOMPARE(read.error().details().value(QStringLiteral("version")).toInt(), 2);
    }

    void aWrongTypeIsNoRecord_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no version") << QByteArray("{}");
        QTest::newRow("version 0") << with("version", 0);
        QTest::newRow("version as text") << with("version", QStringLiteral("1"));
        QTest::newRow("number as text") << with("number", QStringLiteral("1"));
        QTest::newRow("negative number") << with("number", -1);
        QTest::newRow("half a number") << with("family", 1.5);
        QTest::newRow("huge number") << with("family", 1e300);
        QTest::newRow("null token") << with("refresh_token", QJsonValue());
        QTest::newRow("numeric token") << with("refresh_token", 7);
        QTest::newRow("claims as array") << with("user_claims", QJsonArray());
        QTest::newRow("login token as text") << with("login_token", QStringLiteral("at"));
        QTest::newRow("login token with a numeric scope")
            << with("login_token", QJsonObject{{QStringLiteral("granted_scope"), 1}});
        QTest::newRow("tokens as object") << with("tokens", QJsonObject());
        QTest::newRow("tokens of text") << with("tokens", QJsonArray{QStringLiteral("at")});
        QTest::newRow("token with a wrong expiry")
            << with("tokens", QJsonArray{QJsonObject{{QStringLiteral("expires_at"), QStringLiteral("now")}}});
        QTest::newRow("connection tokens as object") << with("connection_tokens", QJsonObject());
        QTest::newRow("data as array") << with("data", QJsonArray());
        QTest::newRow("deeper than any parser should go") << QByteArray(100'000, '[');
    }
    void aWrongTypeIsNoRecord()
    {
        QFETCH(QByteArray, bytes);
        const Result<SessionRecord> read = SessionRecord::fromBytes(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code(), Error::StoreFailed);
        QVERIFY(!read.error().message().contains(QLatin1String("rt \"quoted\"")));
    }

    void noTruncationIsARecord()
    {
        const QByteArray bytes = fullRecord().toBytes();
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const Result<SessionRecord> read = SessionRecord::fromBytes(bytes.left(length));
            QVERIFY2(!read, qPrintable(QString::number(length)));
            QCOMPARE(read.error().code(), Error::StoreFailed);
        }
    }

    void noFlippedByteCrashes()
    {
        const QByteArray bytes = fullRecord().toBytes();
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (const char bit : {'\x01', '\x20', '\x80'}) {
                QByteArray damaged = bytes;
                damaged[at] = char(damaged[at] ^ bit);
                const Result<SessionRecord> read = SessionRecord::fromBytes(damaged);
                QVERIFY(read || !read.error().message().isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSessionRecord)
#include "tst_sessionrecord.moc"
