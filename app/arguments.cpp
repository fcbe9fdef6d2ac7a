// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include <QtCore/QCommandLineParser>

namespace Sample {
static const QStringList pages{
    QStringLiteral("profile"), QStringLiteral("api"), QStringLiteral("headers"), QStringLiteral("session")};

//! The local tenant serves its API beside its login page; a tenant of Auth0 does not, so --api names one.
static QUrl apiOf(const QString &domain, const QString &path)
{
    const bool isUrl = domain.contains(QLatin1String("://"));
    return QUrl((isUrl ? domain : QLatin1String("https://") + domain) + path);
}

bool Arguments::isLocal() const { return domain.startsWith(QLatin1String("http://"), Qt::CaseInsensitive); }

static QList<int> portsIn(const QString &list)
{
    QList<int> ports;
    for (const QString &port : list.split(QLatin1Char(','), Qt::SkipEmptyParts))
        ports.append(port.toInt());
    return ports;
}

Arguments Arguments::read(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("The sample application of Auth0 for Qt."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption domain(u"domain"_qs, tr("The tenant."), u"domain"_qs);
    const QCommandLineOption client(u"client-id"_qs, tr("The application's client ID."), u"id"_qs);
    const QCommandLineOption audience(u"audience"_qs, tr("The API's identifier."), u"audience"_qs);
    const QCommandLineOption scope(u"scope"_qs, tr("What a login asks for."), u"scope"_qs);
    const QCommandLineOption api(u"api"_qs, tr("The API's address; by default DOMAIN/api/messages."), u"url"_qs);
    const QCommandLineOption avatar(
        u"avatar"_qs, tr("Where the API has a picture of the user; by default the local tenant's."), u"url"_qs);
    const QCommandLineOption ports(u"callback-ports"_qs, tr("Ports the browser may come back to."), u"list"_qs);
    const QCommandLineOption page(
        u"page"_qs, tr("Where a login leads: %1.").arg(pages.join(u", "_qs)), u"name"_qs, pages.first());
    const QCommandLineOption press(u"press"_qs, tr("Does these steps as a user would (see README.md)."), u"steps"_qs);
    // For --help alone: Qt has taken it out of the arguments.
    const QCommandLineOption style(
        u"style"_qs, tr("The style of its controls: Calm (its own), Basic, Fusion, …"), u"name"_qs, u"Calm"_qs);
    parser.addOptions({domain, client, audience, scope, api, avatar, ports, page, press, style});

    Arguments arguments;
    if (!parser.parse(application.arguments())) {
        arguments.m_error = parser.errorText();
        return arguments;
    }
    if (parser.isSet(u"help"_qs))
        parser.showHelp();
    if (parser.isSet(u"version"_qs))
        parser.showVersion();
    arguments.domain = parser.value(domain);
    arguments.clientId = parser.value(client);
    arguments.audience = parser.value(audience);
    arguments.scope = parser.value(scope);
    arguments.apiAddress = parser.isSet(api) ? QUrl(parser.value(api)) : apiOf(arguments.domain, u"/api/messages"_qs);
    if (parser.isSet(avatar))
        arguments.avatar = QUrl(parser.value(avatar));
    else if (arguments.isLocal())
        arguments.avatar = apiOf(arguments.domain, u"/api/avatar"_qs);
    arguments.callbackPorts = portsIn(parser.value(ports));
    arguments.page = parser.value(page);
    if (parser.isSet(press))
        arguments.press = parser.value(press);
    arguments.m_error = parser.positionalArguments().isEmpty()
        ? arguments.firstMistake()
        : tr("unexpected argument %1").arg(parser.positionalArguments().constFirst());
    return arguments;
}

QString Arguments::firstMistake() const
{
    if (domain.isEmpty())
        return tr("--domain is missing");
    if (clientId.isEmpty())
        return tr("--client-id is missing");
    if (!apiAddress.isValid())
        return tr("--api is no address");
    if (!pages.contains(page))
        return tr("there is no page %1; there are: %2").arg(page, pages.join(u", "_qs));
    for (int port : callbackPorts)
        if (port < 1 || port > 65535)
            return tr("--callback-ports wants numbers from 1 to 65535, separated by commas");
    return {};
}
} // namespace Sample
