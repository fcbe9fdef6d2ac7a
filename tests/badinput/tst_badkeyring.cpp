// SPDX-License-Identifier: Apache-2.0
#include "keychainbench.h"
#include "storage/keychainsecretstore.h"
#include "support/testkeyring.h"
#include "tabletest.h"
#include <QtTest/QSignalSpy>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! The real gnome-keyring, which the rows lock, stop and kill.
class KeyringBench : public KeychainBench
{
public:
    explicit KeyringBench(const TenantProcess &tenant)
        : KeychainBench(tenant)
    {
        KeyringBench::mend();
    }
    ~KeyringBench() override
    {
        stop();
        KeyringBench::mend();
    }

protected:
    void mend() override
    {
        Keyring::send(SIGCONT);
        if (Keyring::isLocked())
            Keyring::unlock();
        KeychainBench::mend();
    }
};

//! What the call ended in, once the keyring is open again and the session has come back by itself.
Error andComesBack(Bench &b, const Error &error)
{
    const bool back = QTest::qWaitFor([&b] { return b.client->sessionState() == SessionState::SignedIn; }, 10'000);
    return back ? error : wrong(u"the session did not come back by itself"_qs);
}

Error lockedAtTheStart(Bench &b)
{
    b.stop();
    if (!Keyring::lock())
        return wrong(u"the keyring could not be locked"_qs);
    b.start();
    const Error error = await(b.client->getCredentials()).error();
    if (b.client->sessionState() != SessionState::StoreLocked)
        return wrong(u"the state is another"_qs);
    Keyring::unlock();
    return andComesBack(b, error);
}
Error lockedLater(Bench &b)
{
    if (!Keyring::lock())
        return wrong(u"the keyring could not be locked"_qs);
    const auto held = await(b.client->getCredentials());
    return held && b.client->isAuthenticated() ? b.refresh().error() : wrong(u"the token in hand did not serve"_qs);
}
Error killed(Bench &b)
{
    if (!Keyring::kill())
        return wrong(u"the keyring could not be killed"_qs);
    const auto held = await(b.client->getCredentials());
    return held && b.client->isAuthenticated() ? b.refresh().error() : wrong(u"the token in hand did not serve"_qs);
}
Error slow(Bench &b)
{
    b.stop();
    if (!Keyring::send(SIGSTOP))
        return wrong(u"the keyring could not be stopped"_qs);
    b.start();
    const Error error = await(b.client->getCredentials()).error();
    if (b.client->sessionState() != SessionState::StoreUnavailable)
        return wrong(u"the state is another"_qs);
    Keyring::send(SIGCONT);
    return andComesBack(b, error);
}
Error loginWhileLocked(Bench &b)
{
    QSignalSpy errors(b.client, &Client::errorOccurred);
    if (!Keyring::lock())
        return wrong(u"the keyring could not be locked"_qs);
    const auto login = await(b.client->authorize());
    if (!login || errors.count() != 1)
        return wrong(u"the login was told %1 times"_qs.arg(errors.count()));
    return errors.first().first().value<Error>();
}
Error logoutWhileLocked(Bench &b)
{
    if (!Keyring::lock())
        return wrong(u"the keyring could not be locked"_qs);
    const Error error = await(b.client->clearCredentials()).error();
    return b.client->sessionState() == SessionState::SignedOut ? error : wrong(u"still signed in"_qs);
}
Error spoilt(Bench &b)
{
    const QString key = static_cast<KeyringBench &>(b).key().toString();
    b.stop();
    KeychainSecretStore keychain;
    if (!await(keychain.write(key, "\x01garbage\x02")))
        return wrong(u"the record could not be spoilt"_qs);
    b.start();
    QSignalSpy errors(b.client, &Client::errorOccurred);
    const bool told = QTest::qWaitFor([&errors] { return errors.count() > 0; });
    const auto aside = await(keychain.read(key + u"/set-aside"_qs));
    if (!told || errors.count() != 1 || !aside || *aside != QByteArray("\x01garbage\x02"))
        return wrong(u"the record was not set aside"_qs);
    return errors.first().first().value<Error>();
}

const QList<Row> rows{
    {"the keyring is locked at the start; the session comes back by itself at the unlock",
     Error::StoreLocked,
     After::Intact,
     "nothing",
     {u"locked"_qs, u"restore()"_qs},
     lockedAtTheStart},
    {"the keyring is locked later; the token in hand serves, nothing is spent",
     Error::StoreLocked,
     After::Intact,
     "nothing",
     {u"locked"_qs, u"unlock"_qs},
     lockedLater},
    {"the keyring is killed between two calls; the token in hand serves, nothing is spent",
     Error::StoreLocked,
     After::Intact,
     "nothing",
     {u"locked"_qs, u"unlock"_qs},
     killed},
    {"the keyring is slow (waits in real time, 5 s of any 25); the session comes back by itself",
     Error::StoreUnavailable,
     After::Intact,
     "nothing",
     {u"5 s"_qs, u"restore()"_qs},
     slow,
     18},
    {"a login while the keyring is locked",
     Error::StoreUnavailable,
     After::InMemory,
     "authorize, code",
     {u"memory"_qs, u"locked"_qs},
     loginWhileLocked},
    {"a logout while the keyring is locked; the record goes at the unlock",
     Error::StoreLocked,
     After::Ended,
     "nothing",
     {u"locked"_qs},
     logoutWhileLocked},
    {"the record in the keyring is garbage",
     Error::StoreFailed,
     After::Ended,
     "nothing",
     {u"JSON"_qs, u"/set-aside"_qs, u"log in"_qs},
     spoilt},
};
} // namespace

class tst_BadKeyring : public TableTest
{
public:
    tst_BadKeyring()
        : TableTest(u"The keyring"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<KeyringBench>(tenant); }
};

QTEST_GUILESS_MAIN(tst_BadKeyring)
