// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "bench.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QSaveFile>
#include <QtTest/QTest>

namespace Auth0::Test {
//! Runs the rows of one theme and keeps what it saw for docs/bad-input.md.
class Table
{
public:
    Table(const QString &theme, const QList<Row> &rows)
        : m_theme(theme)
        , m_rows(rows)
    {
    }
    //! Written when every row has run: the page is made from whole themes only.
    ~Table()
    {
        if (m_seen.size() != m_rows.size())
            return;
        QSaveFile file(
            QStringLiteral(BADINPUT_ROWS "/%1.json").arg(QCoreApplication::applicationName().section(u'_', 1)));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(QJsonDocument(QJsonObject{{QStringLiteral("theme"), m_theme}, {QStringLiteral("rows"), m_seen}})
                           .toJson());
            file.commit();
        }
    }

    void list() const
    {
        QTest::addColumn<int>("row");
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            QTest::newRow(m_rows[i].cause) << int(i);
    }
    //! To be called with a fresh bench.
    void run(int index, Bench &bench)
    {
        const Row &row = m_rows[index];
        bench.start();
        if (needsASession(row.after))
            QVERIFY(bench.signIn());
        else
            bench.begin();
        QElapsedTimer time;
        time.start();
        const Error error = row.act(bench);
        const qint64 took = time.elapsed();
        const QString sent = bench.sent();
        QCOMPARE(error.codeName() + told(row, error), Error(row.code, {}).codeName());
        if (isShown(row.code))
            QCOMPARE(bench.client->error().code(), row.code);
        QVERIFY2(took <= row.within * 1000, qPrintable(QStringLiteral("it took %1 ms").arg(took)));
        for (const QString &word : row.words)
            QVERIFY2(error.message().contains(word), qPrintable(error.message()));
        QVERIFY2(!error.toString().contains(u"eyJ"), "the message holds a token");
        QCOMPARE(sent, QString::fromUtf8(row.sent));
        const After after = bench.after();
        QCOMPARE(nameOf(after), nameOf(row.after));
        note(row, error, after, sent);
    }

private:
    static bool needsASession(After after)
    {
        return after == After::Intact || after == After::Kept || after == After::Ended || after == After::Replaced;
    }
    //! `error` holds every failure but these.
    static bool isShown(Error::Code code)
    {
        return code != Error::NoError && code != Error::Cancelled && code != Error::InvalidArgument;
    }
    static QString told(const Row &row, const Error &error)
    {
        return error.code() == row.code ? QString() : QStringLiteral(": ") + error.message();
    }
    void note(const Row &row, const Error &error, After after, const QString &sent)
    {
        const auto cell = [](Error::Code code, After after, const QString &sent) {
            return QJsonObject{
                {QStringLiteral("code"), Error(code, {}).codeName()},
                {QStringLiteral("after"), nameOf(after)},
                {QStringLiteral("sent"), sent}};
        };
        m_seen.append(QJsonObject{
            {QStringLiteral("cause"), QString::fromUtf8(row.cause)},
            {QStringLiteral("words"), QJsonArray::fromStringList(row.words)},
            {QStringLiteral("expected"), cell(row.code, row.after, QString::fromUtf8(row.sent))},
            {QStringLiteral("seen"), cell(error.code(), after, sent)}});
    }

    const QString m_theme;
    const QList<Row> m_rows;
    QJsonArray m_seen;
};
} // namespace Auth0::Test
