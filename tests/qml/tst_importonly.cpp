// SPDX-License-Identifier: Apache-2.0
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

//! A program that links Auth0Qt::Quick and names none of its symbols: `import Auth0` works all the same.
class tst_ImportOnly : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void toLinkIsEnough()
    {
        QQmlEngine engine;
        QQmlComponent component(&engine);
        component.setData(
            "import Auth0\nAuth0Provider { property int code: Auth0Error.NoCredentials; domain: \"a.b\"; clientId: "
            "\"c\"; "
            "storage: Auth0Provider.MemoryOnly }",
            QUrl());
        const std::unique_ptr<QObject> provider(component.create());
        QVERIFY2(provider, qPrintable(component.errorString()));
        QCOMPARE(provider->property("code").toInt(), 5);
        QCOMPARE(provider->property("scope").toString(), QStringLiteral("openid profile email offline_access"));
    }
};

QTEST_MAIN(tst_ImportOnly)
#include "tst_importonly.moc"
