// SPDX-License-Identifier: Apache-2.0
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include <Auth0Qt/Auth0Provider>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! The provider as C++ sees it, with parts of its own.
class tst_Provider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProviderMadeByCppHasAClient();
    void changesReachTheClientBeforeItIsUsed();
    void manyChangesAreOneRestore();
    void whatNobodyHadIsNotToldAsLost_data();
    void whatNobodyHadIsNotToldAsLost();
    void aSessionIsToldOnceWhenItComesAndGoes();
    void whoReadsInBetweenHearsOfTheChange();
    void theSameAddressesAreNotToldAgain();
    void aLockedStoreIsAState();
    void qmlCallsAProviderMadeByCpp();
    void itsEndAnswersThePromisesOfALivingEngine();
    void thoseWhoWaitForCredentialsShareOnePromise();
};

namespace {
struct Fakes
{
    FakeSecretStore store;
    HttpUser person;
};

// The fakes outlive the client.
class FakedProvider : public Fakes, public Auth0Provider
{
public:
    explicit FakedProvider(SecretStore *anothers = nullptr)
    {
        setServices({nullptr, anothers ? anothers : &store, &person, nullptr});
        setDomain(QStringLiteral("http://127.0.0.1:9"));
        setClientId(QStringLiteral("client"));
    }
};

//! The signals of a provider's state, in their order, and whether each said something new.
class Told : public QObject
{
public:
    explicit Told(const Auth0Provider *provider)
    {
        follow<&Auth0Provider::user>(provider, &Auth0Provider::userChanged, "user");
        follow<&Auth0Provider::expiresAt>(provider, &Auth0Provider::expiresAtChanged, "expiresAt");
        follow<&Auth0Provider::isPersistent>(provider, &Auth0Provider::isPersistentChanged, "isPersistent");
        follow<&Auth0Provider::sessionState>(provider, &Auth0Provider::sessionStateChanged, "sessionState");
        follow<&Auth0Provider::isAuthenticated>(provider, &Auth0Provider::isAuthenticatedChanged, "isAuthenticated");
        follow<&Auth0Provider::isLoading>(provider, &Auth0Provider::isLoadingChanged, "isLoading");
    }
    QStringList take() { return std::exchange(m_names, {}); }

private:
    template<auto read>
    void follow(const Auth0Provider *provider, void (Auth0Provider::*changed)(), const char *name)
    {
        const auto seen = std::make_shared<decltype((provider->*read)())>((provider->*read)());
        connect(provider, changed, this, [this, provider, seen, name] {
            const auto now = (provider->*read)();
            m_names.append(QLatin1String(name) + QLatin1String(now == *seen ? " again" : ""));
            *seen = now;
        });
    }

    QStringList m_names;
};

const QStringList restored{QStringLiteral("sessionState"), QStringLiteral("isLoading")};
const QStringList appeared{
    QStringLiteral("user"), QStringLiteral("expiresAt"), QStringLiteral("isPersistent"), QStringLiteral("sessionState"),
    QStringLiteral("isAuthenticated")};

Credentials aLogin()
{
    const auto part = [](const char *json) {
        return QByteArray(json).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    Credentials credentials;
    credentials.accessToken = QStringLiteral("token");
    credentials.expiresAt = QDateTime::fromSecsSinceEpoch(4000000000, Qt::UTC);
    credentials.idToken = QString::fromLatin1(
        part(R"({"alg":"RS256"})") + '.'
        + part(R"({"iss":"http://127.0.0.1:9/","aud":"client","sub":"auth0|1","iat":1700000000,"exp":4000000000})")
        + ".c2lnbmF0dXJl");
    return credentials;
}
} // namespace

void tst_Provider::aProviderMadeByCppHasAClient()
{
    FakedProvider provider;
    QVERIFY(provider.isLoading());
    QVERIFY(provider.login());
    Client *client = provider.client();
    QVERIFY(client);
    QCOMPARE(client->configuration().clientId, QStringLiteral("client"));
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QCOMPARE(provider.login(), client->login());
    QCOMPARE(provider.client(), client);
}

void tst_Provider::changesReachTheClientBeforeItIsUsed()
{
    FakedProvider provider;
    provider.client();
    provider.setScope(QStringLiteral("openid"));
    provider.setLoginTimeout(1.5);
    QCOMPARE(provider.client()->configuration().scope, QStringLiteral("openid"));
    QCOMPARE(provider.client()->configuration().loginTimeout, std::chrono::milliseconds(1500));
}

void tst_Provider::manyChangesAreOneRestore()
{
    FakedProvider provider;
    provider.client();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    const int before = provider.store.reads;
    QSignalSpy states(&provider, &Auth0Provider::sessionStateChanged);
    provider.setAccount(QStringLiteral("second"));
    provider.setClientId(QStringLiteral("another"));
    provider.setDomain(QStringLiteral("http://127.0.0.1:10"));
    // The session before is not shown any more, and the next one is not asked for yet.
    QCOMPARE(states.count(), 1);
    QCOMPARE(provider.sessionState(), Auth0Provider::Restoring);
    QVERIFY(provider.isLoading());
    QCOMPARE(provider.store.reads, before);
    provider.store.isSilent = true;
    QTRY_COMPARE(provider.store.reads, before + 1);
    provider.store.answerNow();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QCOMPARE(states.count(), 2);
    QCOMPARE(provider.store.reads, before + 1);
}

void tst_Provider::whatNobodyHadIsNotToldAsLost_data()
{
    QTest::addColumn<std::function<void(Auth0Provider &)>>("change");
    const auto row = [](const char *name, const std::function<void(Auth0Provider &)> &change) {
        QTest::newRow(name) << change;
    };
    row("domain", [](Auth0Provider &p) { p.setDomain(QStringLiteral("http://127.0.0.1:10")); });
    row("clientId", [](Auth0Provider &p) { p.setClientId(QStringLiteral("another")); });
    row("account", [](Auth0Provider &p) { p.setAccount(QStringLiteral("second")); });
    row("storage", [](Auth0Provider &p) { p.setStorage(Auth0Provider::MemoryOnly); });
}

void tst_Provider::whatNobodyHadIsNotToldAsLost()
{
    QFETCH(std::function<void(Auth0Provider &)>, change);
    FakedProvider provider;
    Told told(&provider);
    provider.client();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QCOMPARE(told.take(), restored);
    change(provider);
    QCOMPARE(told.take(), restored);
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QCOMPARE(told.take(), restored);
}

void tst_Provider::aSessionIsToldOnceWhenItComesAndGoes()
{
    FakedProvider provider;
    provider.setAccount(QStringLiteral("first"));
    Told told(&provider);
    provider.client();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    told.take();
    provider.client()->saveCredentials(aLogin());
    QTRY_VERIFY(provider.isAuthenticated() && provider.isPersistent());
    QStringList all = told.take();
    all.sort();
    QStringList expected = appeared;
    expected.sort();
    QCOMPARE(all, expected);
    provider.setAccount(QStringLiteral("second"));
    QCOMPARE(told.take(), appeared + QStringList(QStringLiteral("isLoading")));
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QCOMPARE(told.take(), restored);
    provider.setAccount(QStringLiteral("first"));
    QCOMPARE(told.take(), restored);
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedIn);
    QCOMPARE(told.take(), appeared + QStringList(QStringLiteral("isLoading")));
    // A second one comes to a session that is open.
    FakedProvider other(&provider.store);
    other.setAccount(QStringLiteral("first"));
    Told toldOther(&other);
    QCOMPARE(other.client()->sessionState(), SessionState::SignedIn);
    QCOMPARE(toldOther.take(), appeared + QStringList(QStringLiteral("isLoading")));
    provider.client()->clearCredentials();
    QTRY_COMPARE(other.sessionState(), Auth0Provider::SignedOut);
    all = told.take();
    all.sort();
    QCOMPARE(all, expected);
}

void tst_Provider::whoReadsInBetweenHearsOfTheChange()
{
    FakedProvider provider;
    provider.setAccount(QStringLiteral("left"));
    provider.client();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    bool seen = false, wasIn = false;
    const auto look = [&] {
        seen = provider.isAuthenticated();
        wasIn = wasIn || seen;
    };
    connect(&provider, &Auth0Provider::userChanged, &provider, look);
    connect(&provider, &Auth0Provider::isAuthenticatedChanged, &provider, look);
    // Whoever hears of the person goes elsewhere, before the rest is told.
    connect(&provider, &Auth0Provider::userChanged, &provider, [&provider] {
        provider.setAccount(QStringLiteral("elsewhere"));
    });
    provider.client()->saveCredentials(aLogin());
    QTRY_COMPARE(provider.account(), QStringLiteral("elsewhere"));
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
    QVERIFY(wasIn);
    QVERIFY(!seen);
}

void tst_Provider::theSameAddressesAreNotToldAgain()
{
    FakedProvider provider;
    QSignalSpy told(&provider, &Auth0Provider::callbackUrlsChanged);
    provider.setRedirectUri(QStringLiteral("http://127.0.0.1:4000/callback"));
    QCOMPARE(told.count(), 1);
    provider.setCallbackPorts({4001}); // an address of one's own goes before the ports
    QCOMPARE(told.count(), 1);
    provider.setRedirectUri({});
    QCOMPARE(told.count(), 2);
}

void tst_Provider::aLockedStoreIsAState()
{
    FakedProvider provider;
    provider.store.error = Error(Error::StoreLocked, QStringLiteral("locked"));
    QSignalSpy states(&provider, &Auth0Provider::sessionStateChanged);
    provider.client();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::StoreLocked);
    QVERIFY(states.count() >= 1);
    QVERIFY(!provider.isAuthenticated());
    provider.store.error.reset();
    provider.client()->restore();
    QTRY_COMPARE(provider.sessionState(), Auth0Provider::SignedOut);
}

void tst_Provider::qmlCallsAProviderMadeByCpp()
{
    FakedProvider provider;
    QQmlEngine engine;
    engine.rootContext()->setContextProperty(QStringLiteral("auth0"), &provider);
    QQmlComponent component(&engine);
    component.setData(
        "import QtQml\nimport Auth0\nQtObject { property int code: -1; property bool mine: Auth0Context.provider === "
        "auth0; "
        "Component.onCompleted: auth0.getCredentials().catch(error => code = error.code) }",
        QUrl());
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
    QTRY_COMPARE(object->property("code").toInt(), int(Error::NoCredentials));
    QVERIFY(object->property("mine").toBool());
}

void tst_Provider::itsEndAnswersThePromisesOfALivingEngine()
{
    QQmlEngine engine;
    auto provider = std::make_unique<FakedProvider>();
    provider->store.isSilent = true;
    engine.globalObject().setProperty(QStringLiteral("auth0"), engine.newQObject(provider.get()));
    QJSEngine::setObjectOwnership(provider.get(), QJSEngine::CppOwnership);
    engine.evaluate(QStringLiteral("code = 0; auth0.getCredentials().catch(error => { code = error.code })"));
    provider.reset();
    QTRY_COMPARE(engine.evaluate(QStringLiteral("code")).toInt(), int(Error::Cancelled));
}

void tst_Provider::thoseWhoWaitForCredentialsShareOnePromise()
{
    QQmlEngine engine;
    FakedProvider provider;
    provider.store.isSilent = true;
    engine.globalObject().setProperty(QStringLiteral("auth0"), engine.newQObject(&provider));
    QJSEngine::setObjectOwnership(&provider, QJSEngine::CppOwnership);
    const auto run = [&engine](const char *script) { return engine.evaluate(QLatin1String(script)); };
    run("answers = []; ask = options => { const p = auth0.getCredentials(options); "
        "p.catch(error => answers.push(error.code)); return p }");
    run("first = ask()");
    QVERIFY(run("first === ask()").toBool());
    QVERIFY(run("first !== ask({ minTtl: 60 })").toBool());
    // What changes now does not count for those who wait, but for those who come.
    provider.setTimeout(3);
    run("second = ask()");
    QVERIFY(run("second !== first && second === ask()").toBool());
    QTRY_COMPARE(provider.client()->configuration().timeout, std::chrono::milliseconds(3000));
    provider.store.answerNow();
    QTRY_COMPARE(run("answers.length").toInt(), 5);
    QCOMPARE(run("answers.join()").toString(), QStringLiteral("5,5,5,5,5")); // NoCredentials
    QVERIFY(run("const third = ask(); third !== first && third !== second && third !== ask()").toBool());
}

QTEST_MAIN(tst_Provider)
#include "tst_provider.moc"
