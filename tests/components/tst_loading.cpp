// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

//! What a program pays for: Qt Quick Controls come with the first component, not with the import.
class tst_Loading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProviderAloneLoadsNoControls();
    void aComponentDoes();
};

namespace {
QByteArray mapped()
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    return maps.open(QIODevice::ReadOnly) ? maps.readAll() : QByteArray();
}

std::unique_ptr<QObject> make(QQmlEngine *engine, const QByteArray &source)
{
    QQmlComponent component(engine);
    component.setData(source, QUrl());
    std::unique_ptr<QObject> object(component.create());
    if (!object)
        qWarning() << component.errorString();
    return object;
}

const QByteArrayList libraries{"libQt6QuickControls2", "libQt6QuickTemplates2", "libQt6QuickLayouts"};
} // namespace

void tst_Loading::aProviderAloneLoadsNoControls()
{
    QQmlEngine engine;
    const auto provider = make(
        &engine,
        "import QtQuick\nimport Auth0\nItem { Auth0Provider { domain: \"a.b\"; clientId: \"c\"; storage: "
        "Auth0Provider.MemoryOnly } property color accent: Auth0Theme.accent }");
    QVERIFY(provider);
    const QByteArray all = mapped();
    QVERIFY(all.contains("libQt6Quick.so"));
    for (const QByteArray &library : libraries)
        QVERIFY2(!all.contains(library), library);
}

void tst_Loading::aComponentDoes()
{
    QQmlEngine engine;
    const auto banner = make(&engine, "import Auth0\nErrorBanner { provider: null }");
    QVERIFY(banner);
    const QByteArray all = mapped();
    for (const QByteArray &library : libraries)
        QVERIFY2(all.contains(library), library);
}

QTEST_MAIN(tst_Loading)
#include "tst_loading.moc"
