// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include "dashboard.h"
#include "press/presser.h"
#include <Auth0Qt/Auth0NetworkAccessManagerFactory>
#include <Auth0Qt/Auth0Provider>
#include <Auth0Qt/Client>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QTranslator>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuickControls2/QQuickStyle>
#include <algorithm>
#include <cstdio>

using namespace Sample;

//! What the user has chosen.
static const QString settingsName = QStringLiteral("auth0-sample");
static const QString dpopKey = QStringLiteral("useDPoP");

static QVariantMap propertiesOf(const Arguments &arguments, const Dashboard &dashboard)
{
    QVariantMap properties{
        {u"domain"_qs, arguments.domain},
        {u"clientId"_qs, arguments.clientId},
        {u"audience"_qs, arguments.audience},
        {u"apiAddress"_qs, arguments.apiAddress.toString()},
        {u"avatar"_qs, arguments.avatar},
        {u"useDPoP"_qs, QSettings(settingsName, settingsName).value(dpopKey).toBool()},
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

//! Qt takes --style out of the arguments, and reads the variable, by itself.
static bool choosesStyle(int argc, char **argv)
{
    return qEnvironmentVariableIsSet("QT_QUICK_CONTROLS_STYLE")
        || std::any_of(argv + 1, argv + argc, [](const char *word) {
               const QByteArray name = QByteArray(word).replace("--", "-");
               return name == "-style" || name.startsWith("-style=");
           });
}

//! Shares the session of the provider with the same tenant and client ID.
static Auth0::Configuration configurationOf(const Arguments &arguments)
{
    Auth0::Configuration configuration;
    configuration.domain = arguments.domain;
    configuration.clientId = arguments.clientId;
    configuration.audience = arguments.audience;
    configuration.useDPoP = true; // a token that is bound to a key goes with its proof, any other without
    return configuration;
}

//! The origin as a factory takes it.
static QStringList originsOf(const QUrl &url)
{
    return url.isEmpty() ? QStringList()
                         : QStringList(url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

int main(int argc, char **argv)
{
    const bool isStyleChosen = choosesStyle(argc, argv);
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
    if (!isStyleChosen)
        QQuickStyle::setStyle(u"Calm"_qs);
    QQuickStyle::setFallbackStyle(u"Basic"_qs);
    Dashboard dashboard(arguments.domain, arguments.clientId, arguments.press ? stderr : stdout);

    // The picture of the user stands behind the access token.
    Auth0::Client client(configurationOf(arguments));
    Auth0NetworkAccessManagerFactory pictures(&client, originsOf(arguments.avatar));
    QQmlApplicationEngine engine;
    engine.setNetworkAccessManagerFactory(&pictures);
    engine.setInitialProperties(propertiesOf(arguments, dashboard));
    engine.load(QUrl(u"qrc:/qt-project.org/imports/Sample/Main.qml"_qs));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto *provider = engine.rootObjects().constFirst()->property("provider").value<Auth0::Auth0Provider *>();
    dashboard.follow(provider);
    QObject::connect(provider, &Auth0::Auth0Provider::useDPoPChanged, provider, [provider] {
        QSettings(settingsName, settingsName).setValue(dpopKey, provider->useDPoP());
    });
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
