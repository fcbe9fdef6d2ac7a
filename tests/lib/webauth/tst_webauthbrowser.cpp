// SPDX-License-Identifier: Apache-2.0
#include "loginbench.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
//! Lets go of its promise.
class BrokenBrowser : public Browser
{
public:
    Async<QUrl> open(const BrowserRequest &) override
    {
        QPromise<Result<QUrl>> promise;
        promise.start();
        return promise.future();
    }
    void cancel() override { }
};
} // namespace

//! What a login does when it is not alone, is given up, or the browser is one of the application's own.
class TestWebAuthBrowser : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoginBench> m_bench;
    LoginBench &bench() { return *m_bench; }
    quint16 firstPort() { return bench().settings.callbackPorts.first(); }

    void setPolicy(LoginPolicy policy)
    {
        bench().settings.loginPolicy = policy;
        bench().webAuth.setSettings(bench().settings);
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<LoginBench>(); }
    void cleanup() { m_bench.reset(); }

    void nineLoginsAtOnceAreOneBrowserAndOneResult()
    {
        QList<Async<WebAuthResult>> logins;
        for (int i = 0; i < 9; ++i)
            logins.append(bench().start());
        QCOMPARE(bench().browser.requests.size(), 1);
        bench().deliverCode();
        for (const auto &login : logins)
            QCOMPARE(await(login)->tokens.accessToken, QStringLiteral("canary-access"));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void aSecondClickLaterShowsTheSamePageAgain()
    {
        const auto first = bench().start();
        bench().clock.offset += 3;
        const auto second = bench().start();
        QCOMPARE(bench().browser.requests.size(), 2);
        QCOMPARE(bench().browser.requests.last().url, bench().browser.requests.first().url);
        const auto third = bench().start();
        QCOMPARE(bench().browser.requests.size(), 2);
        bench().deliverCode();
        QVERIFY(await(first) && await(second) && await(third));
    }

    void aSecondClickDuringTheExchangeJoinsIt()
    {
        bench().tenant.held = QStringList{QStringLiteral("/oauth/token")};
        const auto first = bench().start();
        bench().deliverCode();
        QTRY_COMPARE(bench().tenant.tokenRequests().size(), 1);
        bench().clock.offset += 3;
        const auto second = bench().start();
        QCOMPARE(bench().browser.requests.size(), 1);
        bench().tenant.release();
        QVERIFY(await(first) && await(second));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void otherOptionsReplaceTheWaitingLogin()
    {
        const auto first = bench().start();
        bench().request.scope = QStringLiteral("openid email");
        const auto second = bench().start();
        QCOMPARE(await(first).error().code(), Error::Cancelled);
        QCOMPARE(bench().browser.requests.size(), 2);
        QCOMPARE(bench().browser.requests.last().callbackUrl.port(), int(firstPort()));
        bench().deliverCode();
        QCOMPARE(await(second)->requestedScope, QStringLiteral("openid email"));
    }

    void byPolicyTheSecondLoginReplacesTheFirst()
    {
        setPolicy(LoginPolicy::Replace);
        const auto first = bench().start();
        const QUrl late = bench().browser.callbackWithCode();
        const auto second = bench().start();
        QCOMPARE(await(first).error().code(), Error::Cancelled);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::WaitingForBrowser);
        QCOMPARE(Visitor::statusOf(Visitor::answerTo(late)), 400);
        QVERIFY(!second.isFinished());
        bench().deliverCode();
        QVERIFY(await(second));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    // It is the later call, though the one that replaces has not returned yet.
    void aLoginBegunByWhoeverHearsOfTheReplacedOneIsTheLastOne()
    {
        setPolicy(LoginPolicy::Replace);
        const auto first = bench().start();
        QList<Async<WebAuthResult>> begunThere;
        Async<WebAuthResult>(first).then([&](const Result<WebAuthResult> &) {
            bench().request.scope = QStringLiteral("openid email");
            begunThere.append(bench().start());
        });
        const auto second = bench().start();
        QCOMPARE(await(second).error().code(), Error::Cancelled);
        QCOMPARE(begunThere.size(), 1);
        QCOMPARE(bench().browser.requests.size(), 2);
        bench().deliverCode();
        QCOMPARE(await(begunThere.first())->requestedScope, QStringLiteral("openid email"));
    }

    void aLogoutLeavesTheLoginThatBeganWhenTheFormerOneEnded()
    {
        const auto first = bench().start();
        QList<Async<WebAuthResult>> begunThere;
        Async<WebAuthResult>(first).then([&](const Result<WebAuthResult> &) { begunThere.append(bench().start()); });
        QCOMPARE(await(bench().webAuth.logout({})).error().code(), Error::Cancelled);
        QCOMPARE(begunThere.size(), 1);
        bench().deliverCode();
        QVERIFY(await(begunThere.first()));
    }

    void cancelLeavesEverythingFreeAtOnce()
    {
        const auto login = bench().start();
        bench().webAuth.cancel();
        QVERIFY(login.isFinished());
        QCOMPARE(login.result().error().code(), Error::Cancelled);
        QVERIFY(LoginBench::isFree(firstPort()));
        QVERIFY(bench().browser.cancels >= 1);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Cancelled);
        QCOMPARE(bench().webAuth.login()->secondsLeft(), 0);
        QVERIFY(bench().canLogIn());
    }

    void cancelWithoutALoginDoesNothing()
    {
        bench().webAuth.cancel();
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Idle);
        QVERIFY(bench().canLogIn());
        bench().webAuth.cancel();
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Done);
    }

    void afterACancelTheCodeIsNotSpent()
    {
        bench().tenant.held = QStringList{QStringLiteral("/.well-known/openid-configuration")};
        const auto login = bench().start();
        bench().deliverCode();
        bench().webAuth.cancel();
        QCOMPARE(await(login).error().code(), Error::Cancelled);
        bench().tenant.release();
        QTest::qWait(200);
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Cancelled);
    }

    void aCancelDuringTheExchangeEndsTheLogin()
    {
        bench().tenant.held = QStringList{QStringLiteral("/oauth/token")};
        const auto login = bench().start();
        bench().deliverCode();
        QTRY_COMPARE(bench().tenant.tokenRequests().size(), 1);
        bench().webAuth.cancel();
        QCOMPARE(await(login).error().code(), Error::Cancelled);
        bench().tenant.release();
        QTest::qWait(100);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Cancelled);
        QVERIFY(bench().canLogIn());
    }

    void whoeverIsCancelledMayStartAnewAtOnce()
    {
        Async<WebAuthResult> again;
        auto first = bench().start().then([&](const Result<WebAuthResult> &result) {
            if (result.error().code() == Error::Cancelled)
                again = bench().start();
            return result.error().code();
        });
        bench().webAuth.cancel();
        QVERIFY(first.isFinished());
        QVERIFY(!again.isFinished());
        QCOMPARE(bench().webAuth.login()->state(), LoginState::WaitingForBrowser);
        bench().deliverCode();
        QVERIFY(await(again));
    }

    void aLoginThatNobodyFinishesTimesOut()
    {
        bench().request.timeout = 100ms;
        const auto login = bench().start();
        QCOMPARE(bench().webAuth.login()->secondsLeft(), 1);
        QCOMPARE(await(login).error().code(), Error::Timeout);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::TimedOut);
        QVERIFY(LoginBench::isFree(firstPort()));
        QVERIFY(bench().browser.cancels >= 1);
        bench().request.timeout = 30s;
        QVERIFY(bench().canLogIn());
    }

    void aBrowserThatCannotOpenEndsTheLoginAtOnce()
    {
        bench().browser.refusal = Error(Error::BrowserUnavailable, QStringLiteral("none"));
        const auto login = bench().start();
        QVERIFY(login.isFinished());
        QCOMPARE(login.result().error().code(), Error::BrowserUnavailable);
        QVERIFY(LoginBench::isFree(firstPort()));
        QVERIFY(bench().canLogIn());
    }

    void aBrowserThatDiesEndsTheLogin()
    {
        const auto login = bench().start();
        bench().browser.endIn(Error(Error::BrowserTerminated, QStringLiteral("gone")));
        QCOMPARE(await(login).error().code(), Error::BrowserTerminated);
        QVERIFY(bench().canLogIn());
    }

    void anOwnBrowserThatBreaksItsPromiseEndsTheLogin()
    {
        BrokenBrowser broken;
        bench().webAuth.setBrowser(&broken);
        const auto login = bench().start();
        QTRY_VERIFY(login.isFinished());
        QCOMPARE(login.result().error().code(), Error::Cancelled);
        bench().webAuth.setBrowser(&bench().browser);
        QVERIFY(bench().canLogIn());
    }

    void destroyedTheLoginIsCancelled()
    {
        auto webAuth = std::make_unique<WebAuth>(&bench().http, &bench().keys, &bench().clock, systemRandomBytes);
        webAuth->setSettings(bench().settings);
        webAuth->setBrowser(&bench().browser);
        const auto login = webAuth->authorize(bench().request);
        webAuth.reset();
        QVERIFY(login.isFinished());
        QCOMPARE(login.result().error().code(), Error::Cancelled);
        QVERIFY(LoginBench::isFree(firstPort()));
    }

    void anOwnBrowserHandsTheCallbackOverAndNoPortIsOpened()
    {
        bench().browser.listens = false;
        const auto login = bench().start();
        QCOMPARE(
            bench().browser.asked("redirect_uri"), QStringLiteral("http://127.0.0.1:%1/callback").arg(firstPort()));
        QVERIFY(LoginBench::isFree(firstPort()));
        bench().browser.handOver(bench().browser.callbackWithCode());
        QVERIFY(await(login));
    }

    void anOwnBrowserMayUseACallbackOfItsOwn()
    {
        bench().browser.listens = false;
        bench().request.redirectUrl = QStringLiteral("com.example.app:/callback");
        const auto login = bench().start();
        QCOMPARE(bench().browser.asked("redirect_uri"), bench().request.redirectUrl);
        bench().browser.handOver(bench().browser.callbackWithCode());
        QVERIFY(await(login));
    }

    void aForeignCallbackOfAnOwnBrowserEndsTheLogin_data()
    {
        QTest::addColumn<QString>("callback");
        QTest::addColumn<int>("code");
        QTest::newRow("state") << QStringLiteral("%1?code=x&state=wrong") << int(Error::InvalidState);
        QTest::newRow("iss") << QStringLiteral("%1?code=x&state=%2&iss=https%3A%2F%2Fevil.example%2F")
                             << int(Error::InvalidIssuer);
        QTest::newRow("another path") << QStringLiteral("%1evil?code=x&state=%2") << int(Error::InvalidState);
        QTest::newRow("another host") << QStringLiteral("https://evil.example/callback?code=x&state=%2")
                                      << int(Error::InvalidState);
    }
    void aForeignCallbackOfAnOwnBrowserEndsTheLogin()
    {
        QFETCH(QString, callback);
        QFETCH(int, code);
        bench().browser.listens = false;
        const auto login = bench().start();
        callback.replace(QLatin1String("%1"), bench().browser.requests.first().callbackUrl.toString());
        callback.replace(QLatin1String("%2"), bench().browser.asked("state"));
        bench().browser.handOver(QUrl(callback));
        QCOMPARE(int(await(login).error().code()), code);
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
    }

    void anEphemeralLoginNeedsABrowserThatCan()
    {
        bench().request.ephemeralSession = true;
        QCOMPARE(await(bench().start()).error().code(), Error::NotSupported);
        bench().browser.ephemeral = true;
        const auto login = bench().start();
        QVERIFY(bench().browser.requests.first().ephemeral);
        bench().deliverCode();
        QVERIFY(await(login));
    }
};

QTEST_GUILESS_MAIN(TestWebAuthBrowser)
#include "tst_webauthbrowser.moc"
