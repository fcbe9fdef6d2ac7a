// SPDX-License-Identifier: Apache-2.0
#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QQmlApplicationEngine engine;
    engine.setInitialProperties(
        {{QStringLiteral("domain"), app.arguments().at(1)}, {QStringLiteral("port"), app.arguments().at(2).toInt()}});
    engine.load(QUrl(QStringLiteral("qrc:/qt-project.org/imports/Consumer/Main.qml")));
    return engine.rootObjects().isEmpty() ? 1 : app.exec();
}
