// SPDX-License-Identifier: Apache-2.0
#include "keychainbench.h"
#include "tabletest.h"
#include <QtTest/QSignalSpy>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
Error loginToldAs(Bench &b, int times)
{
    QSignalSpy errors(b.client, &Client::errorOccurred);
    const auto login = await(b.client->authorize());
    if (!login || !b.refresh())
        return wrong(u"the session in memory does not serve"_qs);
    if (errors.count() != times)
        return wrong(u"it was told %1 times"_qs.arg(errors.count()));
    return times ? errors.first().first().value<Error>() : Error();
}

const QList<Row> rows{
    {"there is no keyring: whether somebody was signed in cannot be known",
     Error::StoreUnavailable,
     After::Unavailable,
     "nothing",
     {u"keychain"_qs, u"Secret Service"_qs, u"restore()"_qs},
     [](Bench &b) { return await(b.client->getCredentials()).error(); },
     6},
    {"there is no keyring: a login is held in memory, told once, and refreshed there",
     Error::StoreUnavailable,
     After::InMemory,
     "authorize, code, refresh",
     {u"memory"_qs, u"Secret Service"_qs},
     [](Bench &b) { return loginToldAs(b, 1); }},
    {"there is no keyring, and storage is MemoryOnly",
     Error::NoError,
     After::InMemory,
     "authorize, code, refresh",
     {},
     [](Bench &b) {
         b.reconfigure([](Configuration &c) { c.storage = Storage::MemoryOnly; });
         return loginToldAs(b, 0);
     }},
    {"there is no keyring, and storage is InsecureFile",
     Error::NoError,
     After::SignedIn,
     "authorize, code, refresh",
     {},
     [](Bench &b) {
         b.configuration.storage = Storage::InsecureFile;
         b.reconfigure([](Configuration &c) { c.storage = Storage::InsecureFile; });
         return loginToldAs(b, 0);
     }},
};
} // namespace

//! Runs without a session bus.
class tst_BadAbsence : public TableTest
{
public:
    tst_BadAbsence()
        : TableTest(u"No keyring"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<KeychainBench>(tenant); }
};

QTEST_GUILESS_MAIN(tst_BadAbsence)
