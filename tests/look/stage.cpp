// SPDX-License-Identifier: Apache-2.0
#include "stage.h"
#include "finditems.h"
#include <QtCore/QJsonArray>
#include <QtGui/QFont>
#include <QtQuickControls2/QQuickStyle>
#include <QtTest/QTest>

namespace Auth0::Test {
namespace {
constexpr qint64 lifetime = 86400;

QByteArray jwt(const QJsonObject &claims)
{
    const auto part = [](const QJsonObject &object) {
        return QJsonDocument(object)
            .toJson(QJsonDocument::Compact)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part({{QStringLiteral("alg"), QStringLiteral("RS256")}}) + '.' + part(claims) + ".c2lnbmF0dXJl";
}

QString accessToken(const QString &id, const QDateTime &now)
{
    const qint64 start = now.toSecsSinceEpoch();
    return QString::fromLatin1(
        jwt({{QStringLiteral("jti"), id}, {QStringLiteral("iat"), start}, {QStringLiteral("exp"), start + lifetime}}));
}

QJsonObject claimsOfAlice(const QString &picture)
{
    QJsonObject claims{
        {QStringLiteral("iss"), QStringLiteral("https://tenant.eu.auth0.com/")},
        {QStringLiteral("aud"), QStringLiteral("native-public")},
        {QStringLiteral("sub"), QStringLiteral("auth0|alice")},
        {QStringLiteral("name"), QStringLiteral("Alice Adams")},
        {QStringLiteral("nickname"), QStringLiteral("alice")},
        {QStringLiteral("email"), QStringLiteral("alice@example.com")},
        {QStringLiteral("email_verified"), true},
        {QStringLiteral("locale"), QStringLiteral("en-GB")},
        {QStringLiteral("org_id"), QStringLiteral("org_north")},
        {QStringLiteral("updated_at"), QStringLiteral("2026-11-20T08:15:00Z")},
        {QStringLiteral("roles"), QJsonArray{QStringLiteral("editor"), QStringLiteral("billing")}}};
    if (!picture.isEmpty())
        claims.insert(QStringLiteral("picture"), picture);
    return claims;
}
} // namespace

StagedEnvironment::StagedEnvironment()
{
    for (const auto &[name, value] :
         {std::pair("QT_QPA_PLATFORM", "offscreen"),
          {"QT_QUICK_BACKEND", "software"},
          {"QT_SCALE_FACTOR", "1"},
          {"QT_FONT_DPI", "96"},
          {"TZ", "UTC"},
          {"LC_ALL", "C.UTF-8"},
          {"FONTCONFIG_FILE", LOOK_SOURCE "/fonts.conf"}})
        qputenv(name, value);
}

StagedApplication::StagedApplication(int &argc, char **argv)
    : QGuiApplication(argc, argv)
{
    QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    QQuickStyle::setStyle(QStringLiteral("Calm"));
    QQuickStyle::setFallbackStyle(QStringLiteral("Basic"));
}

QList<Look> Look::all()
{
    return {
        {QStringLiteral("narrow-light"), false, 420},
        {QStringLiteral("wide-light"), false, 1400},
        {QStringLiteral("wide-dark"), true, 1400},
        {QStringLiteral("narrow-dark"), true, 420}};
}

StagedProvider::StagedProvider()
{
    setServices({&network, &store, &person, &clock});
    setDomain(QStringLiteral("tenant.eu.auth0.com"));
    setClientId(QStringLiteral("native-public"));
    setAudience(QStringLiteral("https://api.example.com"));
}

void StagedProvider::storeSession(const QString &picture)
{
    Credentials credentials;
    credentials.accessToken = accessToken(QStringLiteral("at-5c1f9e0b"), clock.time);
    credentials.tokenType = QStringLiteral("Bearer");
    credentials.idToken = QString::fromLatin1(jwt(claimsOfAlice(picture)));
    credentials.refreshToken = QStringLiteral("rt-1");
    credentials.expiresAt = clock.time.addSecs(lifetime);
    credentials.scope = QStringLiteral("openid profile email offline_access");
    {
        Client before(client()->configuration(), {nullptr, &store, nullptr, &clock});
        const auto saved = before.saveCredentials(credentials);
        QTRY_VERIFY(saved.isFinished());
        QVERIFY2(saved.result(), qPrintable(saved.result() ? QString() : saved.result().error().message()));
    }
    QJsonObject renewed{
        {QStringLiteral("access_token"), accessToken(QStringLiteral("at-77d20a41"), clock.time.addSecs(7200))},
        {QStringLiteral("refresh_token"), QStringLiteral("rt-2")},
        {QStringLiteral("token_type"), QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), lifetime}};
    network.answers.insert(QStringLiteral("/oauth/token"), {200, QJsonDocument(renewed).toJson(), {}});
}

Stage::Stage(qreal fontScale)
{
    QCoreApplication::instance()->installEventFilter(&m_timers);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(qRound(14 * fontScale));
    QGuiApplication::setFont(font);
    network.onRequest = [this] {
        provider.clock.time = provider.clock.time.addMSecs(38); // what the API takes
        showTime();
    };
    const QJsonObject answer{
        {QStringLiteral("sub"), QStringLiteral("auth0|alice")},
        {QStringLiteral("scope"), QStringLiteral("read:messages")},
        {QStringLiteral("messages"), QJsonArray{QStringLiteral("Welcome"), QStringLiteral("It works")}}};
    network.answers.insert(
        QStringLiteral("/api/messages"),
        {200,
         QJsonDocument(answer).toJson(),
         {{"Content-Type", "application/json; charset=utf-8"},
          {"Cache-Control", "no-store"},
          {"DPoP-Nonce", "nonce-7f3a91c0"},
          {"Set-Cookie", "visit=1c44d2f0b1; Path=/; Secure; HttpOnly"}}});
    m_engine.setNetworkAccessManagerFactory(&network);
}

Stage::~Stage() = default;

bool Stage::StandingTimers::eventFilter(QObject *object, QEvent *event)
{
    const auto *timer = event->type() == QEvent::Timer ? qobject_cast<QTimer *>(object) : nullptr;
    return timer && timer->interval() == 1000;
}

void Stage::open(const QVariantMap &properties)
{
    QVariantMap all = properties;
    all.insert(QStringLiteral("provider"), QVariant::fromValue<Auth0Provider *>(&provider));
    all.insert(QStringLiteral("apiAddress"), QStringLiteral("https://api.example.com/api/messages"));
    m_engine.setInitialProperties(all);
    showTime();
    singleton(&m_engine, "Theme")->setProperty("reducedMotion", true);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt-project.org/imports/Sample/Shell.qml")));
    QVERIFY(!m_engine.rootObjects().isEmpty());
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
    QVERIFY(m_window);
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

QQuickItem *Stage::find(const QString &name) const
{
    for (QQuickItem *item : namedItems(m_window))
        if (item->objectName() == name)
            return item;
    return nullptr;
}

void Stage::press(const QString &name)
{
    QTRY_VERIFY2(find(name) && find(name)->isEnabled(), qPrintable(name));
    QVERIFY(QMetaObject::invokeMethod(find(name), "clicked"));
}

void Stage::advance(std::chrono::seconds by)
{
    provider.clock.advance(by);
    showTime();
}

void Stage::showTime()
{
    singleton(&m_engine, "Clock")->setProperty("standing", provider.clock.time.toMSecsSinceEpoch());
}

void Stage::dress(const Look &look)
{
    singleton(&m_engine, "Theme")->setProperty("dark", look.isDark);
    m_window->resize(look.width + 40, 760); // so that the size changes
    glance();
    m_window->resize(look.width, 760);
    glance();
    m_window->resize(look.width, qMax(760, 760 + hiddenHeight(m_window)));
    picture();
}

QImage Stage::glance()
{
    constexpr int rounds = 3; // a layout in a layout in a page
    for (int i = 0; i < rounds; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    return m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
}

QImage Stage::picture()
{
    [this] { QTRY_VERIFY(!somethingIsDue(m_window)); }();
    constexpr int most = 20;
    QImage last = glance();
    for (int i = 0; i < most; ++i) {
        QImage next = glance();
        if (next == last)
            return next;
        last = next;
        QTest::qWait(10);
    }
    QTest::qFail("The window does not come to rest.", __FILE__, __LINE__);
    return last;
}
} // namespace Auth0::Test
