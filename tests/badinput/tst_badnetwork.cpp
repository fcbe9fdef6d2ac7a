// SPDX-License-Identifier: Apache-2.0
#include "support/certificates.h"
#include "support/rawserver.h"
#include "tabletest.h"
#include <QtNetwork/QSslServer>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
//! Another tenant than the one that runs: a server of the row's own, which says what arrived at its socket.
class NetworkBench : public Bench
{
public:
    NetworkBench(const TenantProcess &tenant, const Certificates &certificates)
        : Bench(tenant)
        , certificates(certificates)
    {
    }
    QString sent() const override
    {
        if (!server)
            return Bench::sent();
        QStringList names;
        for (const RawRequest &request : std::as_const(server->requests)) {
            const QUrlQuery form(QString::fromLatin1(request.body));
            names.append(form.queryItemValue(u"grant_type"_qs).section(u'_', 0, 0));
        }
        return names.isEmpty() ? u"nothing"_qs : names.join(u", "_qs);
    }
    //! A session that has to be renewed at \a domain: what that ends in.
    Error renewAt(const QString &domain, const std::function<void(Configuration &)> &change = {})
    {
        const auto there = [&](Configuration &c) {
            c.domain = domain;
            if (change)
                change(c);
        };
        return handOver(there) ? await(client->getCredentials()).error() : wrong(u"saveCredentials() failed"_qs);
    }
    QString authority() const { return u"127.0.0.1:"_qs + QString::number(server->port()); }
    void listen() { server = std::make_unique<RawServer>(); }
    void listenWith(const QString &certificate)
    {
        m_tls = std::make_unique<QSslServer>();
        m_tls->setSslConfiguration(certificates.serverConfiguration(certificate));
        server = std::make_unique<RawServer>(m_tls.get());
        server->respond = [](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, 503, "{}"); };
    }

    const Certificates &certificates;

private:
    std::unique_ptr<QSslServer> m_tls;

public:
    std::unique_ptr<RawServer> server;
};

using Act = std::function<Error(NetworkBench &)>;

Row row(
    const char *cause, Error::Code code, const char *sent, const QStringList &words, const Act &act, int within = 20)
{
    return {cause, code, After::Intact, sent, words, [act](Bench &b) { return act(static_cast<NetworkBench &>(b)); },
            within};
}
Act at(const QString &domain)
{
    return [domain](NetworkBench &b) { return b.renewAt(domain); };
}
//! A server that does \a respond with each connection's request.
Act answeredBy(const std::function<void(QTcpSocket *, const RawRequest &)> &respond)
{
    return [respond](NetworkBench &b) {
        b.listen();
        b.server->respond = respond;
        return b.renewAt(u"http://"_qs + b.authority());
    };
}
//! A TLS server with this certificate; \a authority is what caCertificates names.
Act tls(const QString &certificate, const QString &authority)
{
    return [certificate, authority](NetworkBench &b) {
        b.listenWith(certificate);
        return b.renewAt(b.authority(), [&](Configuration &c) {
            c.caCertificates = authority.isEmpty() ? QString() : b.certificates.path(authority);
        });
    };
}

Error neverAnswered(NetworkBench &b)
{
    b.listen();
    b.server->respond = [](QTcpSocket *, const RawRequest &) {};
    const Error error = b.renewAt(u"http://"_qs + b.authority(), [](Configuration &c) { c.timeout = 1s; });
    const bool repeated = QTest::qWaitFor([&b] { return b.server->requests.size() == 2; });
    return repeated ? error : wrong(u"whether the token was rotated is not found out"_qs);
}

const QString ca = u"ca.pem"_qs, trust = u"caCertificates"_qs;
constexpr auto failure = Error::NetworkFailure;

const QList<Row> rows{
    row("the tenant cannot be reached (no route)", failure, "nothing", {u"224.0.0.1"_qs, u"network connection"_qs},
        at(u"224.0.0.1"_qs), 5),
    row(
        "nobody listens there", failure, "nothing",
        {u"refuses the connection"_qs, u"domain"_qs, u"server is running"_qs},
        [](NetworkBench &b) { return b.renewAt(u"http://127.0.0.1:%1"_qs.arg(PlainHttp::freePorts(1).first())); }, 5),
    row("the name has no address (DNS)", failure, "nothing",
        {u"tenant.invalid"_qs, u"no address"_qs, u"domain"_qs, u"network connection"_qs}, at(u"tenant.invalid"_qs)),
    row("the server says nothing (waits in real time; repeated in the background)", Error::Timeout, "refresh, refresh",
        {u"1 s"_qs, u"timeout"_qs}, neverAnswered, 3),
    row("the server closes each connection without an answer (sent once more)", failure, "refresh, refresh",
        {u"closed the connection"_qs}, answeredBy(RawServer::drop), 5),
    row("the server does not speak HTTP (sent once more)", failure, "refresh, refresh", {u"127.0.0.1"_qs},
        answeredBy([](QTcpSocket *socket, const RawRequest &) {
            socket->write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            socket->disconnectFromHost();
        }),
        5),
    row(
        "the domain is https, the server speaks http", failure, "nothing", {u"TLS"_qs},
        [](NetworkBench &b) { return b.renewAt(QUrl(b.tenant.domain()).authority()); }, 15),
    row(
        "the domain is http, the server speaks TLS", failure, "nothing", {u"127.0.0.1"_qs},
        [](NetworkBench &b) {
            b.listenWith(u"server"_qs);
            return b.renewAt(u"http://"_qs + b.authority());
        },
        15),
    row("TLS: an authority of one's own, not given", failure, "nothing", {u"TLS"_qs, trust}, tls(u"server"_qs, {})),
    row("TLS: an authority of one's own, given", Error::ServerFailure, "refresh", {u"503"_qs}, tls(u"server"_qs, ca)),
    row("TLS: self-signed, not given", failure, "nothing", {u"TLS"_qs, u"self-signed"_qs, trust},
        tls(u"selfsigned"_qs, ca)),
    row("TLS: self-signed, given", Error::ServerFailure, "refresh", {u"503"_qs},
        tls(u"selfsigned"_qs, u"selfsigned.pem"_qs)),
    row("TLS: expired", failure, "nothing", {u"TLS"_qs, u"expired"_qs, u"clock"_qs}, tls(u"expired"_qs, ca)),
    row("TLS: of another host", failure, "nothing", {u"TLS"_qs, u"host name"_qs, u"domain"_qs},
        tls(u"stranger"_qs, ca)),
    row("TLS: caCertificates is missing", Error::InvalidConfiguration, "nothing", {trust, u"nowhere.pem"_qs},
        tls(u"server"_qs, u"nowhere.pem"_qs)),
    row("TLS: caCertificates holds a key", Error::InvalidConfiguration, "nothing", {trust, u"server.key"_qs, u"PEM"_qs},
        tls(u"server"_qs, u"server.key"_qs)),
};
} // namespace

class tst_BadNetwork : public TableTest
{
public:
    tst_BadNetwork()
        : TableTest(u"Network and TLS"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<NetworkBench>(tenant, m_certificates); }

private:
    const Certificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_BadNetwork)
