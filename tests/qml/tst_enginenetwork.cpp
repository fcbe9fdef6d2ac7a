// SPDX-License-Identifier: Apache-2.0
#include "support/await.h"
#include "support/certificates.h"
#include "support/fakesecretstore.h"
#include "support/rawserver.h"
#include <Auth0Qt/Auth0NetworkAccessManagerFactory>
#include <QtCore/QBuffer>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QUuid>
#include <QtGui/QImage>
#include <QtNetwork/QSslServer>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

//! A QML engine that loads with the session's token: what the elements of QML send, and what they show to whom.
class tst_EngineNetwork : public QObject
{
    Q_OBJECT
    std::unique_ptr<RawServer> server, other;
    FakeSecretStore store;
    QString account;
    std::unique_ptr<Client> client;
    std::unique_ptr<Auth0NetworkAccessManagerFactory> factory;
    std::unique_ptr<QQmlApplicationEngine> engine;

    void start(const QString &caCertificates = {});
    void signIn(const QString &user);
    QObject *load(const QByteArray &qml);
    static QByteArray authorization(const RawServer &server, const QByteArray &target);
    static QByteArray picture(const QColor &colour);

private Q_SLOTS:
    void init();
    void cleanup();
    void whateverQmlLoadsHasTheToken_data();
    void whateverQmlLoadsHasTheToken();
    void elsewhereNothingIsAdded_data();
    void elsewhereNothingIsAdded();
    void aPostIsSentOnceWhateverHappensToTheConnection_data();
    void aPostIsSentOnceWhateverHappensToTheConnection();
    void theClientsAuthoritiesAreTrusted();
    void aPictureIsShownToItsUserOnly();
    void aPictureThatNobodyShowsIsForgottenToo();
    void aSwitchInTheMiddleOfLoadingShowsTheNewUsersPicture();
    void aStoredSessionsPictureIsAskedForOnce();
    void aWrongOriginIsNamedAndGetsNothing();
};

namespace {
// Parts of a page, each of which loads ADDRESS.
const QList<std::pair<const char *, const char *>> elements{
    {"Image", "Image { source: 'ADDRESS' }"},
    {"Image, synchronous", "Image { source: 'ADDRESS'; asynchronous: false; cache: false }"},
    {"AnimatedImage", "AnimatedImage { source: 'ADDRESS' }"},
    {"BorderImage", "BorderImage { source: 'ADDRESS' }"},
    {"FontLoader", "Item { FontLoader { source: 'ADDRESS' } }"},
    {"Loader", "Loader { source: 'ADDRESS' }"},
    {"XMLHttpRequest",
     "Item { Component.onCompleted: { const r = new XMLHttpRequest(); r.open('GET', 'ADDRESS'); r.send() } }"},
    {"XMLHttpRequest, POST",
     "Item { Component.onCompleted: { const r = new XMLHttpRequest(); r.open('POST', 'ADDRESS'); r.send('a') } }"},
};

void addElements()
{
    QTest::addColumn<QByteArray>("element");
    for (const auto &[name, element] : elements)
        QTest::newRow(name) << QByteArray(element);
}
} // namespace

void tst_EngineNetwork::init()
{
    const auto respond = [](QTcpSocket *socket, const RawRequest &request) {
        const bool alice = request.headers["authorization"] == "Bearer token-of-alice";
        const bool bob = request.headers["authorization"] == "Bearer token-of-bob";
        RawServer::answer(
            socket, 200,
            picture(
                alice     ? Qt::red
                    : bob ? Qt::blue
                          : Qt::black),
            "Content-Type: image/png\r\n");
    };
    server = std::make_unique<RawServer>();
    other = std::make_unique<RawServer>();
    server->respond = other->respond = respond;
    store.entries.clear();
    account = QUuid::createUuid().toString(QUuid::Id128); // beside the store stand files, one set for each account
    start();
    QTRY_COMPARE(client->sessionState(), SessionState::SignedOut);
}

void tst_EngineNetwork::start(const QString &caCertificates)
{
    Configuration configuration;
    configuration.domain = u"http://127.0.0.1:9"_qs;
    configuration.clientId = u"client"_qs;
    configuration.account = account;
    configuration.caCertificates = caCertificates;
    client = std::make_unique<Client>(configuration, Services{nullptr, &store, nullptr, nullptr});
    factory = std::make_unique<Auth0NetworkAccessManagerFactory>(client.get(), QStringList{server->url({}).toString()});
    engine = std::make_unique<QQmlApplicationEngine>();
    engine->setNetworkAccessManagerFactory(factory.get());
}

void tst_EngineNetwork::cleanup()
{
    engine.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the window's textures
    factory.reset();
    client.reset();
}

void tst_EngineNetwork::signIn(const QString &user)
{
    const QJsonObject claims{
        {u"iss"_qs, u"http://127.0.0.1:9/"_qs}, {u"aud"_qs, u"client"_qs}, {u"sub"_qs, user}, {u"name"_qs, user}};
    constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray payload = QJsonDocument(claims).toJson(QJsonDocument::Compact);
    const QByteArray idToken =
        QByteArray(R"({"alg":"RS256"})").toBase64(base64Url) + '.' + payload.toBase64(base64Url) + ".c2ln";
    Credentials credentials;
    credentials.accessToken = u"token-of-"_qs + user;
    credentials.tokenType = u"Bearer"_qs;
    credentials.idToken = QString::fromLatin1(idToken);
    credentials.expiresAt = QDateTime::currentDateTimeUtc().addSecs(3600);
    const auto saved = await(client->saveCredentials(credentials));
    QVERIFY2(saved, qPrintable(saved.error().toString()));
}

QObject *tst_EngineNetwork::load(const QByteArray &qml)
{
    QByteArray page = "import QtQuick\nWindow { width: 40; height: 40; visible: true; color: 'white'\n" + qml + "\n}";
    page.replace("HOST", server->url({}).toEncoded());
    engine->loadData(page);
    return engine->rootObjects().isEmpty() ? nullptr : engine->rootObjects().last();
}

QByteArray tst_EngineNetwork::authorization(const RawServer &server, const QByteArray &target)
{
    for (const RawRequest &request : server.requests) {
        if (request.target == target)
            return request.headers.value("authorization", "none");
    }
    return {};
}

QByteArray tst_EngineNetwork::picture(const QColor &colour)
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(colour);
    QBuffer png;
    image.save(&png, "PNG");
    return png.data();
}

void tst_EngineNetwork::whateverQmlLoadsHasTheToken_data() { addElements(); }

void tst_EngineNetwork::whateverQmlLoadsHasTheToken()
{
    QFETCH(QByteArray, element);
    signIn(u"alice"_qs);
    QVERIFY(load(element.replace("ADDRESS", "HOST/it")));
    QTRY_COMPARE(authorization(*server, "/it"), QByteArray("Bearer token-of-alice"));
    QTest::qWait(50); // time for a second request to show
    QCOMPARE(server->requests.size(), 1);
}

void tst_EngineNetwork::elsewhereNothingIsAdded_data() { addElements(); }

void tst_EngineNetwork::elsewhereNothingIsAdded()
{
    QFETCH(QByteArray, element);
    signIn(u"alice"_qs);
    QVERIFY(load(element.replace("ADDRESS", other->url(u"/it"_qs).toEncoded())));
    QTRY_COMPARE(authorization(*other, "/it"), QByteArray("none"));
}

void tst_EngineNetwork::aPostIsSentOnceWhateverHappensToTheConnection_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("'a'");
    QTest::newRow("nothing") << QByteArray();
}

void tst_EngineNetwork::aPostIsSentOnceWhateverHappensToTheConnection()
{
    QFETCH(QByteArray, content);
    const auto respond = server->respond;
    server->respond = [respond](QTcpSocket *socket, const RawRequest &request) {
        if (request.method == "POST")
            socket->abort();
        else
            respond(socket, request);
    };
    signIn(u"alice"_qs);
    // The first on a connection of its own, the second on one that has served already.
    QObject *window = load(
        "property var seen: []\nfunction call(method, path, done) { const r = new XMLHttpRequest(); r.open(method, "
        "'HOST' + path);"
        "r.onreadystatechange = () => { if (r.readyState === 4) { seen = seen.concat([r.status]); if (done) done() } };"
        "r.send("
        + content
        + ") }\nComponent.onCompleted: call('POST', '/fresh', () => call('GET', '/between', () => call('POST', "
          "'/kept')))");
    QVERIFY(window);
    QTRY_COMPARE(window->property("seen").value<QJSValue>().toVariant().toList(), (QVariantList{0, 200, 0}));
    QTest::qWait(50); // time for a repetition to show
    QList<QByteArray> targets;
    for (const RawRequest &request : std::as_const(server->requests))
        targets.append(request.target);
    QCOMPARE(targets, (QList<QByteArray>{"/fresh", "/between", "/kept"}));
    QCOMPARE(authorization(*server, "/kept"), QByteArray("Bearer token-of-alice"));
}

void tst_EngineNetwork::theClientsAuthoritiesAreTrusted()
{
    const Certificates certificates;
    QVERIFY(certificates.isValid());
    QSslServer tls;
    tls.setSslConfiguration(certificates.serverConfiguration());
    QVERIFY(tls.listen(QHostAddress::LocalHost));
    RawServer safe(&tls);
    safe.respond = server->respond;
    for (const bool trusts : {true, false}) {
        cleanup();
        start(trusts ? certificates.authority() : QString());
        signIn(u"alice"_qs);
        Auth0NetworkAccessManagerFactory own(client.get(), {safe.url({}, u"https"_qs).toString()});
        engine->setNetworkAccessManagerFactory(&own);
        const QByteArray address = safe.url(trusts ? u"/it"_qs : u"/other"_qs, u"https"_qs).toEncoded();
        if (!trusts)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"QML Image: SSL handshake failed.*"_qs));
        QObject *window = load("property alias outcome: image.status\nImage { id: image; source: '" + address + "' }");
        QVERIFY(window);
        enum { Ready = 1, Error = 3 }; // QQuickImageBase's
        QTRY_COMPARE_WITH_TIMEOUT(window->property("outcome").toInt(), int(trusts ? Ready : Error), 20'000);
        engine.reset();
    }
    QCOMPARE(safe.requests.size(), 1);
    QCOMPARE(authorization(safe, "/it"), QByteArray("Bearer token-of-alice"));
    QTest::qWait(100); // Qt's network thread counts as ended a moment before OpenSSL has freed what it kept for it
}

void tst_EngineNetwork::aPictureIsShownToItsUserOnly()
{
    signIn(u"alice"_qs);
    auto *window = qobject_cast<QQuickWindow *>(
        load("property url address: 'HOST/me.png'\nImage { source: address; anchors.fill: parent }"));
    QVERIFY(window);
    const auto colour = [window] { return window->grabWindow().pixelColor(20, 20); };
    QTRY_COMPARE(colour(), QColor(Qt::red));
    signIn(u"bob"_qs);
    QVERIFY(colour() != QColor(Qt::red)); // at once: nothing of hers is left on the screen
    QTRY_COMPARE(colour(), QColor(Qt::blue));
    QVERIFY(await(client->clearCredentials()));
    QVERIFY(colour() != QColor(Qt::blue));
    QTRY_COMPARE(colour(), QColor(Qt::black)); // what everybody may see
    // The binding still stands.
    signIn(u"alice"_qs);
    QTRY_COMPARE(colour(), QColor(Qt::red));
    const auto seen = server->requests.size();
    window->setProperty("address", server->url(u"/other.png"_qs));
    QTRY_COMPARE(server->requests.size(), seen + 1);
    QCOMPARE(server->requests.last().target, QByteArray("/other.png"));
}

void tst_EngineNetwork::aPictureThatNobodyShowsIsForgottenToo()
{
    signIn(u"alice"_qs);
    auto *window =
        qobject_cast<QQuickWindow *>(load("property bool shown: true\nLoader { active: parent.Window.window.shown; "
                                          "anchors.fill: parent; sourceComponent: Image { source: 'HOST/me.png' } }"));
    QVERIFY(window);
    const auto colour = [window] { return window->grabWindow().pixelColor(20, 20); };
    QTRY_COMPARE(colour(), QColor(Qt::red));
    window->setProperty("shown", false);
    // The cache keeps it for who shows it next: that is what must not be another user.
    window->setProperty("shown", true);
    QTRY_COMPARE(colour(), QColor(Qt::red));
    QCOMPARE(server->requests.size(), 1);
    window->setProperty("shown", false);
    QTest::qWait(20);
    signIn(u"bob"_qs);
    window->setProperty("shown", true);
    QVERIFY(colour() != QColor(Qt::red));
    QTRY_COMPARE(colour(), QColor(Qt::blue));
}

void tst_EngineNetwork::aSwitchInTheMiddleOfLoadingShowsTheNewUsersPicture()
{
    QList<std::pair<QPointer<QTcpSocket>, RawRequest>> held;
    const auto respond = server->respond;
    server->respond = [&held](QTcpSocket *socket, const RawRequest &request) { held.append({socket, request}); };
    signIn(u"alice"_qs);
    auto *window = qobject_cast<QQuickWindow *>(load("Image { source: 'HOST/me.png'; anchors.fill: parent }"));
    QVERIFY(window);
    QTRY_COMPARE(held.size(), 1);
    server->respond = respond;
    signIn(u"bob"_qs);
    if (held[0].first)
        respond(held[0].first, held[0].second); // hers comes late
    const auto colour = [window] { return window->grabWindow().pixelColor(20, 20); };
    QTRY_COMPARE(colour(), QColor(Qt::blue));
    QTest::qWait(50);
    QCOMPARE(colour(), QColor(Qt::blue));
}

void tst_EngineNetwork::aStoredSessionsPictureIsAskedForOnce()
{
    signIn(u"alice"_qs);
    cleanup();
    store.isSilent = true;
    start();
    QVERIFY(load("Image { source: 'HOST/me.png'; anchors.fill: parent }"));
    QTest::qWait(100);
    QVERIFY(client->isLoading());
    QVERIFY(server->requests.isEmpty()); // it waits for the store
    store.answerNow();
    QTRY_COMPARE(authorization(*server, "/me.png"), QByteArray("Bearer token-of-alice"));
    QTest::qWait(50);
    QCOMPARE(server->requests.size(), 1);
}

void tst_EngineNetwork::aWrongOriginIsNamedAndGetsNothing()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Auth0NetworkAccessManagerFactory: allowedOrigins: .*"_qs));
    Auth0NetworkAccessManagerFactory wrong(
        client.get(), {server->url({}).toString(), server->url(u"/path"_qs).toString()});
    engine->setNetworkAccessManagerFactory(&wrong);
    signIn(u"alice"_qs);
    QVERIFY(load("Image { source: 'HOST/it' }"));
    QTRY_COMPARE(authorization(*server, "/it"), QByteArray("none"));
    engine.reset();
}

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    tst_EngineNetwork test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_enginenetwork.moc"
