// SPDX-License-Identifier: Apache-2.0
#include "support/certificates.h"
#include "tabletest.h"
#include "tunnelproxy.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
const QString host = u"tenant.invalid"_qs;
constexpr auto thisComputer = "127.0.0.1,localhost"; //!< no browser sends its callback through a proxy

/*!
    A tenant over TLS that only the proxy finds: its name has no address. The system's proxy is the one of the row.
*/
class ProxyBench : public Bench
{
public:
    ProxyBench(const TenantProcess &tenant, const Certificates &certificates)
        : Bench(tenant)
    {
        configuration.domain = host + u':' + tenant.domain().section(u':', -1);
        configuration.caCertificates = certificates.authority();
        user.trust(certificates.authority());
        proxy.credentials = "jane:Secret1";
        qputenv("no_proxy", thisComputer);
        useProxy(u"jane:Secret1@"_qs);
    }
    ~ProxyBench() override
    {
        stop();
        for (const char *name : {"http_proxy", "https_proxy", "no_proxy"})
            qunsetenv(name);
    }
    //! As the system is set; \a userInfo is "", "name@" or "name:password@".
    void useProxy(const QString &userInfo)
    {
        const QByteArray url = "http://" + userInfo.toLatin1() + proxy.address().toLatin1();
        qputenv("http_proxy", url);
        qputenv("https_proxy", url);
    }
    //! The application starts again where the system is set otherwise, and has to renew.
    Error renewAfter(const std::function<void()> &change)
    {
        change();
        restart();
        begin();
        proxy.tunnels.clear();
        proxy.refusals = 0;
        return refresh().error();
    }

    TunnelProxy proxy;

protected:
    void mend() override
    {
        Bench::mend();
        proxy.credentials.clear();
        proxy.forbids = false;
        qputenv("no_proxy", thisComputer);
        useProxy({});
    }
};

using Act = std::function<Error(ProxyBench &)>;

Row row(const char *cause, Error::Code code, After after, const char *sent, const QStringList &words, const Act &act)
{
    return {cause, code, after, sent, words, [act](Bench &b) { return act(static_cast<ProxyBench &>(b)); }};
}
Row renewal(const char *cause, const QStringList &words, const Act &act)
{
    return row(cause, Error::NetworkFailure, After::Intact, "nothing", QStringList{host} + words, act);
}

Error wholeLogin(ProxyBench &b)
{
    const Error error = await(b.client->authorize()).error();
    const bool through = !b.proxy.tunnels.isEmpty() && b.proxy.tunnels.first() == b.configuration.domain;
    return through ? error : wrong(u"the proxy was passed by"_qs);
}
//! The browser trusts the authority, the application was not told of it.
Error loginUntold(ProxyBench &b)
{
    b.reconfigure([](Configuration &c) { c.caCertificates.clear(); });
    return await(b.client->authorize()).error();
}
Act renewedAs(const QString &userInfo)
{
    return [userInfo](ProxyBench &b) {
        const Error error = b.renewAfter([&] { b.useProxy(userInfo); });
        return b.proxy.refusals > 0 && b.proxy.tunnels.isEmpty() ? error : wrong(u"the proxy let it through"_qs);
    };
}
Error forbidden(ProxyBench &b)
{
    return b.renewAfter([&b] { b.proxy.forbids = true; });
}
Error gone(ProxyBench &b)
{
    return b.renewAfter([] {
        const QByteArray nobody = "http://127.0.0.1:" + QByteArray::number(PlainHttp::freePorts(1).first());
        qputenv("http_proxy", nobody);
        qputenv("https_proxy", nobody);
    });
}
Error passedBy(ProxyBench &b)
{
    const Error error = b.renewAfter([] { qputenv("no_proxy", thisComputer + (u',' + host).toLatin1()); });
    return b.proxy.tunnels.isEmpty() && b.proxy.refusals == 0 ? error : wrong(u"the proxy was asked"_qs);
}

const QList<Row> rows{
    row("an authenticating proxy with the right password: a whole login", Error::NoError, After::SignedIn,
        "authorize, code", {}, wholeLogin),
    row("TLS: the browser trusts an authority that caCertificates does not name", Error::NetworkFailure,
        After::SignedOut, "authorize", {u"TLS"_qs, u"caCertificates"_qs}, loginUntold),
    renewal(
        "an authenticating proxy without a password (407)", {u"127.0.0.1:"_qs, u"proxy settings"_qs}, renewedAs({})),
    renewal(
        "an authenticating proxy with a wrong password (407)", {u"127.0.0.1:"_qs, u"proxy settings"_qs},
        renewedAs(u"jane:wrong@"_qs)),
    renewal("the proxy forbids the tenant (403)", {u"proxy"_qs}, forbidden),
    renewal("the proxy is not there", {u"proxy settings"_qs}, gone),
    renewal(
        "no_proxy names the tenant: it is asked directly, and has no address here", {u"no address"_qs, u"domain"_qs},
        passedBy),
};

const Certificates &certificates()
{
    static const Certificates made({u"DNS:"_qs + host});
    return made;
}
QJsonObject tenantSettings()
{
    const QJsonObject tls{
        {u"certificate"_qs, certificates().path(u"server.pem"_qs)}, {u"key"_qs, certificates().path(u"server.key"_qs)}};
    return {{u"hosts"_qs, QJsonArray{host}}, {u"tls"_qs, tls}};
}
} // namespace

class tst_BadProxy : public TableTest
{
public:
    tst_BadProxy()
        : TableTest(u"Proxies"_qs, rows, tenantSettings())
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<ProxyBench>(tenant, certificates()); }
};

QTEST_GUILESS_MAIN(tst_BadProxy)
