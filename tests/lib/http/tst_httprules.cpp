// SPDX-License-Identifier: Apache-2.0
#include "http/httpdate.h"
#include "http/retrypolicy.h"
#include "http/serverclock.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace std::chrono_literals;

namespace {
const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

HttpResponse answer(int status, const QByteArray &name, const QByteArray &value)
{
    HttpResponse response;
    response.status = status;
    response.headers.append({name, value});
    return response;
}
} // namespace

class tst_HttpRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void retryAfterIsRead_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("milliseconds"); // -1: nothing
        QTest::newRow("seconds") << 503 << QByteArray("Retry-After") << QByteArray("120") << qint64(120000);
        QTest::newRow("zero") << 429 << QByteArray("retry-after") << QByteArray(" 0 ") << qint64(0);
        QTest::newRow("date") << 429 << QByteArray("Retry-After") << QByteArray("Sat, 21 Nov 2026 12:00:30 GMT")
                              << qint64(30000);
        QTest::newRow("past date") << 429 << QByteArray("Retry-After") << QByteArray("Sat, 21 Nov 2026 11:00:00 GMT")
                                   << qint64(0);
        QTest::newRow("negative") << 429 << QByteArray("Retry-After") << QByteArray("-5") << qint64(-1);
        QTest::newRow("nonsense") << 429 << QByteArray("Retry-After") << QByteArray("soon") << qint64(-1);
        QTest::newRow("absurd") << 429 << QByteArray("Retry-After") << QByteArray("9223372036854775807")
                                << qint64(365) * 24 * 3600 * 1000;
        QTest::newRow("reset") << 429 << QByteArray("X-RateLimit-Reset")
                               << QByteArray::number(noon.toSecsSinceEpoch() + 7) << qint64(7000);
        QTest::newRow("reset without 429")
            << 200 << QByteArray("X-RateLimit-Reset") << QByteArray::number(noon.toSecsSinceEpoch() + 7) << qint64(-1);
        QTest::newRow("nothing") << 429 << QByteArray("Date") << QByteArray("x") << qint64(-1);
    }
    void retryAfterIsRead()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(qint64, milliseconds);
        const auto wait = RetryPolicy::retryAfter(answer(status, name, value), noon);
        QCOMPARE(wait ? qint64(wait->count()) : -1, milliseconds);
    }

    void backingOffDoublesUpToAMinute()
    {
        QCOMPARE(RetryPolicy::backOff(0, 1.0), 500ms);
        QCOMPARE(RetryPolicy::backOff(0, 0.5), 250ms);
        QCOMPARE(RetryPolicy::backOff(3, 1.0), 4000ms);
        QCOMPARE(RetryPolicy::backOff(7, 1.0), 60000ms);
        QCOMPARE(RetryPolicy::backOff(100000, 1.0), 60000ms);
        QCOMPARE(RetryPolicy::backOff(-1, 0.0), 250ms);
    }

    void datesOfAllThreeFormatsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("IMF-fixdate") << QByteArray("Sat, 21 Nov 2026 12:00:00 GMT") << true;
        QTest::newRow("RFC 850") << QByteArray("Saturday, 21-Nov-26 12:00:00 GMT") << true;
        QTest::newRow("asctime") << QByteArray("Sat Nov 21 12:00:00 2026") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("number") << QByteArray("1790000000") << false;
        QTest::newRow("month thirteen") << QByteArray("Sat, 21 Foo 2026 12:00:00 GMT") << false;
    }
    void datesOfAllThreeFormatsAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        QCOMPARE(fromHttpDate(text), valid ? noon : QDateTime());
        QCOMPARE(fromHttpDate("Sun Nov  1 12:00:00 2026"), noon.addDays(-20));
    }

    void aRightClockStaysAsItIs()
    {
        ServerClock server;
        HttpResponse response;
        for (const int milliseconds : {0, 100, 400, 999}) {
            response.date = noon;
            const QDateTime now = noon.addMSecs(milliseconds);
            server.note(now, now, response);
            QCOMPARE(server.offset(), 0ms);
        }
    }

    void aWrongClockIsMeasuredAtTheMiddleOfTheRequest()
    {
        ServerClock server;
        HttpResponse response;
        response.date = noon;
        server.note(noon.addSecs(-3601), noon.addSecs(-3599), response);
        QCOMPARE(server.offset(), 3600500ms);
        // Another answer a little later says the same within its error.
        response.date = noon.addSecs(10);
        server.note(noon.addSecs(-3590), noon.addSecs(-3590), response);
        QCOMPARE(server.offset(), 3600500ms);
        response.date = QDateTime();
        server.note(noon, noon, response);
        QCOMPARE(server.offset(), 3600500ms);
    }

    void aCachedAnswerIsAsOldAsItSays()
    {
        ServerClock server;
        HttpResponse response = answer(200, "Age", "600");
        response.date = noon.addSecs(-600);
        server.note(noon, noon, response);
        QCOMPARE(server.offset(), 0ms);
    }
};

QTEST_GUILESS_MAIN(tst_HttpRules)
#include "tst_httprules.moc"
