// SPDX-License-Identifier: Apache-2.0
#include "idtoken/jwksource.h"
#include "support/await.h"
#include "support/cjosekey.h"
#include "support/fakenetwork.h"
#include "support/manualclock.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
struct Bench
{
    FakeNetwork network;
    ManualClock clock;
    HttpClient http{&network, &clock};
    JwkSource keys{&http, &clock};

    Bench() { keys.setUrl(QUrl(u"https://tenant.example/.well-known/jwks.json"_qs)); }
};
} // namespace

class tst_JwkSource : public QObject
{
    Q_OBJECT
    const CjoseKey old = CjoseKey::ec(u"old"_qs), next = CjoseKey::ec(u"next"_qs);
    const QByteArray oldSet = jwkSet({old.publicJwk()});
    const QByteArray bothSets = jwkSet({old.publicJwk(), next.publicJwk()});

    static QString token(const CjoseKey &key, const QString &kid)
    {
        return key.sign({{u"alg"_qs, u"ES256"_qs}, {u"kid"_qs, kid}}, QJsonObject());
    }
    QString oldToken() const { return token(old, u"old"_qs); }
    QString nextToken() const { return token(next, u"next"_qs); }
    static bool holds(const Result<JwkSet> &set, const QString &kid) { return set && set->find(kid, "ES256"); }

private Q_SLOTS:
    void keysAreFetchedOnceAndKeptTenMinutes()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(holds(await(b.keys.keysFor(oldToken())), u"old"_qs));
        QCOMPARE(b.network.last().url.path(), u"/.well-known/jwks.json"_qs);
        b.clock.advance(10min - 1s);
        const auto cached = b.keys.keysFor(oldToken());
        QVERIFY(cached.isFinished()); // no request, no turn of the event loop
        QVERIFY(b.keys.cachedKeysFor(oldToken()));
        b.clock.advance(1s);
        QVERIFY(!b.keys.cachedKeysFor(oldToken()));
        b.network.reply(bothSets);
        QVERIFY(holds(await(b.keys.keysFor(oldToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 2);
    }

    void whoeverAsksMeanwhileSharesTheRequest()
    {
        Bench b;
        b.network.reply(bothSets);
        b.keys.prefetch();
        b.keys.prefetch();
        const auto first = b.keys.keysFor(oldToken());
        const auto second = b.keys.keysFor(nextToken());
        QVERIFY(holds(await(first), u"old"_qs));
        QVERIFY(holds(await(second), u"next"_qs));
        b.keys.prefetch();
        QCOMPARE(b.network.sent.size(), 1);
    }

    void anUnknownKeyIsLookedForOnceAMinute()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(await(b.keys.keysFor(oldToken())));
        QVERIFY(!holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 1);
        b.clock.advance(61s);
        b.network.reply(oldSet);
        QVERIFY(!holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QVERIFY(!holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 2);
        b.clock.advance(61s);
        b.network.reply(bothSets);
        QVERIFY(holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QVERIFY(b.keys.cachedKeysFor(nextToken()));
        QCOMPARE(b.network.sent.size(), 3);
    }

    void eachLoginMayLookOnceMore()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(await(b.keys.keysFor(oldToken())));
        b.keys.beginLogin();
        b.network.reply(oldSet);
        QVERIFY(!holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QVERIFY(!holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 2);
        b.keys.beginLogin();
        b.network.reply(bothSets);
        QVERIFY(holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 3);
    }

    void aLoginThatFindsItsKeySpendsNothing()
    {
        Bench b;
        b.network.reply(oldSet);
        b.keys.beginLogin();
        b.keys.prefetch();
        QVERIFY(await(b.keys.keysFor(oldToken())));
        b.network.reply(bothSets);
        QVERIFY(holds(await(b.keys.keysFor(nextToken())), u"next"_qs));
        QCOMPARE(b.network.sent.size(), 2);
    }

    void anErrorReachesWhoWaitsAndIsForgotten_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        QTest::newRow("no network") << 0 << QByteArray() << int(QNetworkReply::HostNotFoundError)
                                    << int(Error::NetworkFailure);
        QTest::newRow("503") << 503 << QByteArray() << 0 << int(Error::ServerFailure);
        QTest::newRow("html") << 200 << QByteArray("<html>") << 0 << int(Error::InvalidResponse);
    }
    void anErrorReachesWhoWaitsAndIsForgotten()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, error);
        QFETCH(int, code);
        Bench b;
        b.network.reply({status, body, {}, QNetworkReply::NetworkError(error)});
        b.keys.prefetch();
        QCOMPARE(await(b.keys.keysFor(oldToken())).error().code(), Error::Code(code));
        b.network.reply(oldSet);
        QVERIFY(holds(await(b.keys.keysFor(oldToken())), u"old"_qs));
        QCOMPARE(b.network.sent.size(), 2);
    }

    void aFailedLookForANewKeyKeepsTheOldOnes()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(await(b.keys.keysFor(oldToken())));
        b.clock.advance(61s);
        b.network.reply(QByteArray("down"), 500);
        QVERIFY(!await(b.keys.keysFor(nextToken())));
        QVERIFY(b.keys.cachedKeysFor(oldToken()));
    }

    void anotherAddressHasOtherKeys()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(await(b.keys.keysFor(oldToken())));
        b.keys.setUrl(QUrl(u"https://tenant.example/.well-known/jwks.json"_qs));
        QVERIFY(b.keys.cachedKeysFor(oldToken()));
        b.keys.setUrl(QUrl(u"https://other.example/.well-known/jwks.json"_qs));
        QVERIFY(!b.keys.cachedKeysFor(oldToken()));
    }

    void keysOfAnAddressLeftBehindAreNotKept()
    {
        Bench b;
        b.network.reply(oldSet);
        const auto waiting = b.keys.keysFor(oldToken());
        b.keys.setUrl(QUrl(u"https://other.example/.well-known/jwks.json"_qs));
        (void)await(waiting);
        QVERIFY(!b.keys.cachedKeysFor(oldToken()));
    }

    void aClockThatWasSetBackMakesNothingFresh()
    {
        Bench b;
        b.network.reply(oldSet);
        QVERIFY(await(b.keys.keysFor(oldToken())));
        b.clock.advance(-1h);
        QVERIFY(!b.keys.cachedKeysFor(oldToken()));
    }

    void whoWaitsIsAnsweredWhenTheSourceDies()
    {
        FakeNetwork network;
        ManualClock clock;
        HttpClient http(&network, &clock);
        auto keys = std::make_unique<JwkSource>(&http, &clock);
        keys->setUrl(QUrl(u"https://tenant.example/jwks"_qs));
        network.reply(ScriptedReply{200, {}, {}, QNetworkReply::NoError, true});
        const auto first = keys->keysFor(oldToken());
        const auto second = keys->keysFor(oldToken());
        keys.reset();
        QCOMPARE(await(first).error().code(), Error::Cancelled);
        QCOMPARE(await(second).error().code(), Error::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_JwkSource)
#include "tst_jwksource.moc"
