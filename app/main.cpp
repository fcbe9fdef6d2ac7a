// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include "dashboard.h"
#include "press/presser.h"
#include <Auth0Qt/Auth0Provider>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuickControls2/QQuickStyle>
#include <cstdio>

using namespace Sample;

static QVariantMap propertiesOf(const Arguments &arguments, const Dashboard &dashboard)
{
    QVariantMap properties{
        {u"domain"_qs, arguments.domain},
        {u"clientId"_qs, arguments.clientId},
        {u"audience"_qs, arguments.audience},
        {u"apiAddress"_qs, arguments.apiAddress.toString()},
        {u"page"_qs, arguments.page},
        {u"neverLoggedIn"_qs, dashboard.isNews()},
        {u"settingUp"_qs, dashboard.isNews() && !arguments.isLocal()},
    };
    if (!arguments.scope.isEmpty())
        properties.insert(u"scope"_qs, arguments.scope);
    if (!arguments.callbackPorts.isEmpty())
        properties.insert(u"callbackPorts"_qs, QVariant::fromValue(arguments.callbackPorts));
    return properties;
}

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(u"auth0-sample"_qs);
    QGuiApplication::setApplicationVersion(QStringLiteral(AUTH0_SAMPLE_VERSION));
    QTranslator texts; // the module brings its own
    if (texts.load(QLocale(), u"sample"_qs, u"_"_qs, u":/translations"_qs))
        QCoreApplication::installTranslator(&texts);
    const Arguments arguments = Arguments::read(application);
    if (!arguments.error().isEmpty()) {
        std::fprintf(stderr, "auth0-sample: %s\n", qUtf8Printable(arguments.error()));
        return 2;
    }
    // Qt itself takes --style out of the arguments, and reads QT_QUICK_CONTROLS_STYLE.
    if (QQuickStyle::name().isEmpty())
        QQuickStyle::setStyle(u"Calm"_qs);
    QQuickStyle::setFallbackStyle(u"Basic"_qs);
    Dashboard dashboard(arguments.domain, arguments.clientId, arguments.press ? stderr : stdout);

    QQmlApplicationEngine engine;
    engine.setInitialProperties(propertiesOf(arguments, dashboard));
    engine.load(QUrl(u"qrc:/qt-project.org/imports/Sample/Main.qml"_qs));
    if (engine.rootObjects().isEmpty())
        return 1;
    dashboard.follow(engine.rootObjects().constFirst()->property("provider").value<Auth0::Auth0Provider *>());
    Presser presser;
    if (arguments.press) {
        const QString mistake = presser.start(*arguments.press);
        if (!mistake.isEmpty()) {
            std::fprintf(stderr, "auth0-sample: --press: %s\n", qUtf8Printable(mistake));
            return 2;
        }
    }
    return QGuiApplication::exec();
}
