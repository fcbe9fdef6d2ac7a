// SPDX-License-Identifier: Apache-2.0
#include "flow.h"
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! Several accounts of one application.
class tst_Accounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_flow = std::make_unique<Flow>();
        QVERIFY(m_flow->tenant.isRunning());
        QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/auth0qt"_qs)
            .removeRecursively();
    }

    void accountsAreListedWithTheirUsers()
    {
        QCOMPARE(listed(*start({})), QStringList());
        const auto alice = signedIn(u"work"_qs, u"alice@example.com"_qs);
        const auto bob = signedIn({}, u"bob@example.com"_qs);
        const QStringList both{u": auth0|bob Bob Brown"_qs, u"work: auth0|alice Alice Adams"_qs};
        QVERIFY(alice && bob);
        QCOMPARE(listed(*alice), both);
        QCOMPARE(listed(*bob), both);
        // From another account, after a restart, with the keyring locked and the tenant gone.
        m_flow->store.error = Error(Error::StoreLocked, u"locked"_qs);
        m_flow->tenant.kill();
        const auto third = start(u"third"_qs);
        QCOMPARE(listed(*third), both);
        QCOMPARE(m_flow->store.writes, 2);
    }

    void theOpenAccountHasTheWholeUser()
    {
        const auto alice = signedIn({}, u"alice@example.com"_qs);
        QVERIFY(alice);
        const auto accounts = await(alice->listAccounts());
        QVERIFY(accounts);
        QCOMPARE(accounts->size(), 1);
        QCOMPARE(accounts->first().user, alice->user());
        QCOMPARE(accounts->first().user.email, u"alice@example.com"_qs);
    }

    void anotherClientsAccountsAreNotListed()
    {
        QVERIFY(signedIn({}, u"alice@example.com"_qs));
        Configuration other = m_flow->configuration();
        other.clientId = u"native-norotate"_qs;
        Client client(other, Services{nullptr, &m_flow->store, &m_flow->user, &m_flow->clock});
        QCOMPARE(listed(client), QStringList());
    }

    void aLogoutEndsOneAccountAndSparesTheOther()
    {
        const auto work = signedIn(u"work"_qs, u"alice@example.com"_qs);
        const auto home = signedIn(u"home"_qs, u"bob@example.com"_qs);
        QVERIFY(work && home);
        QSignalSpy ended(home.get(), &Client::sessionEnded);
        const QString token = await(home->getCredentials())->accessToken;
        // Its record cannot be deleted now; it is not listed all the same.
        m_flow->store.error = Error(Error::StoreLocked, u"locked"_qs);
        QCOMPARE(await(work->clearCredentials()).error().code(), Error::StoreLocked);
        QCOMPARE(listed(*home), QStringList{u"home: auth0|bob Bob Brown"_qs});
        m_flow->store.error.reset();
        QVERIFY(await(home->getCredentials(forced())));
        QVERIFY(await(home->getCredentials())->accessToken != token);
        QCOMPARE(home->user().sub, u"auth0|bob"_qs);
        QCOMPARE(ended.count(), 0);
    }

    void aSessionInMemoryIsListedForItself()
    {
        Configuration configuration = m_flow->configuration();
        configuration.storage = Storage::MemoryOnly;
        configuration.account = u"guest"_qs;
        configuration.browser = &m_flow->user;
        Client client(configuration);
        QVERIFY(await(client.authorize()));
        QCOMPARE(listed(client), QStringList{u"guest: auth0|alice Alice Adams"_qs});
    }

private:
    std::unique_ptr<Client> start(const QString &account)
    {
        m_flow->account = account;
        return m_flow->start();
    }
    std::unique_ptr<Client> signedIn(const QString &account, const QString &user)
    {
        m_flow->user.forgetCookies();
        m_flow->user.username = user;
        m_flow->account = account;
        return m_flow->startSignedIn();
    }
    static QStringList listed(Client &client)
    {
        QStringList lines;
        const auto accounts = await(client.listAccounts());
        if (!accounts)
            return {accounts.error().toString()};
        for (const Account &one : *accounts)
            lines.append(one.account + u": "_qs + one.user.sub + u' ' + one.user.name);
        return lines;
    }

    std::unique_ptr<Flow> m_flow;
};

QTEST_GUILESS_MAIN(tst_Accounts)
#include "tst_accounts.moc"
