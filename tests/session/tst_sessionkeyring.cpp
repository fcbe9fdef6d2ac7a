// SPDX-License-Identifier: Apache-2.0
#include "busproxy.h"
#include "namespaces.h"
#include "sessionprocess.h"
#include "storage/keychainsecretstore.h"
#include "storage/sessionkey.h"
#include "support/await.h"
#include "support/testkeyring.h"

using namespace Auth0;
using namespace Auth0::Test;

namespace {
constexpr int expired = 86'401;
const QString busVariable = QStringLiteral("DBUS_SESSION_BUS_ADDRESS");
} // namespace

//! A keyring and a disk that do not do what they should, and an application of its own process that has a session
//! there.
class tst_SessionKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aLockedKeyringKeepsTheSession();
    void aKilledServiceKeepsTheSession();
    void aRestartedServiceServesOn();
    void aServiceThatAnswersAfter25SecondsKeepsTheSession();
    void anAbsentServiceIsUnavailableAndALoginIsHeld();
    void withoutDBusALoginIsHeld();
    void aRecordOf64KilobytesServes();
    void aCorruptRecordIsSetAsideOnce();
    void twoApplicationsOfOneClientShareTheSession();
    void aFullDiskSpendsNothing();
    void aReadOnlyDataDirectorySpendsNothing();

private:
    std::unique_ptr<SessionProcess> application() const;
    //! Another one, started, and what its start found: the name of the state.
    QString stateOf(SessionProcess &application) const;
    //! Asks until that is the answer.
    static bool becomes(SessionProcess &application, const QString &step, const QString &answer);
    void moveClock(int seconds);
    void nothingIsSpent(const QString &code);
    QString key() const { return m_tenant->domain() + QStringLiteral("/native-public/") + m_account; }

    std::unique_ptr<TenantProcess> m_tenant;
    std::unique_ptr<SessionProcess> m_application; //!< signed in
    QString m_account;
    int m_clock = 0;
};

void tst_SessionKeyring::init()
{
    if (Keyring::isLocked())
        QVERIFY(Keyring::unlock());
    m_tenant = std::make_unique<TenantProcess>(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    QVERIFY(m_tenant->isRunning());
    m_account = QString::fromLatin1(QTest::currentTestFunction());
    m_clock = 0;
    m_application = application();
    m_application->start();
    QCOMPARE(m_application->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
}

std::unique_ptr<SessionProcess> tst_SessionKeyring::application() const
{
    auto process = std::make_unique<SessionProcess>(*m_tenant, m_account);
    process->arguments += {QStringLiteral("--clock"), QString::number(m_clock)};
    return process;
}

QString tst_SessionKeyring::stateOf(SessionProcess &application) const
{
    application.start();
    return application.ask(QStringLiteral("state"));
}

bool tst_SessionKeyring::becomes(SessionProcess &application, const QString &step, const QString &answer)
{
    return QTest::qWaitFor([&] { return application.ask(step) == answer; }, 30'000);
}

void tst_SessionKeyring::moveClock(int seconds)
{
    m_clock += seconds;
    QVERIFY(m_tenant->moveClock(m_clock));
    QCOMPARE(m_application->ask(QStringLiteral("clock %1").arg(m_clock)), QStringLiteral("clock ok"));
}

// The token in hand serves; when it has expired nothing is sent that could not be saved; the session stays.
void tst_SessionKeyring::nothingIsSpent(const QString &code)
{
    QCOMPARE(m_application->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    moveClock(expired);
    QCOMPARE(m_application->ask(QStringLiteral("token")), QStringLiteral("token failed ") + code);
    QCOMPARE(m_tenant->refreshes().size(), 0);
    QCOMPARE(m_application->ask(QStringLiteral("state")), QStringLiteral("state ok SignedIn"));
    QCOMPARE(m_application->ask(QStringLiteral("ends")), QStringLiteral("ends ok none"));
}

void tst_SessionKeyring::aLockedKeyringKeepsTheSession()
{
    QVERIFY(Keyring::lock());
    nothingIsSpent(QStringLiteral("StoreLocked"));
    const auto another = application();
    QCOMPARE(stateOf(*another), QStringLiteral("state ok StoreLocked"));
    QVERIFY(Keyring::unlock());
    QVERIFY2(becomes(*another, QStringLiteral("state"), QStringLiteral("state ok SignedIn")), "it notices by itself");
    QCOMPARE(another->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_application->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_tenant->refreshes().size(), 1);
}

// The bus starts another one when it is asked for, and nobody has opened that.
void tst_SessionKeyring::aKilledServiceKeepsTheSession()
{
    QVERIFY(Keyring::kill());
    nothingIsSpent(QStringLiteral("StoreLocked"));
    QVERIFY(Keyring::unlock());
    QVERIFY(becomes(*m_application, QStringLiteral("api"), QStringLiteral("api ok 200")));
    QCOMPARE(m_tenant->refreshes().size(), 1);
    const auto another = application();
    QCOMPARE(stateOf(*another), QStringLiteral("state ok SignedIn"));
}

// libsecret keeps an encrypted channel with a service; the next service knows nothing of it.
void tst_SessionKeyring::aRestartedServiceServesOn()
{
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(Keyring::kill());
        QVERIFY(Keyring::unlock());
        moveClock(expired);
        QVERIFY(becomes(*m_application, QStringLiteral("api"), QStringLiteral("api ok 200")));
        QCOMPARE(m_tenant->refreshes().size(), i);
    }
    QCOMPARE(m_application->ask(QStringLiteral("ends")), QStringLiteral("ends ok none"));
}

void tst_SessionKeyring::aServiceThatAnswersAfter25SecondsKeepsTheSession()
{
    const QTemporaryDir folder;
    BusProxy bus(folder.filePath(QStringLiteral("bus")), qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    m_application = application();
    m_application->environment.insert(busVariable, bus.address());
    QCOMPARE(stateOf(*m_application), QStringLiteral("state ok SignedIn"));
    bus.slowDown(std::chrono::seconds(25));
    nothingIsSpent(QStringLiteral("StoreUnavailable"));
    const auto another = application();
    another->environment.insert(busVariable, bus.address());
    QCOMPARE(stateOf(*another), QStringLiteral("state ok StoreUnavailable"));
    bus.slowDown(std::chrono::seconds(0));
    // Every call that was made meanwhile is answered some time, when nobody waits for it any more.
    QVERIFY(becomes(*another, QStringLiteral("state"), QStringLiteral("state ok SignedIn")));
    QVERIFY(becomes(*another, QStringLiteral("api"), QStringLiteral("api ok 200")));
    QVERIFY(becomes(*m_application, QStringLiteral("api"), QStringLiteral("api ok 200")));
    QCOMPARE(m_tenant->refreshes().size(), 1);
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_SessionKeyring::anAbsentServiceIsUnavailableAndALoginIsHeld()
{
    const QTemporaryDir folder;
    const QString address = QStringLiteral("unix:path=") + folder.filePath(QStringLiteral("emptybus"));
    QFile configuration(folder.filePath(QStringLiteral("bus.conf")));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write(
        "<busconfig><type>session</type><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy><listen>"
        + address.toUtf8() + "</listen></busconfig>");
    configuration.close();
    QProcess bus;
    bus.start(
        QStringLiteral("dbus-daemon"),
        {QStringLiteral("--config-file"), configuration.fileName(), QStringLiteral("--print-address")});
    QVERIFY(bus.waitForReadyRead());
    const auto another = application();
    another->environment.insert(busVariable, address);
    QCOMPARE(stateOf(*another), QStringLiteral("state ok StoreUnavailable"));
    QCOMPARE(another->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QCOMPARE(another->ask(QStringLiteral("persistent")), QStringLiteral("persistent ok no"));
    QCOMPARE(another->ask(QStringLiteral("refresh")).left(10), QStringLiteral("refresh ok"));
    QCOMPARE(another->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    // The other one's session is where it was.
    QCOMPARE(m_application->ask(QStringLiteral("refresh")).left(10), QStringLiteral("refresh ok"));
    QCOMPARE(m_tenant->revokedFamilies(), 0);
    bus.kill();
    bus.waitForFinished();
}

void tst_SessionKeyring::withoutDBusALoginIsHeld()
{
    const auto another = application();
    another->environment.insert(busVariable, QStringLiteral("disabled:"));
    QCOMPARE(stateOf(*another), QStringLiteral("state ok StoreUnavailable"));
    QCOMPARE(another->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QCOMPARE(another->ask(QStringLiteral("persistent")), QStringLiteral("persistent ok no"));
    QCOMPARE(another->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_application->ask(QStringLiteral("refresh")).left(10), QStringLiteral("refresh ok"));
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_SessionKeyring::aRecordOf64KilobytesServes()
{
    const QJsonObject profile{{QStringLiteral("biography"), QString(50'000, u'x')}};
    const QJsonObject alice{
        {QStringLiteral("email"), QStringLiteral("alice@example.com")}, {QStringLiteral("profile"), profile}};
    m_tenant = std::make_unique<TenantProcess>(QJsonObject{{QStringLiteral("users"), QJsonArray{alice}}});
    m_application = application();
    m_application->start();
    QCOMPARE(m_application->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QVERIFY2(Keyring::secret(key()).size() >= 65'536, "the record is as large as it is meant to be");
    QCOMPARE(m_application->ask(QStringLiteral("refresh")).left(10), QStringLiteral("refresh ok"));
    const auto another = application();
    QCOMPARE(stateOf(*another), QStringLiteral("state ok SignedIn"));
    QCOMPARE(another->ask(QStringLiteral("refresh")).left(10), QStringLiteral("refresh ok"));
    QCOMPARE(another->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_tenant->revokedFamilies(), 0);
}

void tst_SessionKeyring::aCorruptRecordIsSetAsideOnce()
{
    m_application.reset();
    const QByteArray half = Keyring::secret(key()).left(100);
    KeychainSecretStore keyring;
    QVERIFY(await(keyring.write(key(), half)));
    const auto first = application(), second = application();
    QCOMPARE(stateOf(*first), QStringLiteral("state ok SignedOut"));
    QCOMPARE(first->ask(QStringLiteral("error")), QStringLiteral("error ok StoreFailed"));
    QCOMPARE(first->ask(QStringLiteral("ends")), QStringLiteral("ends ok none"));
    QCOMPARE(Keyring::secret(key() + QStringLiteral("/set-aside")), half);
    QCOMPARE(stateOf(*second), QStringLiteral("state ok SignedOut"));
    QCOMPARE(second->ask(QStringLiteral("error")), QStringLiteral("error ok None"));
    QCOMPARE(second->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QVERIFY(becomes(*first, QStringLiteral("state"), QStringLiteral("state ok SignedIn")));
}

// Another program, by another name, that was built for the same client.
void tst_SessionKeyring::twoApplicationsOfOneClientShareTheSession()
{
    const QTemporaryDir folder;
    const auto other = application();
    other->program = folder.filePath(QStringLiteral("anotherprogram"));
    QVERIFY(QFile::copy(QStringLiteral(SESSIONCHILD), other->program));
    QCOMPARE(stateOf(*other), QStringLiteral("state ok SignedIn"));
    const QString renewed = other->ask(QStringLiteral("refresh"));
    QVERIFY(renewed.startsWith(QStringLiteral("refresh ok ")));
    const QString token = QStringLiteral("token ok ") + renewed.section(u' ', 2);
    QVERIFY(becomes(*m_application, QStringLiteral("token"), token));
    QCOMPARE(m_tenant->refreshes().size(), 1);
    QCOMPARE(m_application->ask(QStringLiteral("logout")), QStringLiteral("logout ok"));
    QVERIFY(becomes(*other, QStringLiteral("state"), QStringLiteral("state ok SignedOut")));
    QCOMPARE(other->ask(QStringLiteral("ends")), QStringLiteral("ends ok LoggedOutElsewhere"));
}

void tst_SessionKeyring::aFullDiskSpendsNothing()
{
    const QTemporaryDir folder;
    m_application = application();
    m_application->environment.insert(QStringLiteral("XDG_DATA_HOME"), folder.path());
    m_application->under = onSmallDisk(folder.path());
    QCOMPARE(stateOf(*m_application), QStringLiteral("state ok SignedIn"));
    const QString filler = inViewOf(m_application->pid(), folder.filePath(QStringLiteral("filler")));
    QFile file(filler);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (file.write(QByteArray(512, 'x')) == 512) { }
    nothingIsSpent(QStringLiteral("StoreUnavailable"));
    QVERIFY(file.remove());
    QCOMPARE(m_application->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_tenant->refreshes().size(), 1);
}

void tst_SessionKeyring::aReadOnlyDataDirectorySpendsNothing()
{
    const QTemporaryDir folder;
    m_application = application();
    m_application->environment.insert(QStringLiteral("XDG_DATA_HOME"), folder.path());
    m_application->under = onSmallDisk(folder.path());
    QCOMPARE(stateOf(*m_application), QStringLiteral("state ok SignedIn"));
    QVERIFY(remount(m_application->pid(), folder.path(), QStringLiteral("ro")));
    nothingIsSpent(QStringLiteral("StoreUnavailable"));
    QVERIFY(remount(m_application->pid(), folder.path(), QStringLiteral("rw")));
    QCOMPARE(m_application->ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QCOMPARE(m_tenant->refreshes().size(), 1);
}

QTEST_GUILESS_MAIN(tst_SessionKeyring)
#include "tst_sessionkeyring.moc"
