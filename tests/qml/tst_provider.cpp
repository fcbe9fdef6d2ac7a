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
    FakedProvider()
    {
        setServices({nullptr, &store, &person, nullptr});
        setDomain(QStringLiteral("http://127.0.0.1:9"));
        setClientId(QStringLiteral("client"));
    }
};
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
