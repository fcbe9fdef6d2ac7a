// SPDX-License-Identifier: Apache-2.0
#include "browser/custombrowser.h"
#include "support/await.h"
#include <QtTest/QSignalSpy>

using namespace Auth0;
using Auth0::Test::await;

class TestCustomBrowser : public QObject
{
    Q_OBJECT

    const BrowserRequest m_request{
        QUrl(QStringLiteral("https://t.example/authorize")), QUrl(QStringLiteral("http://127.0.0.1:1/callback"))};

private Q_SLOTS:
    void itListensAndIsNotEphemeralByDefault()
    {
        CustomBrowser browser;
        QVERIFY(browser.usesListener());
        QVERIFY(!browser.canBeEphemeral());
        QSignalSpy listen(&browser, &CustomBrowser::listenChanged),
            ephemeral(&browser, &CustomBrowser::ephemeralChanged);
        browser.setListen(false);
        browser.setListen(false);
        browser.setEphemeral(true);
        QVERIFY(!browser.usesListener());
        QVERIFY(browser.canBeEphemeral());
        QCOMPARE(listen.size(), 1);
        QCOMPARE(ephemeral.size(), 1);
    }

    void itSaysWhatToShowAndHandsTheAnswerOver()
    {
        CustomBrowser browser;
        QSignalSpy opened(&browser, &CustomBrowser::openRequested), closed(&browser, &CustomBrowser::closeRequested);
        const auto answer = browser.open(m_request);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).toUrl(), m_request.url);
        QCOMPARE(opened.first().at(1).toUrl(), m_request.callbackUrl);
        QVERIFY(!answer.isFinished());
        const QUrl callback(QStringLiteral("http://127.0.0.1:1/callback?code=c"));
        browser.finish(callback);
        QCOMPARE(*await(answer), callback);
        QCOMPARE(closed.size(), 1);
    }

    void itMayAnswerWhileItIsAsked()
    {
        CustomBrowser browser;
        connect(&browser, &CustomBrowser::openRequested, &browser, [&](const QUrl &, const QUrl &callback) {
            browser.finish(callback);
        });
        QCOMPARE(*await(browser.open(m_request)), m_request.callbackUrl);
    }

    void aFailureIsBrowserUnavailableWithItsMessage()
    {
        CustomBrowser browser;
        const auto answer = browser.open(m_request);
        browser.fail(QStringLiteral("no view"));
        QCOMPARE(await(answer).error(), Error(Error::BrowserUnavailable, QStringLiteral("no view")));
    }

    void cancelClosesThePageOnce()
    {
        CustomBrowser browser;
        QSignalSpy closed(&browser, &CustomBrowser::closeRequested);
        browser.cancel();
        QCOMPARE(closed.size(), 0);
        const auto answer = browser.open(m_request);
        browser.cancel();
        browser.cancel();
        QCOMPARE(await(answer).error().code(), Error::Cancelled);
        QCOMPARE(closed.size(), 1);
    }

    void aLateAnswerHasNoEffect()
    {
        CustomBrowser browser;
        browser.finish(m_request.callbackUrl);
        browser.fail(QStringLiteral("nobody waits"));
        const auto answer = browser.open(m_request);
        QVERIFY(!answer.isFinished());
    }

    void openedAgainOnlyTheNewPageCounts()
    {
        CustomBrowser browser;
        QSignalSpy closed(&browser, &CustomBrowser::closeRequested);
        const auto first = browser.open(m_request);
        const auto second = browser.open(m_request);
        QCOMPARE(await(first).error().code(), Error::Cancelled);
        QVERIFY(!second.isFinished());
        QCOMPARE(closed.size(), 0);
        browser.finish(m_request.callbackUrl);
        QVERIFY(await(second));
    }

    void destroyedItAnswersCancelled()
    {
        auto browser = std::make_unique<CustomBrowser>();
        const auto answer = browser->open(m_request);
        browser.reset();
        QCOMPARE(await(answer).error().code(), Error::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCustomBrowser)
#include "tst_custombrowser.moc"
