// SPDX-License-Identifier: Apache-2.0
#include "finditems.h"
#include "stage.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Auth0::Test;
using namespace std::chrono_literals;

//! What the sample's pages do, whoever is logged in meanwhile and whatever the API answers.
class tst_Pages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallThatRunsAtLogoutFillsNoCard();
    void anAnswerIsNotForWhoeverComesNext();
    void anApiThatSaysNothingIsGivenUp();
    void aCallThatIsRepeatedEndsOnce();
    void whatSomebodyElseDidIsNotShown();
    void aTokenThatCannotBeRenewedHasNoButtonForIt();
    void aPageIsTurnedByKeys();
    void theAnswerIsReachedByKeys();
};

namespace {
const QString messages = QStringLiteral("/api/messages");

void signIn(Stage &stage, const QString &page)
{
    stage.provider.storeSession();
    stage.advance(2h);
    stage.open({{QStringLiteral("page"), page}});
    QTRY_VERIFY(stage.find(page + QStringLiteral("Page")));
}

//! Tokens that do not say whose they are, and no refresh token.
void signInSomebodyElse(Stage &stage)
{
    Auth0::Credentials credentials;
    credentials.accessToken = QStringLiteral("opaque");
    credentials.expiresAt = stage.provider.clock.time.addSecs(3600);
    const auto saved = stage.provider.client()->saveCredentials(credentials);
    QTRY_VERIFY(saved.isFinished());
    QVERIFY(saved.result());
}

void send(Stage &stage, const QString &status)
{
    stage.press(QStringLiteral("callApiButton"));
    QTRY_VERIFY(stage.find(QStringLiteral("apiStatus")));
    QTRY_COMPARE(stage.find(QStringLiteral("apiStatus"))->property("text").toString(), status);
}

void sendInVain(Stage &stage)
{
    stage.network.answers[messages].isSilent = true;
    stage.press(QStringLiteral("callApiButton"));
    QTRY_VERIFY(!stage.find(QStringLiteral("callApiButton"))->isEnabled());
}

//! Of the session page.
int events(Stage &stage, const QString &what)
{
    stage.window()->setProperty("page", QStringLiteral("session"));
    [&stage] { QTRY_VERIFY(stage.find(QStringLiteral("event0"))); }();
    int count = 0;
    for (const QQuickItem *item : namedItems(stage.window()))
        count += int(item->objectName().startsWith(u"event") && item->property("what").toString() == what);
    return count;
}
} // namespace

void tst_Pages::aCallThatRunsAtLogoutFillsNoCard()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    sendInVain(stage);
    const auto cleared = stage.provider.client()->clearCredentials();
    QTRY_VERIFY(cleared.isFinished());
    QTRY_VERIFY(stage.find(QStringLiteral("welcomePage")));
    QVERIFY(stage.find(QStringLiteral("callApiButton"))->isEnabled());
    QTest::qWait(50);
    QVERIFY(!stage.find(QStringLiteral("apiNotice")) && !stage.find(QStringLiteral("apiStatus")));
}

void tst_Pages::anAnswerIsNotForWhoeverComesNext()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    send(stage, QStringLiteral("200"));
    QVERIFY(stage.find(QStringLiteral("apiAnswer")));
    sendInVain(stage);
    signInSomebodyElse(stage);
    QTRY_VERIFY(stage.find(QStringLiteral("callApiButton"))->isEnabled());
    QTest::qWait(50);
    QVERIFY(!stage.find(QStringLiteral("apiAnswer")) && !stage.find(QStringLiteral("apiStatus")));
}

void tst_Pages::anApiThatSaysNothingIsGivenUp()
{
    Stage stage;
    stage.provider.setTimeout(0.3);
    signIn(stage, QStringLiteral("api"));
    sendInVain(stage);
    QTRY_VERIFY(stage.find(QStringLiteral("callApiButton"))->isEnabled());
    QCOMPARE(
        stage.find(QStringLiteral("apiNotice"))->property("heading").toString(),
        QStringLiteral("The API does not answer"));
}

void tst_Pages::aCallThatIsRepeatedEndsOnce()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    const ScriptedReply good = stage.network.answers.value(messages);
    stage.network.answers.insert(
        messages, {401, "{}", {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}}, QNetworkReply::NoError});
    int requests = 0;
    stage.network.onRequest = [&stage, &requests, good] {
        ++requests;
        stage.network.answers.insert(messages, good); // for the next
    };
    send(stage, QStringLiteral("200"));
    QCOMPARE(requests, 2);
    QCOMPARE(events(stage, QStringLiteral("API called")), 1);
}

void tst_Pages::whatSomebodyElseDidIsNotShown()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    send(stage, QStringLiteral("200"));
    QCOMPARE(events(stage, QStringLiteral("API called")), 1);
    stage.window()->setProperty("page", QStringLiteral("api"));
    signInSomebodyElse(stage);
    QTRY_VERIFY(stage.find(QStringLiteral("apiPage")));
    send(stage, QStringLiteral("200"));
    QCOMPARE(events(stage, QStringLiteral("API called")), 1);
}

void tst_Pages::aTokenThatCannotBeRenewedHasNoButtonForIt()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    QTRY_VERIFY(stage.find(QStringLiteral("refreshButton"))->isEnabled());
    signInSomebodyElse(stage);
    QTRY_VERIFY(!stage.find(QStringLiteral("refreshButton"))->isEnabled());
}

void tst_Pages::aPageIsTurnedByKeys()
{
    Stage stage;
    signIn(stage, QStringLiteral("session"));
    stage.window()->resize(420, 480);
    QVERIFY(QTest::qWaitForWindowActive(stage.window()));
    const QQuickItem *page = stage.find(QStringLiteral("sessionPage"));
    const auto at = [page] { return page->property("contentY").toReal(); };
    const auto bottom = [page] { return page->property("contentHeight").toReal() - page->height(); };
    QTRY_VERIFY(bottom() > 200);
    QTest::keyClick(stage.window(), Qt::Key_PageDown);
    QTRY_VERIFY(at() > 100);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(stage.window(), Qt::Key_PageDown);
    QCOMPARE(at(), bottom());
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(stage.window(), Qt::Key_PageUp);
    QCOMPARE(at(), 0.0);
}

void tst_Pages::theAnswerIsReachedByKeys()
{
    Stage stage;
    signIn(stage, QStringLiteral("api"));
    send(stage, QStringLiteral("200"));
    QVERIFY(QTest::qWaitForWindowActive(stage.window()));
    const QQuickItem *answer = stage.find(QStringLiteral("apiAnswer"));
    for (int i = 0; i < 12 && !answer->hasActiveFocus(); ++i)
        QTest::keyClick(stage.window(), Qt::Key_Tab);
    QVERIFY(answer->hasActiveFocus());
    QTest::keyClick(stage.window(), Qt::Key_Tab);
    QVERIFY(!answer->hasActiveFocus());
}

int main(int argc, char **argv)
{
    StagedApplication application(argc, argv);
    tst_Pages test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pages.moc"
