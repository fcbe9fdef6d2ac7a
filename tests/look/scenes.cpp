// SPDX-License-Identifier: Apache-2.0
#include "scenes.h"
#include <QtTest/QTest>

namespace Auth0::Test {
namespace {
using namespace std::chrono_literals;

const QVariantMap newcomer{{QStringLiteral("neverLoggedIn"), true}};

void showPage(Stage &stage, const QString &page) { QTRY_VERIFY2(stage.find(page), qPrintable(page)); }

void signedOut(Stage &stage)
{
    stage.open();
    showPage(stage, QStringLiteral("welcomePage"));
}

void signedIn(Stage &stage, const QString &page, const QString &picture = {})
{
    stage.provider.storeSession(picture);
    stage.advance(2h);
    stage.open({{QStringLiteral("page"), page}});
    showPage(stage, page + QStringLiteral("Page"));
}

void renew(Stage &stage)
{
    GetCredentialsOptions options;
    options.forceRefresh = true;
    const auto renewed = stage.provider.client()->getCredentials(options);
    QTRY_VERIFY(renewed.isFinished());
}

void callApi(Stage &stage, const QString &status)
{
    stage.press(QStringLiteral("callApiButton"));
    QTRY_VERIFY(stage.find(QStringLiteral("apiStatus")));
    QTRY_COMPARE(stage.find(QStringLiteral("apiStatus"))->property("text").toString(), status);
}

void logIn(Stage &stage, const QVariantMap &properties = {})
{
    stage.open(properties);
    stage.press(QStringLiteral("loginButton"));
    QTRY_COMPARE(stage.provider.login()->state(), LoginState::WaitingForBrowser);
}

void withoutKeyring(Stage &stage, Error::Code code)
{
    stage.provider.store.error = Error(code, QStringLiteral("The keyring is not there."));
    stage.open();
}

void answer401(Stage &stage)
{
    signedOut(stage);
    stage.network.answers.insert(
        QStringLiteral("/api/messages"),
        {401, "{\"error\": \"unauthorized\", \"message\": \"A token is missing\"}", {}});
    callApi(stage, QStringLiteral("401"));
}

void setup(Stage &stage)
{
    stage.open({{QStringLiteral("neverLoggedIn"), true}, {QStringLiteral("settingUp"), true}});
    showPage(stage, QStringLiteral("setupPage"));
}

void restoring(Stage &stage)
{
    stage.provider.store.isSilent = true;
    stage.open();
    showPage(stage, QStringLiteral("restoringPage"));
}

void declined(Stage &stage)
{
    logIn(stage, newcomer);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("error"), QStringLiteral("access_denied"));
    query.addQueryItem(QStringLiteral("error_description"), QStringLiteral("Alice did not allow it"));
    stage.provider.person.comeBack(query);
    QTRY_COMPARE(stage.provider.login()->state(), LoginState::Failed);
    stage.press(QStringLiteral("loginDetailsButton"));
    QTRY_VERIFY(stage.find(QStringLiteral("loginErrorDetails")));
}

void outOfTime(Stage &stage)
{
    stage.provider.setLoginTimeout(0.05);
    stage.open();
    stage.press(QStringLiteral("loginButton"));
    QTRY_COMPARE(stage.provider.login()->state(), LoginState::TimedOut);
}

void session(Stage &stage)
{
    signedIn(stage, QStringLiteral("api"));
    callApi(stage, QStringLiteral("200"));
    stage.advance(95s);
    renew(stage);
    stage.advance(4min);
    stage.window()->setProperty("page", QStringLiteral("session"));
    showPage(stage, QStringLiteral("sessionPage"));
}

void sessionInMemory(Stage &stage)
{
    stage.provider.store.error = Error(Error::StoreLocked, QStringLiteral("The keyring is locked."));
    stage.open({{QStringLiteral("page"), QStringLiteral("session")}});
    showPage(stage, QStringLiteral("lockedPage"));
    Credentials credentials;
    credentials.accessToken = QStringLiteral("opaque");
    credentials.expiresAt = stage.provider.clock.time.addSecs(3600);
    const auto saved = stage.provider.client()->saveCredentials(credentials);
    QTRY_VERIFY(saved.isFinished());
    showPage(stage, QStringLiteral("sessionPage"));
}

void offline(Stage &stage)
{
    signedIn(stage, QStringLiteral("api"));
    callApi(stage, QStringLiteral("200"));
    stage.advance(24h);
    stage.provider.network.answers.clear();
    callApi(stage, QStringLiteral("No answer"));
    QTRY_VERIFY(stage.find(QStringLiteral("errorBanner")));
}

void refused(Stage &stage)
{
    signedIn(stage, QStringLiteral("profile"));
    stage.provider.network.answers.insert(
        QStringLiteral("/oauth/token"),
        {403,
         "{\"error\": \"unauthorized_client\", \"error_description\": \"Grant type 'refresh_token' not allowed\"}",
         {}});
    renew(stage);
    stage.press(QStringLiteral("errorDetailsButton"));
    QTRY_VERIFY(stage.find(QStringLiteral("errorDetails")));
}

void ended(Stage &stage)
{
    signedIn(stage, QStringLiteral("profile"));
    stage.provider.network.answers.insert(
        QStringLiteral("/oauth/token"),
        {403, "{\"error\": \"invalid_grant\", \"error_description\": \"Unknown or invalid refresh token.\"}", {}});
    renew(stage);
    showPage(stage, QStringLiteral("welcomePage"));
    QTRY_VERIFY(stage.find(QStringLiteral("errorBanner")));
}
} // namespace

const QList<Scene> &scenes()
{
    static const QString picture = QStringLiteral("file:" LOOK_SOURCE "/alice.png");
    static const auto named = [](const char *name) { return QString::fromLatin1(name); };
    static const QList<Scene> all{
        {named("welcome"), named("welcomePage"), signedOut},
        {named("welcome-401"), named("welcomePage"), answer401},
        {named("welcome-first"), named("welcomePage"),
         [](Stage &stage) {
             stage.open(newcomer);
             showPage(stage, QStringLiteral("welcomePage"));
         }},
        {named("welcome-ended"), named("welcomePage"), ended},
        {named("setup"), named("setupPage"), setup},
        {named("restoring"), named("restoringPage"), restoring},
        {named("waiting"), named("loginProgress"), [](Stage &stage) { logIn(stage, newcomer); }},
        {named("waiting-declined"), named("loginProgress"), declined},
        {named("waiting-out-of-time"), named("loginProgress"), outOfTime},
        {named("profile"), named("profilePage"), [](Stage &stage) { signedIn(stage, QStringLiteral("profile")); }},
        {named("profile-picture"), named("profilePage"),
         [](Stage &stage) { signedIn(stage, QStringLiteral("profile"), picture); }},
        {named("profile-error"), named("profilePage"), refused},
        {named("api"), named("apiPage"), [](Stage &stage) { signedIn(stage, QStringLiteral("api")); }},
        {named("api-answer"), named("apiPage"),
         [](Stage &stage) {
             signedIn(stage, QStringLiteral("api"));
             callApi(stage, QStringLiteral("200"));
         }},
        {named("api-offline"), named("apiPage"), offline},
        {named("headers"), named("headersPage"),
         [](Stage &stage) {
             signedIn(stage, QStringLiteral("headers"));
             callApi(stage, QStringLiteral("200"));
         }},
        {named("headers-none"), named("headersPage"), [](Stage &stage) { signedIn(stage, QStringLiteral("headers")); }},
        {named("session"), named("sessionPage"), session},
        {named("session-memory"), named("sessionPage"), sessionInMemory},
        {named("locked"), named("lockedPage"), [](Stage &stage) { withoutKeyring(stage, Error::StoreLocked); }},
        {named("unavailable"), named("unavailablePage"),
         [](Stage &stage) { withoutKeyring(stage, Error::StoreUnavailable); }},
    };
    return all;
}
} // namespace Auth0::Test
