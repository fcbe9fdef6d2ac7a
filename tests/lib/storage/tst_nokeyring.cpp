// SPDX-License-Identifier: Apache-2.0
#include "storage/credentialsstore.h"
#include "storage/keychainsecretstore.h"
#include "support/await.h"
#include <QtCore/QTemporaryDir>

using namespace Auth0;
using Auth0::Test::await;

//! Runs without a session bus.
class TestNoKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCallSaysUnavailable()
    {
        KeychainSecretStore store;
        const auto key = QStringLiteral("d/c/a");
        QCOMPARE(await(store.read(key)).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.write(key, "x")).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.remove(key)).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.checkOpen()).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.unlock()).error().code(), Error::StoreUnavailable);
    }

    void aSessionIsNeitherFoundNorDenied()
    {
        const QTemporaryDir temporary;
        KeychainSecretStore secrets;
        CredentialsStore store(
            &secrets, QStringLiteral("secret-service"), QDir(temporary.path()),
            {QStringLiteral("d"), QStringLiteral("c"), QString()});
        QCOMPARE(await(store.read()).error().code(), Error::StoreUnavailable);
        QCOMPARE(await(store.checkWritable()).error().code(), Error::StoreUnavailable);
    }
};

QTEST_GUILESS_MAIN(TestNoKeyring)
#include "tst_nokeyring.moc"
