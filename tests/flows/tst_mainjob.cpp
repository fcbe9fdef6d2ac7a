// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! The main job in C++, on the real keyring: what a user does in a week.
class tst_MainJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aUserStaysSignedInUntilTheLogout();
    void eachStorageHasASessionOfItsOwn();
    void eachClientHasATimeoutOfItsOwn();
};

void tst_MainJob::aUserStaysSignedInUntilTheLogout()
{
    Flow flow;
    QVERIFY(flow.tenant.isRunning());
    const Services services{nullptr, nullptr, &flow.user, &flow.clock};
    auto client = std::make_unique<Client>(flow.configuration(), services);
    QCOMPARE(client->sessionState(), SessionState::Restoring);
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);

    const auto login = await(client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(client->user().email, QStringLiteral("alice@example.com"));
    QCOMPARE(flow.tenant.callApi(login->accessToken), 200);

    flow.moveClock(86'401);
    QCOMPARE(flow.tenant.callApi(login->accessToken), 401);
    QVERIFY(client->isAuthenticated());
    const auto renewed = await(client->getCredentials());
    QVERIFY2(renewed, qPrintable(renewed.error().toString()));
    QVERIFY(renewed->refreshToken != login->refreshToken);
    QCOMPARE(flow.tenant.callApi(renewed->accessToken), 200);

    client = std::make_unique<Client>(flow.configuration(), services);
    QTRY_COMPARE(client->sessionState(), SessionState::SignedIn);
    QCOMPARE(client->user().email, QStringLiteral("alice@example.com"));
    const auto kept = await(client->getCredentials());
    QVERIFY2(kept, qPrintable(kept.error().toString()));
    QCOMPARE(kept->accessToken, renewed->accessToken);
    QCOMPARE(flow.tenant.refreshes().size(), 1);

    QSignalSpy loggedOut(client.get(), &Client::loggedOut);
    const auto logout = await(client->clearSession());
    QVERIFY2(logout, qPrintable(logout.error().toString()));
    QCOMPARE(loggedOut.count(), 1);
    QCOMPARE(client->sessionState(), SessionState::SignedOut);
    QCOMPARE(client->user().sub, QString());
    QCOMPARE(await(client->getCredentials()).error().code(), Error::NoCredentials);

    client = std::make_unique<Client>(flow.configuration(), services);
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
}

void tst_MainJob::eachStorageHasASessionOfItsOwn()
{
    Flow flow;
    QVERIFY(flow.tenant.isRunning());
    flow.account = QStringLiteral("storages");
    Configuration inKeychain = flow.configuration(), inFile = flow.configuration();
    inFile.storage = Storage::InsecureFile;
    Client client(inKeychain, Services{nullptr, nullptr, &flow.user, &flow.clock});
    QSignalSpy ended(&client, &Client::sessionEnded);
    QVERIFY(await(client.authorize()));
    const QString first = await(client.getCredentials())->accessToken;
    client.setConfiguration(inFile);
    QTRY_COMPARE(client.sessionState(), SessionState::SignedOut);
    QVERIFY(await(client.authorize()));
    const QString second = await(client.getCredentials())->accessToken;
    client.setConfiguration(inKeychain);
    QTRY_COMPARE(client.sessionState(), SessionState::SignedIn);
    QCOMPARE(await(client.getCredentials())->accessToken, first);
    client.setConfiguration(inFile);
    QTRY_COMPARE(client.sessionState(), SessionState::SignedIn);
    QCOMPARE(await(client.getCredentials())->accessToken, second);
    QCOMPARE(ended.count(), 0);
    QVERIFY(await(client.clearCredentials()));
    client.setConfiguration(inKeychain);
    QTRY_COMPARE(client.sessionState(), SessionState::SignedIn);
    QVERIFY(await(client.clearCredentials()));
}

void tst_MainJob::eachClientHasATimeoutOfItsOwn()
{
    Flow flow;
    QVERIFY(flow.tenant.isRunning());
    flow.account = QStringLiteral("timeouts");
    Configuration patient = flow.configuration(), hasty = flow.configuration();
    patient.browser = &flow.user;
    hasty.timeout = std::chrono::milliseconds(200);
    Client first(patient), second(hasty);
    QVERIFY(await(first.authorize()));
    QVERIFY(flow.tenant.fault(refreshFault({{QStringLiteral("delay"), 1}, {QStringLiteral("times"), 1}})));
    const auto slow = first.getCredentials(forced()); // waits for the keyring when the second one asks
    const auto quick = second.getCredentials(forced());
    const auto answered = await(slow);
    QVERIFY2(answered, qPrintable(answered.error().toString()));
    QVERIFY(await(quick));
    QVERIFY(await(first.clearCredentials()));
}

QTEST_GUILESS_MAIN(tst_MainJob)
#include "tst_mainjob.moc"
