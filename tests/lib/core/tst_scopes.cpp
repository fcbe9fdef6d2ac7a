// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "core/randombytes.h"
#include "core/scopes.h"
#include <QtTest/QTest>

using namespace Auth0;

class tst_Scopes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openIdIsAlwaysThere()
    {
        QCOMPARE(Scopes::withOpenId({}), u"openid"_qs);
        QCOMPARE(Scopes::withOpenId(u"profile email"_qs), u"openid profile email"_qs);
        QCOMPARE(Scopes::withOpenId(u" b  openid a b "_qs), u"b openid a"_qs);
        QCOMPARE(Scopes::withOpenId(u"OpenID"_qs), u"openid OpenID"_qs);
    }

    void aUnionKeepsTheOrder()
    {
        QCOMPARE(Scopes::united(u"a b"_qs, u"c b d"_qs), u"a b c d"_qs);
        QCOMPARE(Scopes::united({}, u"a"_qs), u"a"_qs);
        QCOMPARE(Scopes::united(u"a"_qs, {}), u"a"_qs);
    }

    void aScopeCoversItsParts()
    {
        QVERIFY(Scopes::covers(u"a b c"_qs, u"c a"_qs));
        QVERIFY(Scopes::covers(u"a"_qs, {}));
        QVERIFY(!Scopes::covers(u"a b"_qs, u"a d"_qs));
        QVERIFY(!Scopes::covers(u"read:x"_qs, u"read"_qs));
        QVERIFY(!Scopes::covers(u"A"_qs, u"a"_qs));
        QVERIFY(!Scopes::covers({}, u"a"_qs));
    }

    void equalityIsThatOfSets()
    {
        QVERIFY(Scopes::equal(u"a b"_qs, u" b a b"_qs));
        QVERIFY(!Scopes::equal(u"a b"_qs, u"a"_qs));
        QVERIFY(Scopes::equal({}, u" "_qs));
    }

    void base64UrlIsStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("one byte") << QByteArray("_w") << true;
        QTest::newRow("two bytes") << QByteArray("__8") << true;
        QTest::newRow("three bytes") << QByteArray("____") << true;
        QTest::newRow("padded") << QByteArray("_w==") << false;
        QTest::newRow("impossible length") << QByteArray("____A") << false;
        QTest::newRow("plus") << QByteArray("a+aa") << false;
        QTest::newRow("slash") << QByteArray("a/aa") << false;
        QTest::newRow("blank") << QByteArray("aa aa") << false;
        QTest::newRow("line") << QByteArray("aaa\n") << false;
        QTest::newRow("zero") << QByteArray("aa\0a", 4) << false;
    }
    void base64UrlIsStrict()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        QCOMPARE(fromBase64Url(text).has_value(), valid);
    }

    void base64UrlGoesThereAndBack()
    {
        for (int size = 0; size < 70; ++size) {
            const QByteArray bytes = systemRandomBytes(size);
            QCOMPARE(bytes.size(), size);
            const QByteArray text = toBase64Url(bytes);
            QVERIFY(!text.contains('=') && !text.contains('+') && !text.contains('/'));
            QCOMPARE(fromBase64Url(text).value(), bytes);
        }
    }

    void randomBytesDiffer() { QVERIFY(systemRandomBytes(32) != systemRandomBytes(32)); }
};

QTEST_GUILESS_MAIN(tst_Scopes)
#include "tst_scopes.moc"
