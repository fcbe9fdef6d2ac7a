// SPDX-License-Identifier: Apache-2.0
#include "tabletest.h"
#include <QtTest/QSignalSpy>
#include <thread>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
//! Every call ends alike, no browser opens, and the session is there again with the right configuration.
std::function<Error(Bench &)> with(const std::function<void(Configuration &)> &change)
{
    return [change](Bench &b) {
        b.reconfigure(change);
        const Error error = await(b.client->authorize()).error();
        const Error other = await(b.client->getCredentials()).error();
        if (other != error)
            return wrong(u"getCredentials() ends otherwise: "_qs + other.toString());
        return b.user.requests.isEmpty() ? error : wrong(u"a browser was opened"_qs);
    };
}
std::function<Error(Bench &)> withDomain(const QString &domain)
{
    return with([domain](Configuration &c) { c.domain = domain; });
}
std::function<Error(Bench &)> withPorts(const QList<int> &ports)
{
    return with([ports](Configuration &c) { c.callbackPorts = ports; });
}

std::function<Error(Bench &)> loginWith(const std::function<void(AuthorizeOptions &)> &change)
{
    return [change](Bench &b) {
        AuthorizeOptions options;
        options.timeout = 5s;
        change(options);
        return await(b.client->authorize(options)).error();
    };
}
std::function<Error(Bench &)> loginWithParameter(const QString &name, const QVariant &value)
{
    return loginWith([name, value](AuthorizeOptions &o) { o.parameters[name] = value; });
}
//! Logs in with this scope; the page must have been asked for \a expected.
std::function<Error(Bench &)> loginWithScope(const QString &scope, const QString &expected)
{
    return [scope, expected](Bench &b) {
        const Error error = loginWith([scope](AuthorizeOptions &o) { o.scope = scope; })(b);
        const QUrlQuery query(b.user.requests.value(0).url);
        const QString asked = query.queryItemValue(u"scope"_qs, QUrl::FullyDecoded);
        return asked == expected ? error : wrong(u"asked for "_qs + asked);
    };
}

Error loginAs(Bench &b, const QString &clientId)
{
    b.configuration.clientId = clientId;
    b.reconfigure([&b](Configuration &c) {
        c.clientId = b.configuration.clientId;
        c.loginTimeout = 1s;
    });
    return await(b.client->authorize()).error();
}

Error refreshAsUnknownClient(Bench &b)
{
    if (!b.handOver([](Configuration &c) { c.clientId = u"nobody"_qs; }))
        return wrong(u"saveCredentials() failed"_qs);
    return await(b.client->getCredentials()).error();
}

Error callFromAnotherThread(Bench &b)
{
    Async<Credentials> answer;
    std::thread([&] { answer = b.client->getCredentials(); }).join();
    return await(answer).error();
}

Error takenPorts(Bench &b)
{
    std::vector<std::unique_ptr<QTcpServer>> taken;
    b.reconfigure([](Configuration &c) { c.callbackPorts = PlainHttp::freePorts(3); });
    const QList<int> ports = b.client->configuration().callbackPorts;
    for (const int port : ports) {
        taken.push_back(std::make_unique<QTcpServer>());
        if (!taken.back()->listen(QHostAddress::LocalHost, quint16(port)))
            return wrong(u"the port was taken by somebody else"_qs);
    }
    const Error error = await(b.client->authorize()).error();
    for (const int port : ports) {
        if (!error.message().contains(QString::number(port)))
            return wrong(u"the ports are not named: "_qs + error.message());
    }
    return b.user.requests.isEmpty() ? error : wrong(u"a browser was opened"_qs);
}

constexpr auto invalid = Error::InvalidConfiguration;
const QStringList aHost{u"domain"_qs, u"tenant.eu.auth0.com"_qs};

const QList<Row> rows{
    {"the domain is missing", invalid, After::Kept, "nothing", aHost, withDomain({})},
    {"the domain has a scheme, https", invalid, After::Kept, "nothing", aHost + QStringList{u"https://a.b"_qs},
     withDomain(u"https://a.b"_qs)},
    {"the domain has a scheme, ftp", invalid, After::Kept, "nothing", aHost, withDomain(u"ftp://127.0.0.1:21"_qs)},
    {"the domain has a slash at its end", invalid, After::Kept, "nothing", aHost + QStringList{u"slash"_qs},
     withDomain(u"tenant.eu.auth0.com/"_qs)},
    {"the domain has a path", invalid, After::Kept, "nothing", aHost + QStringList{u"path"_qs},
     withDomain(u"tenant.eu.auth0.com/x"_qs)},
    {"the domain contains a blank", invalid, After::Kept, "nothing", aHost + QStringList{u"blank"_qs},
     withDomain(u"tenant .com"_qs)},
    {"the domain is http beyond this machine", invalid, After::Kept, "nothing", aHost + QStringList{u"loopback"_qs},
     withDomain(u"http://tenant.eu.auth0.com"_qs)},
    {"the domain is http without a port", invalid, After::Kept, "nothing", aHost, withDomain(u"http://127.0.0.1"_qs)},
    {"the domain's port is 65536", invalid, After::Kept, "nothing", aHost, withDomain(u"tenant.com:65536"_qs)},
    {"the domain names a user", invalid, After::Kept, "nothing", aHost, withDomain(u"me@tenant.com"_qs)},
    {"the clientId is missing",
     invalid,
     After::Kept,
     "nothing",
     {u"clientId"_qs, u"dashboard"_qs},
     with([](Configuration &c) { c.clientId.clear(); })},
    {"the clientId is a blank",
     invalid,
     After::Kept,
     "nothing",
     {u"clientId"_qs, u"dashboard"_qs},
     with([](Configuration &c) { c.clientId = u" "_qs; })},
    {"callbackPorts is empty",
     invalid,
     After::Intact,
     "nothing",
     {u"callbackPorts"_qs, u"redirectUri"_qs},
     withPorts({})},
    {"callbackPorts holds 0",
     invalid,
     After::Intact,
     "nothing",
     {u"callbackPorts"_qs, u"holds 0"_qs, u"65535"_qs},
     withPorts({0})},
    {"callbackPorts holds 70000",
     invalid,
     After::Intact,
     "nothing",
     {u"callbackPorts"_qs, u"70000"_qs, u"65535"_qs},
     withPorts({14211, 70000})},
    {"callbackPorts holds -1",
     invalid,
     After::Intact,
     "nothing",
     {u"callbackPorts"_qs, u"-1"_qs, u"65535"_qs},
     withPorts({-1})},
    {"redirectUri is relative",
     invalid,
     After::Intact,
     "nothing",
     {u"redirectUri"_qs, u"\"callback\""_qs, u"absolute"_qs},
     with([](Configuration &c) { c.redirectUri = u"callback"_qs; })},
    {"redirectUri has a fragment",
     invalid,
     After::Intact,
     "nothing",
     {u"redirectUri"_qs, u"fragment"_qs},
     with([](Configuration &c) { c.redirectUri = u"http://127.0.0.1:4711/#x"_qs; })},
    {"logoutRedirectUri is relative",
     invalid,
     After::Intact,
     "nothing",
     {u"logoutRedirectUri"_qs, u"absolute"_qs},
     with([](Configuration &c) { c.logoutRedirectUri = u"out"_qs; })},
    {"leeway is negative",
     invalid,
     After::Intact,
     "nothing",
     {u"leeway"_qs, u"0 or more"_qs},
     with([](Configuration &c) { c.leeway = -1s; })},
    {"timeout is 0", invalid, After::Intact, "nothing", {u"timeout"_qs, u"above 0"_qs}, with([](Configuration &c) {
         c.timeout = 0s;
     })},
    {"loginTimeout is negative",
     invalid,
     After::Intact,
     "nothing",
     {u"loginTimeout"_qs, u"above 0"_qs},
     with([](Configuration &c) { c.loginTimeout = -1s; })},
    {"scope is empty", Error::NoError, After::SignedIn, "authorize, code", {}, loginWithScope(u""_qs, u"openid"_qs)},
    {"scope repeats itself and has stray blanks",
     Error::NoError,
     After::SignedIn,
     "authorize, code",
     {},
     loginWithScope(u"  email\topenid email\n offline_access "_qs, u"email openid offline_access"_qs)},
    {"scope asks for what nobody has",
     Error::NoError,
     After::SignedIn,
     "authorize, code",
     {},
     loginWithScope(u"offline_access fly:away"_qs, u"openid offline_access fly:away"_qs)},
    {"the audience is unknown to the tenant",
     Error::AccessDenied,
     After::Intact,
     "authorize",
     {u"https://nowhere"_qs},
     loginWith([](AuthorizeOptions &o) { o.audience = u"https://nowhere"_qs; })},
    {"redirectUrl is no loopback address",
     Error::NotSupported,
     After::Intact,
     "nothing",
     {u"https://app.example.com/cb"_qs, u"loopback"_qs},
     loginWith([](AuthorizeOptions &o) { o.redirectUrl = u"https://app.example.com/cb"_qs; })},
    {"redirectUrl is relative",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"\"cb\""_qs, u"absolute"_qs},
     loginWith([](AuthorizeOptions &o) { o.redirectUrl = u"cb"_qs; })},
    {"invitationUrl carries no ticket",
     Error::InvalidInvitationUrl,
     After::Intact,
     "nothing",
     {u"invitationUrl"_qs, u"organization"_qs},
     loginWith([](AuthorizeOptions &o) { o.invitationUrl = u"https://app.example.com/?invitation=t"_qs; })},
    {"parameters set the state",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"\"state\""_qs, u"option"_qs},
     loginWithParameter(u"state"_qs, u"mine"_qs)},
    {"parameters set the code_challenge",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"\"code_challenge\""_qs},
     loginWithParameter(u"code_challenge"_qs, u"mine"_qs)},
    {"parameters hold a list",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"parameters.list"_qs, u"text"_qs},
     loginWithParameter(u"list"_qs, QStringList{u"a"_qs})},
    {"a call comes from another thread",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"thread"_qs},
     callFromAnotherThread},
    {"all callback ports are taken",
     Error::NoCallbackPort,
     After::Intact,
     "nothing",
     {u"callbackPorts"_qs, u"Allowed Callback URLs"_qs},
     takenPorts},
    {"the tenant does not know the clientId (it shows a page and sends nobody back)",
     Error::Timeout,
     After::SignedOut,
     "authorize",
     {u"1 s"_qs, u"clientId"_qs, u"nobody"_qs, u"Allowed Callback URLs"_qs},
     [](Bench &b) { return loginAs(b, u"nobody"_qs); }},
    {"the tenant does not know the callback URL (it shows a page and sends nobody back)",
     Error::Timeout,
     After::SignedOut,
     "authorize",
     {u"1 s"_qs, u"Allowed Callback URLs"_qs, u"/elsewhere"_qs},
     [](Bench &b) {
         const QString elsewhere = u"http://127.0.0.1:%1/elsewhere"_qs.arg(PlainHttp::freePorts(1).first());
         return loginWith([elsewhere](AuthorizeOptions &o) {
             o.redirectUrl = elsewhere;
             o.timeout = 1s;
         })(b);
     }},
    {"the tenant does not know the clientId of a refresh",
     Error::RenewFailed,
     After::Intact,
     "refresh",
     {u"clientId"_qs},
     refreshAsUnknownClient},
};
} // namespace

class tst_BadConfiguration : public TableTest
{
public:
    tst_BadConfiguration()
        : TableTest(u"Configuration"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_BadConfiguration)
