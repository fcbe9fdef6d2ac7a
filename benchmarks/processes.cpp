// SPDX-License-Identifier: Apache-2.0
// Several processes with one session in a real keyring: how often they ask the tenant at an expiry, how soon a new one
// is signed in, and how often an idle one wakes.
#include "ground.h"
#include "stall.h"
#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTextStream>

using namespace Benchmark;

namespace {
constexpr int callers = 1000;

Auth0::Configuration configurationFor(const QString &domain, const QString &account)
{
    Auth0::Configuration configuration;
    configuration.domain = domain;
    configuration.clientId = QStringLiteral("native-public");
    configuration.audience = QStringLiteral("https://api.example.com");
    configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
    configuration.account = account;
    return configuration;
}

void say(const QString &line) { QTextStream(stdout) << line << Qt::endl; }

//! The next line of the standard input, while the event loop runs.
QByteArray nextLine()
{
    QByteArray line;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    bool isOver = false;
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] {
        char byte = 0;
        isOver = ::read(STDIN_FILENO, &byte, 1) <= 0 || byte == '\n';
        if (!isOver)
            line += byte;
    });
    while (!isOver)
        spin();
    return line;
}

void waitUntilRestored(const Auth0::Client &client)
{
    while (client.isLoading())
        spin();
    check(client.isAuthenticated(), "the session is restored");
}

//! What a process of its own does; the parent reads its lines.
namespace As {
//! At each line, which says how far its clock is ahead, a thousand callers ask.
void caller(const Auth0::Configuration &configuration)
{
    Auth0::Test::OffsetClock clock;
    Auth0::Client client(configuration, Auth0::Services{nullptr, nullptr, nullptr, &clock});
    waitUntilRestored(client);
    say(QStringLiteral("ready"));
    for (QByteArray line = nextLine(); !line.isEmpty(); line = nextLine()) {
        clock.offset = line.toLongLong();
        int answered = 0, good = 0;
        for (int i = 0; i < callers; ++i)
            client.getCredentials().then([&](const Auth0::Result<Auth0::Credentials> &result) {
                ++answered;
                good += result ? 1 : 0;
            });
        while (answered < callers)
            spin();
        say(QString::number(good));
    }
}

void restorer(const Auth0::Configuration &configuration, qint64 begin)
{
    const Auth0::Client client(configuration);
    waitUntilRestored(client);
    say(QString::number(nanoseconds(CLOCK_MONOTONIC) - begin));
}

void reader(const Auth0::Configuration &configuration, qint64 begin)
{
    check(!Keychain::read(keyOf(configuration)).isEmpty(), "a bare read");
    say(QString::number(nanoseconds(CLOCK_MONOTONIC) - begin));
}

//! Signed in, a refresh behind it, and then nothing to do; without a configuration it never had a session.
void idler(const std::optional<Auth0::Configuration> &configuration)
{
    std::unique_ptr<Auth0::Client> client;
    if (configuration) {
        client = std::make_unique<Auth0::Client>(*configuration);
        Auth0::GetCredentialsOptions options;
        options.forceRefresh = true;
        finish(client->getCredentials(options), "a refresh");
    }
    say(QStringLiteral("ready"));
    nextLine();
}

void act(const QStringList &words)
{
    const Auth0::Configuration configuration = configurationFor(words.value(3), words.value(4));
    const QString role = words.value(2);
    if (role == u"caller")
        caller(configuration);
    else if (role == u"restorer")
        restorer(configuration, words.value(5).toLongLong());
    else if (role == u"reader")
        reader(configuration, words.value(5).toLongLong());
    else
        idler(role == u"idler" ? std::optional(configuration) : std::nullopt);
}
} // namespace As

class Processes
{
public:
    explicit Processes(const Auth0::Test::TenantProcess &tenant)
        : m_tenant(tenant)
    {
        Auth0::Configuration configuration = tenant.configuration();
        UserElsewhere user;
        for (const QString &account : {m_shared, m_single}) {
            configuration.account = account;
            Auth0::Client client(configuration, Auth0::Services{nullptr, nullptr, &user, nullptr});
            finish(client.authorize(), "a login");
            check(client.isPersistent(), "the session is stored");
        }
    }

    void askAtExpiries() const
    {
        constexpr int rounds = 3;
        int offset = 0;
        for (const int count : {1, 2, 4, 8}) {
            std::vector<std::unique_ptr<Child>> children;
            children.reserve(size_t(count));
            for (int i = 0; i < count; ++i)
                children.push_back(child(QStringLiteral("caller"), m_shared));
            for (const auto &one : children)
                check(one->hear().first() == "ready", "a caller");
            const auto before = m_tenant.refreshes().size();
            int answered = 0;
            for (int round = 0; round < rounds; ++round) {
                offset += 100'000;
                check(m_tenant.moveClock(offset), "the tenant's clock");
                for (const auto &one : children)
                    one->tell(QByteArray::number(offset));
                for (const auto &one : children)
                    answered += one->hear().first().toInt();
            }
            const auto requests = m_tenant.refreshes().size() - before;
            tell(
                QStringLiteral("goal 8: token requests of %1 processes with %2 callers each at %3 expiries")
                    .arg(count)
                    .arg(callers)
                    .arg(rounds),
                QStringLiteral("%1, %2 of %3 callers answered")
                    .arg(requests)
                    .arg(answered)
                    .arg(rounds * count * callers),
                QString::number(rounds), requests == rounds && answered == rounds * count * callers);
        }
        tell(
            QStringLiteral("goal 8: families revoked"), QString::number(m_tenant.revokedFamilies()),
            QStringLiteral("0"), m_tenant.revokedFamilies() == 0);
        check(m_tenant.moveClock(0), "the tenant's clock");
    }

    void startUp() const
    {
        const auto run = [this](const QString &role) {
            return [this, role] { return child(role, m_single)->hear().first().toLongLong(); };
        };
        const auto before = m_tenant.log().size();
        compareTimed(
            QStringLiteral("goal 15: from the start of a process"),
            {{QStringLiteral("until a bare read has ended"), run(QStringLiteral("reader"))},
             {QStringLiteral("until the Client is signed in"), run(QStringLiteral("restorer"))}},
            1.15, 31);
        const auto asked = m_tenant.log().size() - before;
        tell(
            QStringLiteral("goal 15: requests to the tenant meanwhile"), QString::number(asked), QStringLiteral("0"),
            asked == 0);
    }

    void idle() const
    {
        constexpr int seconds = 5;
        const auto bare = child(QStringLiteral("bare"), m_single), client = child(QStringLiteral("idler"), m_single);
        check(bare->hear().first() == "ready" && client->hear().first() == "ready", "idle processes");
        QThread::sleep(2); // threads of the pool and the keep-alive of the connection come to rest
        const qint64 bareBefore = wakeUps(bare->pid()), before = wakeUps(client->pid());
        QThread::sleep(seconds);
        const qint64 bareWoke = wakeUps(bare->pid()) - bareBefore, woke = wakeUps(client->pid()) - before;
        tell(
            QStringLiteral("goal 19: wake-ups in %1 s without autoRefresh").arg(seconds),
            QStringLiteral("%1, an application without a session %2").arg(woke).arg(bareWoke), QStringLiteral("0"),
            woke == 0);
    }

private:
    std::unique_ptr<Child> child(const QString &role, const QString &account) const
    {
        return std::make_unique<Child>(QStringList{
            QStringLiteral("--as"), role, m_tenant.domain(), account, QString::number(nanoseconds(CLOCK_MONOTONIC))});
    }
    //! How often the threads of a process have been given a processor after they had slept.
    static qint64 wakeUps(qint64 pid)
    {
        static const QRegularExpression count(QStringLiteral("\nvoluntary_ctxt_switches:\\s*(\\d+)"));
        const QDir threads(QStringLiteral("/proc/%1/task").arg(pid));
        qint64 sum = 0;
        for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile status(threads.filePath(thread) + QStringLiteral("/status"));
            check(status.open(QIODevice::ReadOnly), "/proc");
            sum += count.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong();
        }
        return sum;
    }

    const Auth0::Test::TenantProcess &m_tenant;
    const QString m_shared = QStringLiteral("shared"), m_single = QStringLiteral("single");
};
} // namespace

int main(int argc, char **argv)
{
    moveIntoKeyring(argv);
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == u"--as") {
        As::act(words);
        return 0;
    }
    const Auth0::Test::TenantProcess tenant(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    check(tenant.isRunning(), "the local tenant");
    const Processes processes(tenant);
    processes.startUp();
    processes.idle();
    processes.askAtExpiries();
    return 0;
}
