// SPDX-License-Identifier: Apache-2.0
#include "client/applicationdata.h"
#include <QtCore/QJsonArray>
#include <QtCore/QSize>
#include <QtTest/QtTest>
#include <limits>

using namespace Auth0;

class tst_ApplicationData : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonValuesAreTaken()
    {
        const QVariantMap data{
            {QStringLiteral("theme"), QStringLiteral("dark")},
            {QStringLiteral("zoom"), 1.5},
            {QStringLiteral("welcome"), false},
            {QStringLiteral("nothing"), QVariant::fromValue(nullptr)},
            {QStringLiteral("recent"), QVariantList{1, QVariantMap{{QStringLiteral("id"), 7}}}}};
        const auto json = applicationData({data});
        QVERIFY(json);
        QCOMPARE(json->value(QStringLiteral("theme")), QJsonValue(QStringLiteral("dark")));
        QCOMPARE(json->value(QStringLiteral("zoom")), QJsonValue(1.5));
        QCOMPARE(json->value(QStringLiteral("welcome")), QJsonValue(false));
        QVERIFY(json->value(QStringLiteral("nothing")).isNull());
        QCOMPARE(
            json->value(QStringLiteral("recent")).toArray(), (QJsonArray{1, QJsonObject{{QStringLiteral("id"), 7}}}));
    }

    void emptyIsAValueAndAbsentIsNot()
    {
        QVERIFY(applicationData({QVariantMap()}));
        QCOMPARE(applicationData({}).error().code(), Error::InvalidArgument);
    }

    void whatJsonCannotHoldIsNamed_data()
    {
        QTest::addColumn<QVariantMap>("data");
        QTest::addColumn<QString>("place");
        const double endless = std::numeric_limits<double>::infinity();
        QTest::newRow("size") << QVariantMap{{QStringLiteral("s"), QSize(1, 2)}} << QStringLiteral("data.s ");
        QTest::newRow("infinity") << QVariantMap{{QStringLiteral("n"), endless}} << QStringLiteral("data.n ");
        QTest::newRow("deep")
            << QVariantMap{{QStringLiteral("a"), QVariantList{1, QVariantMap{{QStringLiteral("b"), QSize(1, 2)}}}}}
            << QStringLiteral("data.a[1].b ");
    }
    void whatJsonCannotHoldIsNamed()
    {
        QFETCH(QVariantMap, data);
        QFETCH(QString, place);
        const auto json = applicationData({data});
        QCOMPARE(json.error().code(), Error::InvalidArgument);
        QVERIFY2(json.error().message().contains(place), qPrintable(json.error().message()));
    }

    void sixteenKilobytesAreTheMost()
    {
        // {"k":"…"} is eight characters around the text.
        const auto of = [](int size) { return QVariantMap{{QStringLiteral("k"), QString(size - 8, u'x')}}; };
        QVERIFY(applicationData({of(16384)}));
        const auto larger = applicationData({of(16385)});
        QCOMPARE(larger.error().code(), Error::InvalidArgument);
        QVERIFY(larger.error().message().contains(QStringLiteral("16385")));
        QVERIFY(larger.error().message().contains(QStringLiteral("16384")));
    }
};

QTEST_GUILESS_MAIN(tst_ApplicationData)
#include "tst_applicationdata.moc"
