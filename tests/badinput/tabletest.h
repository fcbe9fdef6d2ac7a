// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "table.h"

namespace Auth0::Test {
//! A test program that is a table: one tenant, and a fresh bench for each row.
class TableTest : public QObject
{
    Q_OBJECT
public:
    TableTest(const QString &theme, const QList<Row> &rows, const QJsonObject &tenantSettings = {})
        : tenant(withOverlap(tenantSettings))
        , m_table(theme, rows)
    {
    }

protected:
    virtual std::unique_ptr<Bench> newBench() const { return std::make_unique<Bench>(tenant); }

    const TenantProcess tenant;

private Q_SLOTS:
    void initTestCase() { QVERIFY(tenant.isRunning()); }
    void theTable_data() { m_table.list(); }
    void theTable()
    {
        QFETCH(int, row);
        const auto bench = newBench();
        m_table.run(row, *bench);
    }
    // Qt's network thread counts as ended a moment before OpenSSL has freed what it kept for it.
    void cleanupTestCase() { QTest::qWait(100); }

private:
    //! What was rotated may come again: whatever the cause, the session must survive it.
    static QJsonObject withOverlap(QJsonObject settings)
    {
        settings[QStringLiteral("rotationOverlap")] = 30;
        return settings;
    }

    Table m_table;
};
} // namespace Auth0::Test
