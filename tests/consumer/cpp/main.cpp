// SPDX-License-Identifier: Apache-2.0
#include <Auth0Qt/Client>
#include <QCoreApplication>
#include <QTextStream>

static_assert(std::is_abstract_v<Auth0::SecretStore> && std::is_abstract_v<Auth0::Browser>);

struct WallClock : Auth0::Clock
{
    QDateTime now() override { return QDateTime::currentDateTimeUtc(); }
};

static QByteArray claimsOf(const QString &token)
{
    return QByteArray::fromBase64(token.section(QLatin1Char('.'), 1, 1).toLatin1(), QByteArray::Base64UrlEncoding);
}

int main(int argc, char **argv)
{
    using namespace std::chrono_literals;
    QCoreApplication app(argc, argv);
    Auth0::Configuration c;
    c.domain = app.arguments().at(1);
    c.clientId = QStringLiteral("native-public");
    c.audience = QStringLiteral("https://api.example.com");
    c.loginTimeout = 20s;
    for (const QString &port : app.arguments().mid(2))
        c.callbackPorts = c.callbackPorts.first() == 14211 ? QList<int>{port.toInt()} : c.callbackPorts << port.toInt();
    WallClock clock;
    Auth0::Services services;
    services.clock = &clock;
    Auth0::Client client(c, services);

    Auth0::AuthorizeOptions login;
    login.scope = QStringLiteral("openid profile offline_access read:messages");
    client.authorize(login).then([&client](const Auth0::Result<Auth0::Credentials> &r) {
        if (!r) {
            qWarning() << r.error().message();
            return QCoreApplication::exit(1);
        }
        Auth0::GetCredentialsOptions o;
        o.minTtl = 60s;
        client.getCredentials(o).then([&client](const Auth0::Result<Auth0::Credentials> &held) {
            if (held)
                QTextStream(stdout) << client.user().name << '\n' << claimsOf(held->accessToken) << Qt::endl;
            QCoreApplication::exit(held && client.isAuthenticated() ? 0 : 1);
        });
    });
    return app.exec();
}
