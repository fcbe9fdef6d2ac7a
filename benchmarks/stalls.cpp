// SPDX-License-Identifier: Apache-2.0
// The longest that the event loop stands still in each operation, the first time and the second, beside the bare
// operations it is made of: real keyring, a local tenant that speaks TLS, each first time in a fresh process.
#include "ground.h"
#include "stall.h"
#include <QtCore/QEventLoop>
#include <QtCore/QMap>
#include <QtCore/QTextStream>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <algorithm>

using namespace Benchmark;

namespace {
constexpr int processes = 21;

//! One operation, once.
struct Stall
{
    double wall = 0, processor = 0;
};

class Watch
{
public:
    Stall during(const std::function<void()> &work)
    {
        for (int i = 0; i < 3; ++i)
            spin();
        m_probe.forget();
        work();
        spin(); // a call that waits for the end of the work
        return {double(m_probe.longest()), double(m_probe.longestProcessorTime())};
    }

private:
    StallProbe m_probe;
};

void say(const QString &operation, const Stall &stall)
{
    QTextStream(stdout) << operation << ' ' << qint64(stall.wall) << ' ' << qint64(stall.processor) << Qt::endl;
}

//! What a process of its own does, each operation twice; a line for each.
class Act
{
public:
    Act(const QString &domain, const QString &authority, const QList<int> &ports)
        : m_authority(authority)
    {
        m_configuration.domain = domain;
        m_configuration.clientId = QStringLiteral("native-public");
        m_configuration.audience = QStringLiteral("https://api.example.com");
        m_configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
        m_configuration.caCertificates = authority;
        m_configuration.callbackPorts = ports;
    }

    void play(const QString &role)
    {
        if (role == u"keychain")
            keychain();
        else if (role == u"https")
            https();
        else if (role == u"session")
            session();
        else
            login();
    }
    //! A session for those who restore it.
    void prepare()
    {
        UserElsewhere user(m_authority);
        m_configuration.account = m_kept;
        Auth0::Client client(m_configuration, Auth0::Services{nullptr, nullptr, &user, nullptr});
        finish(client.authorize(), "a login");
        check(client.isPersistent(), "the session is stored");
        Keychain::write(m_bareKey, Keychain::read(keyOf(m_configuration)));
    }

private:
    void keychain()
    {
        Watch watch;
        const QString text(4096, u'x');
        for (int i = 0; i < 2; ++i) {
            say(QStringLiteral("bare-read"), watch.during([this] { check(!Keychain::read(m_bareKey).isEmpty()); }));
            say(QStringLiteral("bare-write"), watch.during([&] { Keychain::write(QStringLiteral("other"), text); }));
            say(QStringLiteral("bare-note"), watch.during([] { note(); }));
            say(QStringLiteral("bare-delete"), watch.during([] { Keychain::remove(QStringLiteral("other")); }));
        }
    }
    //! A file that outlives a crash: what a refresh and a logout leave behind before they go on.
    static void note()
    {
        const QByteArray path = qgetenv("XDG_DATA_HOME") + "/note";
        const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        check(::write(file, "note", 4) == 4 && ::fsync(file) == 0, "a note");
        ::close(file);
    }
    void https()
    {
        Watch watch;
        QNetworkAccessManager network;
        for (int i = 0; i < 2; ++i)
            say(QStringLiteral("bare-https"), watch.during([&] { get(network); }));
    }
    void get(QNetworkAccessManager &network)
    {
        QNetworkRequest request(QUrl(
            m_configuration.domain.startsWith(u"http") ? m_configuration.domain
                                                       : QStringLiteral("https://") + m_configuration.domain));
        request.setUrl(request.url().resolved(QUrl(QStringLiteral("/.well-known/jwks.json"))));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(m_authority));
        request.setSslConfiguration(tls);
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        while (!reply->isFinished())
            spin();
        check(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    }
    void session()
    {
        Watch watch;
        m_configuration.account = m_kept;
        Auth0::GetCredentialsOptions options;
        options.forceRefresh = true;
        std::unique_ptr<Auth0::Client> client;
        const auto restore = [&] {
            client.reset();
            say(QStringLiteral("restore"), watch.during([&] {
                client = std::make_unique<Auth0::Client>(m_configuration);
                while (client->isLoading())
                    spin();
            }));
            check(client->isAuthenticated(), "the session is restored");
        };
        restore();
        for (int i = 0; i < 2; ++i)
            say(QStringLiteral("refresh"), watch.during([&] { finish(client->getCredentials(options), "a refresh"); }));
        restore();
    }
    void login()
    {
        Watch watch;
        UserElsewhere user(m_authority);
        m_configuration.account = QStringLiteral("comes and goes");
        Auth0::Client client(m_configuration, Auth0::Services{nullptr, nullptr, &user, nullptr});
        while (client.isLoading())
            spin();
        for (int i = 0; i < 2; ++i) {
            say(QStringLiteral("login"), watch.during([&] { finish(client.authorize(), "a login"); }));
            say(QStringLiteral("logout"), watch.during([&] { finish(client.clearCredentials(), "a logout"); }));
        }
    }

    Auth0::Configuration m_configuration;
    const QString m_authority, m_kept = QStringLiteral("kept"), m_bareKey = QStringLiteral("bare");
};

//! What all processes said: for each operation the first and the second times.
using Seen = QMap<QByteArray, QList<Stall>>;

struct Comparison
{
    const char *operation;
    QList<QByteArray> bare; //!< what it is made of
};

//! Median of the wall clock and p90 of the processor.
Stall worst(const QList<Stall> &stalls)
{
    QList<double> wall, processor;
    for (const Stall &stall : stalls) {
        wall.append(stall.wall);
        processor.append(stall.processor);
    }
    return {quantile(wall, 0.5), quantile(processor, 0.9)};
}

QString words(const Stall &stall)
{
    return QStringLiteral("%1 (processor time p90 %2)").arg(duration(stall.wall), duration(stall.processor));
}

void compare(const Comparison &comparison, const Seen &first, const Seen &second)
{
    const auto bareOf = [&comparison](const Seen &seen) {
        Stall bare;
        for (const QByteArray &part : comparison.bare) {
            const Stall one = worst(seen[part]);
            bare = {std::max(bare.wall, one.wall), std::max(bare.processor, one.processor)};
        }
        return bare;
    };
    const QString operation = QString::fromLatin1(comparison.operation);
    const Stall once = worst(first[comparison.operation]), again = worst(second[comparison.operation]);
    const Stall bare = bareOf(second);
    tell(
        QStringLiteral("goal 17: longest stall of the first %1").arg(operation),
        QStringLiteral("%1, bare %2").arg(words(once), words(bareOf(first))), QStringLiteral("8 ms"),
        once.wall <= 8e6 && once.processor <= 8e6);
    tell(
        QStringLiteral("goal 18: longest stall of the second %1").arg(operation),
        QStringLiteral("%1, bare %2, ratio %3")
            .arg(words(again), words(bare), QString::number(again.wall / bare.wall, 'f', 2)),
        QStringLiteral("2 ms and 1.50"), again.wall <= 2e6 && again.wall <= 1.5 * bare.wall);
}
} // namespace

int main(int argc, char **argv)
{
    moveIntoKeyring(argv);
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    QList<int> ports;
    for (const QString &port : words.value(5).split(u',', Qt::SkipEmptyParts))
        ports.append(port.toInt());
    if (words.value(1) == u"--as") {
        Act(words.value(3), words.value(4), ports).play(words.value(2));
        return 0;
    }

    const Auth0::Test::Certificates certificates;
    check(certificates.isValid(), "certificates");
    const QJsonObject tls{
        {QStringLiteral("certificate"), certificates.path(QStringLiteral("server.pem"))},
        {QStringLiteral("key"), certificates.path(QStringLiteral("server.key"))}};
    const Auth0::Test::TenantProcess tenant(
        QJsonObject{{QStringLiteral("rotationOverlap"), 30}, {QStringLiteral("tls"), tls}});
    check(tenant.isRunning(), "the local tenant");
    QStringList portNames;
    for (const int port : tenant.callbackPorts())
        portNames.append(QString::number(port));
    Act(tenant.domain(), certificates.authority(), tenant.callbackPorts()).prepare();

    Seen first, second;
    for (int i = 0; i < processes; ++i) {
        for (const auto &[role, lines] :
             {std::pair(QStringLiteral("keychain"), 8), std::pair(QStringLiteral("https"), 2),
              std::pair(QStringLiteral("session"), 4), std::pair(QStringLiteral("login"), 4)}) {
            Child child(
                {QStringLiteral("--as"), role, tenant.domain(), certificates.authority(), portNames.join(u',')});
            QList<QByteArray> known;
            for (int line = 0; line < lines; ++line) {
                const QList<QByteArray> said = child.hear();
                Seen &seen = known.contains(said[0]) ? second : first;
                known.append(said[0]);
                seen[said[0]].append({said[1].toDouble(), said[2].toDouble()});
            }
        }
    }
    for (const Comparison &comparison :
         {Comparison{"restore", {"bare-read"}},
          Comparison{"refresh", {"bare-read", "bare-note", "bare-https", "bare-write"}},
          Comparison{"login", {"bare-https", "bare-write", "bare-note"}},
          Comparison{"logout", {"bare-note", "bare-delete"}}})
        compare(comparison, first, second);
    return 0;
}
