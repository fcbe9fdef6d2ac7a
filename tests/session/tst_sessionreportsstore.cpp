// SPDX-License-Identifier: Apache-2.0
#include "flows/flow.h"
#include "sessionprocess.h"
#include "storage/chunkedsecretstore.h"
#include "support/testkeyring.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! Takes 2560 bytes for an entry, as Windows does; after so many changes the process that uses it is killed.
class SmallStore : public FakeSecretStore
{
public:
    static constexpr int never = 1'000'000;
    int changesLeft = never;
    bool isKilled = false;

    Async<Done> write(const QString &key, const QByteArray &bytes) override
    {
        if (bytes.size() > ChunkedSecretStore::windowsLimit)
            return failed<Done>({Error::StoreFailed, QStringLiteral("too large")});
        return survives() ? FakeSecretStore::write(key, bytes) : Deferred<Done>().future();
    }
    Async<Done> remove(const QString &key) override
    {
        return survives() ? FakeSecretStore::remove(key) : Deferred<Done>().future();
    }

private:
    bool survives()
    {
        isKilled = isKilled || changesLeft == 0;
        return !isKilled && changesLeft-- > 0;
    }
};
} // namespace

//! What users of other libraries reported about keyrings and several processes; docs/reports.md has the list.
class tst_SessionReportsStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void R17_aNewLoginElsewhereReplacesTheTokensInHand();
    void R18_aLogoutElsewhereIsALogoutHere();
    void R34_theNameOfTheDesktopDoesNotMatter_data();
    void R34_theNameOfTheDesktopDoesNotMatter();
    void R36_aSecretThatAppearsLaterIsFound();
    void R37_aRecordOfEightKilobytesIsStoredWhole();
    void R38_aStoreThatRefusesTheLoginIsNamed();
    void R40_aDataDirectoryWithoutItsKeyringIsNoCrash();
    void R41_clientsAndAccountsInOneKeyringDoNotSeeEachOther();

private:
    std::unique_ptr<SessionProcess> application(const QStringList &arguments = {}) const;
    static bool becomes(SessionProcess &application, const QString &step, const QString &answer)
    {
        return QTest::qWaitFor([&] { return application.ask(step) == answer; }, 20'000);
    }

    std::unique_ptr<TenantProcess> m_tenant;
    QString m_account;
};

void tst_SessionReportsStore::init()
{
    m_tenant = std::make_unique<TenantProcess>(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    QVERIFY(m_tenant->isRunning());
    m_account = QString::fromLatin1(QTest::currentTestFunction()) + QString::fromLatin1(QTest::currentDataTag());
}

std::unique_ptr<SessionProcess> tst_SessionReportsStore::application(const QStringList &arguments) const
{
    auto process = std::make_unique<SessionProcess>(*m_tenant, m_account);
    process->arguments += arguments;
    process->start();
    return process;
}

void tst_SessionReportsStore::R17_aNewLoginElsewhereReplacesTheTokensInHand()
{
    const auto a = application(), b = application();
    QCOMPARE(a->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QVERIFY(becomes(*b, QStringLiteral("state"), QStringLiteral("state ok SignedIn")));
    QCOMPARE(a->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    const QString token = a->ask(QStringLiteral("token"));
    QVERIFY(token.startsWith(QStringLiteral("token ok ")));
    QVERIFY(becomes(*b, QStringLiteral("token"), token));
    QVERIFY(b->ask(QStringLiteral("refresh")).startsWith(QStringLiteral("refresh ok ")));
    const auto codes = m_tenant->tokenRequests(QStringLiteral("authorization_code"));
    QCOMPARE(codes.size(), 2);
    QCOMPARE(m_tenant->refreshes().first()[QStringLiteral("family")], codes.last()[QStringLiteral("family")]);
    QCOMPARE(m_tenant->refreshes().size(), 1);
}

void tst_SessionReportsStore::R18_aLogoutElsewhereIsALogoutHere()
{
    const auto a = application(), b = application();
    QCOMPARE(a->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QVERIFY(becomes(*b, QStringLiteral("state"), QStringLiteral("state ok SignedIn")));
    QCOMPARE(a->ask(QStringLiteral("logout")), QStringLiteral("logout ok"));
    QVERIFY(becomes(*b, QStringLiteral("ends"), QStringLiteral("ends ok LoggedOutElsewhere")));
    QCOMPARE(b->ask(QStringLiteral("token")), QStringLiteral("token failed NoCredentials"));
}

void tst_SessionReportsStore::R34_theNameOfTheDesktopDoesNotMatter_data()
{
    QTest::addColumn<QString>("desktop");
    QTest::newRow("none") << QString();
    QTest::newRow("unknown") << QStringLiteral("Sway");
    QTest::newRow("KDE without a wallet") << QStringLiteral("KDE");
}

void tst_SessionReportsStore::R34_theNameOfTheDesktopDoesNotMatter()
{
    QFETCH(QString, desktop);
    SessionProcess first(*m_tenant, m_account), second(*m_tenant, m_account);
    for (SessionProcess *process : {&first, &second}) {
        for (const char *name :
             {"XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION", "GNOME_DESKTOP_SESSION_ID"})
            process->environment.remove(QString::fromLatin1(name));
        process->environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), desktop);
        process->start();
        if (process == &first) {
            QCOMPARE(first.ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
            QCOMPARE(first.ask(QStringLiteral("persistent")), QStringLiteral("persistent ok yes"));
        }
    }
    QCOMPARE(second.ask(QStringLiteral("state")), QStringLiteral("state ok SignedIn"));
    QVERIFY(!Keyring::secret(m_tenant->domain() + QStringLiteral("/native-public/") + m_account).isEmpty());
}

// As at a start with the desktop, before the keyring has been read in.
void tst_SessionReportsStore::R36_aSecretThatAppearsLaterIsFound()
{
    Flow flow;
    flow.account = m_account;
    QVERIFY(flow.startSignedIn());
    const auto entries = std::exchange(flow.store.entries, {});
    const auto client = flow.start();
    QTRY_COMPARE(client->sessionState(), SessionState::StoreUnavailable);
    flow.store.entries = entries;
    QTRY_COMPARE_WITH_TIMEOUT(client->sessionState(), SessionState::SignedIn, 20'000);
    QVERIFY(await(client->getCredentials(forced())));
}

// Killed between any two chunks it is the old record or the new one, and either can be refreshed.
void tst_SessionReportsStore::R37_aRecordOfEightKilobytesIsStoredWhole()
{
    Flow flow(QJsonObject{{QStringLiteral("rotationOverlap"), 30}});
    flow.account = m_account;
    SmallStore small;
    std::unique_ptr<ChunkedSecretStore> chunked;
    std::unique_ptr<Client> client;
    const auto start = [&] {
        client.reset();
        small.changesLeft = SmallStore::never;
        small.isKilled = false;
        chunked = std::make_unique<ChunkedSecretStore>(&small, ChunkedSecretStore::windowsLimit);
        client =
            std::make_unique<Client>(flow.configuration(), Services{nullptr, chunked.get(), &flow.user, &flow.clock});
    };
    start();
    QVERIFY(await(client->authorize()));
    UpdateSessionOptions update;
    update.data = QVariantMap{{QStringLiteral("settings"), QString(8192, u'x')}};
    QVERIFY(await(client->updateSession(update)));
    QVERIFY(client->isPersistent());
    QVERIFY(small.entries.size() >= 5); // an index and four chunks at least

    int kills = 0;
    for (bool finished = false; !finished; ++kills) {
        small.changesLeft = kills;
        const auto refresh = client->getCredentials(forced());
        QTRY_VERIFY(small.isKilled || refresh.isFinished());
        finished = !small.isKilled;
        start();
        const auto session = await(client->getSession());
        QVERIFY2(session && *session, qPrintable(QStringLiteral("lost by kill %1").arg(kills)));
        QCOMPARE((*session)->data, *update.data);
        const auto renewed = await(client->getCredentials(forced()));
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    }
    QVERIFY2(kills > 5, qPrintable(QString::number(kills)));
    QCOMPARE(flow.tenant.revokedFamilies(), 0);
}

void tst_SessionReportsStore::R38_aStoreThatRefusesTheLoginIsNamed()
{
    Flow flow;
    flow.account = m_account;
    const auto client = flow.start();
    QSignalSpy errors(client.get(), &Client::errorOccurred);
    const QString why = QStringLiteral("Windows Credential Manager takes 2560 bytes, the session has 4711");
    flow.store.writeError = Error(Error::StoreFailed, why);
    const auto login = await(client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QVERIFY(client->isAuthenticated());
    QVERIFY(!client->isPersistent());
    QVERIFY(await(client->getCredentials()));
    QCOMPARE(errors.count(), 1);
    const auto error = errors.first().first().value<Error>();
    QVERIFY2(error.toString().contains(u"2560 bytes"), qPrintable(error.toString()));
    flow.store.writeError.reset();
    QTRY_VERIFY_WITH_TIMEOUT(client->isPersistent(), 20'000);
}

// A home directory that was restored on another computer, whose keyring is another.
void tst_SessionReportsStore::R40_aDataDirectoryWithoutItsKeyringIsNoCrash()
{
    QCOMPARE(application()->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    const QString data = qEnvironmentVariable("XDG_DATA_HOME") + QStringLiteral("/auth0qt");
    SessionProcess moved(*m_tenant, m_account);
    moved.under = {
        QStringLiteral(ISOLATED),
        QStringLiteral("--keyring"),
        QStringLiteral("sh"),
        QStringLiteral("-c"),
        QStringLiteral("cp -r \"$0\" \"$XDG_DATA_HOME/\" && exec \"$@\""),
        data};
    moved.start();
    QCOMPARE(moved.ask(QStringLiteral("state")), QStringLiteral("state ok StoreUnavailable"));
    QCOMPARE(moved.ask(QStringLiteral("ends")), QStringLiteral("ends ok none"));
    QCOMPARE(moved.ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    QVERIFY(becomes(moved, QStringLiteral("persistent"), QStringLiteral("persistent ok yes")));
    QCOMPARE(moved.ask(QStringLiteral("api")), QStringLiteral("api ok 200"));
    QVERIFY(moved.quit());
    const auto before = application();
    QCOMPARE(before->ask(QStringLiteral("state")), QStringLiteral("state ok SignedIn"));
    QVERIFY(before->ask(QStringLiteral("refresh")).startsWith(QStringLiteral("refresh ok ")));
}

void tst_SessionReportsStore::R41_clientsAndAccountsInOneKeyringDoNotSeeEachOther()
{
    const auto alice = application();
    QCOMPARE(alice->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|alice"));
    const QStringList bob{QStringLiteral("--user"), QStringLiteral("bob@example.com")};
    const auto otherClient =
        application(QStringList{QStringLiteral("--client"), QStringLiteral("native-norotate")} + bob);
    QCOMPARE(otherClient->ask(QStringLiteral("state")), QStringLiteral("state ok SignedOut"));
    QCOMPARE(otherClient->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|bob"));
    const auto otherAccount = application(QStringList{QStringLiteral("--account"), QStringLiteral("another")} + bob);
    QCOMPARE(otherAccount->ask(QStringLiteral("state")), QStringLiteral("state ok SignedOut"));
    QCOMPARE(otherAccount->ask(QStringLiteral("login")), QStringLiteral("login ok auth0|bob"));
    QCOMPARE(otherClient->ask(QStringLiteral("logout")), QStringLiteral("logout ok"));
    QCOMPARE(otherAccount->ask(QStringLiteral("logout")), QStringLiteral("logout ok"));
    const auto again = application();
    QCOMPARE(again->ask(QStringLiteral("state")), QStringLiteral("state ok SignedIn"));
    QVERIFY(again->ask(QStringLiteral("refresh")).startsWith(QStringLiteral("refresh ok ")));
}

QTEST_GUILESS_MAIN(tst_SessionReportsStore)
#include "tst_sessionreportsstore.moc"
