// SPDX-License-Identifier: Apache-2.0
// What README.md shows is loaded as it stands there.
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QtTest>

class tst_Readme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsExampleLoads()
    {
        QFile readme(QStringLiteral(README));
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QRegularExpression block(
            QStringLiteral("```qml\n(.*?)```"), QRegularExpression::DotMatchesEverythingOption);
        const QString example = block.match(QString::fromUtf8(readme.readAll())).captured(1);
        QVERIFY(example.contains(QLatin1String("Auth0Provider")));
        QQmlEngine engine;
        QStringList warnings;
        connect(&engine, &QQmlEngine::warnings, this, [&warnings](const QList<QQmlError> &errors) {
            for (const QQmlError &error : errors)
                warnings.append(error.toString());
        });
        QQmlComponent component(&engine);
        component.setData(example.toUtf8(), QUrl(QStringLiteral("file:///README.qml")));
        QVERIFY2(component.isReady(), qPrintable(component.errorString()));
        const std::unique_ptr<QObject> window(component.create());
        QVERIFY2(window, qPrintable(component.errorString()));
        QCoreApplication::processEvents();
        QCOMPARE(warnings, QStringList());
    }
};

QTEST_MAIN(tst_Readme)
#include "tst_readme.moc"
