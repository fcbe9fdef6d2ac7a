// SPDX-License-Identifier: Apache-2.0
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/tenantprocess.h"
#include <Auth0Qt/Auth0NetworkAccessManagerFactory>
#include <QtCore/QJsonArray>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! A QML engine before the tenant's API that takes bound tokens only, each with its proof, and demands nonces.
class tst_EngineProofs : public QObject
{
    Q_OBJECT
    static inline const QString audience = QStringLiteral("https://dpop-api.example.com");

    TenantProcess tenant{
        {{u"apis"_qs,
          QJsonArray{QJsonObject{
              {u"audience"_qs, audience}, {u"senderConstraining"_qs, u"required"_qs}, {u"dpopNonces"_qs, true}}}}}};
    FakeSecretStore store;
    std::unique_ptr<HttpUser> user;
    std::unique_ptr<Client> client;
    std::unique_ptr<Auth0NetworkAccessManagerFactory> factory;
    std::unique_ptr<QQmlApplicationEngine> engine;

    QList<QJsonObject> calls(const QString &path) const { return tenant.log({{u"path"_qs, path}}); }
    void signIn(const QString &name)
    {
        user->forgetCookies();
        user->username = name + u"@example.com"_qs;
        const auto login = await(client->authorize());
        QVERIFY2(login, qPrintable(login.error().toString()));
        QCOMPARE(login->tokenType, u"DPoP"_qs);
    }
    QQuickWindow *load(QByteArray content)
    {
        content.replace("HOST", tenant.domain().toLatin1());
        engine->loadData(
            "import QtQuick\nWindow { width: 40; height: 40; visible: true; color: 'white'\n" + content + "\n}");
        return engine->rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(engine->rootObjects().last());
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(tenant.isRunning());
        QVERIFY(tenant.reset());
        store.entries.clear();
        user = std::make_unique<HttpUser>();
        Configuration configuration = tenant.configuration();
        configuration.audience = audience;
        configuration.useDPoP = true;
        configuration.account = QString::fromLatin1(QTest::currentTestFunction());
        client = std::make_unique<Client>(configuration, Services{nullptr, &store, user.get(), nullptr});
        factory = std::make_unique<Auth0NetworkAccessManagerFactory>(client.get(), QStringList{tenant.domain()});
        engine = std::make_unique<QQmlApplicationEngine>();
        engine->setNetworkAccessManagerFactory(factory.get());
        signIn(u"alice"_qs);
    }
    void cleanup()
    {
        engine.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the window's textures
        factory.reset();
        client.reset();
    }

    void aPictureIsShownAfterOneDemandForANonce()
    {
        QQuickWindow *window = load("Image { source: 'HOST/api/avatar'; anchors.fill: parent }");
        QVERIFY(window);
        // The corner has the user's colour, the middle is the figure.
        const auto corner = [window] { return window->grabWindow().pixelColor(1, 1); };
        QTRY_VERIFY(corner() != QColor(Qt::white));
        QCOMPARE(window->grabWindow().pixelColor(20, 35), QColor(Qt::white));
        const auto seen = calls(u"/api/avatar"_qs);
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen[0][u"status"].toInt(), 401);
        QCOMPARE(seen[0][u"error"].toString(), u"use_dpop_nonce"_qs);
        QCOMPARE(seen[1][u"status"].toInt(), 200);
        QVERIFY(seen[0][u"dpop_jti"] != seen[1][u"dpop_jti"]);
        QCOMPARE(seen[0][u"jti"], seen[1][u"jti"]); // the same token: no refresh
        QVERIFY(tenant.refreshes().isEmpty());
    }

    void eachUserSeesTheirOwn()
    {
        QQuickWindow *window = load("Image { source: 'HOST/api/avatar'; anchors.fill: parent }");
        QVERIFY(window);
        const auto corner = [window] { return window->grabWindow().pixelColor(1, 1); };
        QTRY_VERIFY(corner() != QColor(Qt::white));
        const QColor alices = corner();
        signIn(u"bob"_qs);
        QVERIFY(corner() != alices);
        QTRY_VERIFY(corner() != QColor(Qt::white));
        QVERIFY(corner() != alices);
        QCOMPARE(calls(u"/api/avatar"_qs).last()[u"sub"].toString(), u"auth0|bob"_qs);
    }

    void picturesAndRequestsShareTheNonce()
    {
        QQuickWindow *window = load("property var seen: []\nfunction call(method, done) { const r = new "
                                    "XMLHttpRequest(); r.open(method, 'HOST/api/dpop');"
                                    "r.onreadystatechange = () => { if (r.readyState === 4) { seen = "
                                    "seen.concat([r.status]); if (done) done() } };"
                                    "r.send(method === 'POST' ? '{\"a\": 1}' : undefined) }\n"
                                    "Image { source: 'HOST/api/avatar'; onStatusChanged: if (status === Image.Ready) "
                                    "parent.Window.window.call('GET', () => parent.Window.window.call('POST')) }");
        QVERIFY(window);
        QTRY_COMPARE(window->property("seen").value<QJSValue>().toVariant().toList(), (QVariantList{200, 200}));
        QCOMPARE(calls(u"/api/avatar"_qs).size(), 2);
        const auto seen = calls(u"/api/dpop"_qs);
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen[1][u"method"].toString(), u"POST"_qs);
        QVERIFY(seen[0][u"dpop_jti"] != seen[1][u"dpop_jti"]);
    }

    void aRefusedTokenIsRefreshedOnce()
    {
        QVERIFY(tenant.fault(
            {{u"path"_qs, u"/api/avatar"_qs},
             {u"status"_qs, 401},
             {u"headers"_qs, QJsonObject{{u"WWW-Authenticate"_qs, u"DPoP error=\"invalid_token\""_qs}}}}));
        QQuickWindow *window = load("Image { source: 'HOST/api/avatar'; anchors.fill: parent }");
        QVERIFY(window);
        QTRY_VERIFY(window->grabWindow().pixelColor(1, 1) != QColor(Qt::white));
        // For the token, for the nonce, and the one that was taken.
        const auto seen = calls(u"/api/avatar"_qs);
        QCOMPARE(seen.size(), 3);
        QVERIFY(seen[0][u"access_token"] != seen[2][u"access_token"]);
        qsizetype granted = 0;
        for (const QJsonObject &refresh : tenant.refreshes())
            granted += refresh.contains(u"new_refresh_token"_qs) ? 1 : 0;
        QCOMPARE(granted, 1);
        QCOMPARE(tenant.revokedFamilies(), 0);
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    tst_EngineProofs test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_engineproofs.moc"
