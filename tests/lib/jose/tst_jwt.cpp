// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "jose/jwt.h"
#include "rfcvectors.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test::RfcVectors;

class tst_Jwt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsTakenApart()
    {
        const auto jwt = Jwt::decode(QString::fromLatin1(es256Input + '.' + es256Signature));
        QVERIFY(jwt);
        QCOMPARE(jwt->alg(), QByteArray("ES256"));
        QCOMPARE(jwt->kid(), QString());
        QCOMPARE(jwt->claims[u"iss"].toString(), u"joe"_qs);
        QCOMPARE(jwt->signingInput, es256Input);
        QCOMPARE(jwt->signature.size(), 64);
    }

    void whatIsNoTokenIsRefused_data()
    {
        const QString head = QString::fromLatin1(es256Input), tail = QString::fromLatin1(es256Signature);
        const auto part = [](const QByteArray &text) { return QString::fromLatin1(toBase64Url(text)); };
        QTest::addColumn<QString>("token");
        QTest::newRow("empty") << QString();
        QTest::newRow("opaque") << u"v1.MjQ"_qs;
        QTest::newRow("two parts") << head;
        QTest::newRow("four parts") << QString(head + u'.' + tail + u".x"_qs);
        QTest::newRow("encrypted") << QString(head + u'.' + tail + u".x.y"_qs);
        QTest::newRow("dots") << u".."_qs;
        QTest::newRow("padded") << QString(head + u'.' + tail + u"=="_qs);
        QTest::newRow("blank") << QString(u' ' + head + u'.' + tail);
        QTest::newRow("base64, not base64url") << QString(head + u".a+b/"_qs);
        QTest::newRow("header is a list") << QString(part("[]") + u'.' + part("{}") + u'.' + tail);
        QTest::newRow("claims are text") << QString(part("{}") + u'.' + part("\"x\"") + u'.' + tail);
        QTest::newRow("not Latin") << QString(head + u".ü"_qs);
    }
    void whatIsNoTokenIsRefused()
    {
        QFETCH(QString, token);
        QCOMPARE(Jwt::decode(token).error().code(), Error::IdTokenInvalid);
    }
};

QTEST_GUILESS_MAIN(tst_Jwt)
#include "tst_jwt.moc"
