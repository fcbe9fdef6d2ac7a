// SPDX-License-Identifier: Apache-2.0
// An application without a window, for tests that need a process: does the steps on its command line one after the
// other and prints a line for each.
#include "client/client.h"
#include "support/await.h"
#include "support/httpuser.h"
#include "support/offsetclock.h"
#include "support/plainhttp.h"
#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTextStream>
#include <unistd.h>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
QString words(const Error &error) { return QStringLiteral("failed ") + error.codeName(); }

QString jtiOf(const QString &token)
{
    const QByteArray payload = token.section(u'.', 1, 1).toLatin1();
    const auto bytes = QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(bytes)[QStringLiteral("jti")].toString();
}

QString login(Client &client)
{
    const auto credentials = await(client.authorize());
    return credentials ? QStringLiteral("ok ") + client.user().sub : words(credentials.error());
}

QString token(Client &client, bool force)
{
    GetCredentialsOptions options;
    options.forceRefresh = force;
    const auto credentials = await(client.getCredentials(options));
    return credentials ? QStringLiteral("ok ") + jtiOf(credentials->accessToken) : words(credentials.error());
}

QString callApi(Client &client)
{
    const auto credentials = await(client.getCredentials());
    if (!credentials)
        return words(credentials.error());
    const bool proves = client.configuration().useDPoP;
    GetDPoPHeadersOptions use;
    use.url =
        QUrl(client.configuration().domain + (proves ? QStringLiteral("/api/dpop") : QStringLiteral("/api/messages")));
    use.method = QStringLiteral("GET");
    use.accessToken = credentials->accessToken;
    use.tokenType = credentials->tokenType;
    const auto headers = await(client.getDPoPHeaders(use));
    if (!headers)
        return words(headers.error());
    const int status = PlainHttp::sendWith("GET", *use.url, {}, *headers).status;
    return (status == 200 ? QStringLiteral("ok ") : QStringLiteral("failed ")) + QString::number(status);
}

// The token of another API, from the same session, and what that API says to it.
QString orders(Client &client)
{
    GetApiCredentialsOptions wanted;
    wanted.audience = QStringLiteral("https://orders-api.example.com");
    wanted.scope = QStringLiteral("read:orders");
    const auto token = await(client.getApiCredentials(wanted));
    if (!token)
        return words(token.error());
    GetDPoPHeadersOptions use;
    use.url = QUrl(client.configuration().domain + QStringLiteral("/api/orders"));
    use.method = QStringLiteral("GET");
    use.accessToken = token->accessToken;
    use.tokenType = token->tokenType;
    const auto headers = await(client.getDPoPHeaders(use));
    if (!headers)
        return words(headers.error());
    const int status = PlainHttp::sendWith("GET", *use.url, {}, *headers).status;
    return QStringLiteral("ok %1 %2 %3").arg(jtiOf(token->accessToken), token->tokenType).arg(status);
}

QString done(const Result<Done> &result) { return result ? QStringLiteral("ok") : words(result.error()); }

QString state(Client &client)
{
    if (const auto held = await(client.getSession()); !held)
        return words(held.error());
    return QStringLiteral("ok ") + QVariant::fromValue(client.sessionState()).toString();
}

// The two calls of access() stand in a trace around what is measured.
QString hits(Client &client)
{
    if (const auto warm = await(client.getCredentials()); !warm)
        return words(warm.error());
    int served = 0;
    (void)::access("/hits/begin", F_OK);
    for (int i = 0; i < 1000; ++i) {
        const auto credentials = client.getCredentials();
        served += credentials.isFinished() && credentials.result() ? 1 : 0;
    }
    (void)::access("/hits/end", F_OK);
    return (served == 1000 ? QStringLiteral("ok ") : QStringLiteral("failed ")) + QString::number(served);
}

//! Life goes on meanwhile.
QString waitForALine()
{
    QTextStream(stdout) << "waiting" << Qt::endl;
    QByteArray line;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&line, &input] {
        char bytes[16];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        line += QByteArray(bytes, std::max<ssize_t>(count, 0));
        input.setEnabled(count > 0);
    });
    return QTest::qWaitFor([&line] { return line == "go\n"; }, 60'000) ? QStringLiteral("ok")
                                                                       : QStringLiteral("failed");
}

QString waitForTheEnd(Client &client)
{
    QString reason;
    QObject::connect(&client, &Client::sessionEnded, &client, [&reason](EndReason why) {
        reason = QVariant::fromValue(why).toString();
    });
    QTextStream(stdout) << "waiting" << Qt::endl;
    return QTest::qWaitFor([&reason] { return !reason.isEmpty(); }) ? QStringLiteral("ok ") + reason
                                                                    : QStringLiteral("failed");
}

QString run(const QString &step, Client &client)
{
    if (step == u"login")
        return login(client);
    if (step == u"token" || step == u"refresh")
        return token(client, step == u"refresh");
    if (step == u"api")
        return callApi(client);
    if (step == u"orders")
        return orders(client);
    if (step == u"clear")
        return done(await(client.clearCredentials()));
    if (step == u"logout")
        return done(await(client.clearSession()));
    if (step == u"state")
        return state(client);
    if (step == u"hits")
        return hits(client);
    if (step == u"wait")
        return waitForALine();
    if (step == u"ended")
        return waitForTheEnd(client);
    return QStringLiteral("failed unknown");
}

Configuration configurationOf(const QCommandLineParser &arguments)
{
    Configuration configuration;
    configuration.domain = arguments.value(QStringLiteral("domain"));
    configuration.clientId = QStringLiteral("native-public");
    configuration.audience = QStringLiteral("https://api.example.com");
    configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
    if (arguments.isSet(QStringLiteral("dpop"))) {
        configuration.useDPoP = true;
        configuration.audience = QStringLiteral("https://dpop-api.example.com");
    }
    configuration.account = arguments.value(QStringLiteral("account"));
    configuration.callbackPorts.clear();
    for (const QString &port : arguments.value(QStringLiteral("ports")).split(u','))
        configuration.callbackPorts.append(port.toInt());
    return configuration;
}
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions(
        {{QStringLiteral("domain"), {}, QStringLiteral("URL")},
         {QStringLiteral("ports"), {}, QStringLiteral("LIST")},
         {QStringLiteral("account"), {}, QStringLiteral("NAME")},
         {QStringLiteral("clock"), {}, QStringLiteral("SECONDS")},
         {QStringLiteral("dpop"), QStringLiteral("binds the session to a key, and asks for the API that demands it")}});
    arguments.process(application);
    HttpUser user;
    OffsetClock clock;
    clock.offset = arguments.value(QStringLiteral("clock")).toLongLong();
    Client client(configurationOf(arguments), Services{nullptr, nullptr, &user, &clock});
    bool good = true;
    for (const QString &step : arguments.positionalArguments()) {
        const QString answer = run(step, client);
        QTextStream(stdout) << step << ' ' << answer << Qt::endl;
        good = good && answer.startsWith(u"ok");
    }
    return good ? 0 : 1;
}
