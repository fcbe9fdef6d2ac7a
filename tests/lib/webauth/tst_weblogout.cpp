// SPDX-License-Identifier: Apache-2.0
#include "loginbench.h"

using namespace Auth0;
using namespace Auth0::Test;

//! The browser's part of a logout.
class TestWebLogout : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoginBench> m_bench;
    LoginBench &bench() { return *m_bench; }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<LoginBench>(); }
    void cleanup() { m_bench.reset(); }

    void aLogoutEndsWhenTheBrowserComesBack()
    {
        const auto logout = bench().webAuth.logout({});
        QCOMPARE(bench().browser.requests.size(), 1);
        QCOMPARE(bench().browser.requests.first().purpose, BrowserRequest::Logout);
        QCOMPARE(bench().browser.requests.first().url.path(), QStringLiteral("/v2/logout"));
        QCOMPARE(bench().browser.asked("returnTo"), bench().browser.requests.first().callbackUrl.toString());
        QVERIFY(!logout.isFinished());
        QCOMPARE(bench().deliver(QString()), 303);
        QVERIFY(await(logout));
        QVERIFY(bench().tenant.requests().isEmpty());
    }

    void aLateCallbackOfALoginIsNoLogout()
    {
        const auto logout = bench().webAuth.logout({});
        QCOMPARE(bench().deliver(QStringLiteral("code=c&state=s")), 400);
        QCOMPARE(bench().deliver(QStringLiteral("error=access_denied&state=s")), 400);
        QVERIFY(!logout.isFinished());
        bench().deliver(QString());
        QVERIFY(await(logout));
    }

    void aLogoutReplacesTheWaitingLogin()
    {
        const auto login = bench().start();
        const auto logout = bench().webAuth.logout({});
        QCOMPARE(await(login).error().code(), Error::Cancelled);
        bench().deliver(QString());
        QVERIFY(await(logout));
    }

    void aLoginReplacesTheWaitingLogout()
    {
        const auto logout = bench().webAuth.logout({});
        const auto login = bench().start();
        QCOMPARE(await(logout).error().code(), Error::Cancelled);
        bench().deliverCode();
        QVERIFY(await(login));
    }

    void cancelEndsALogout()
    {
        const auto logout = bench().webAuth.logout({});
        bench().webAuth.login()->cancel(); // of a login, and none waits
        QVERIFY(!logout.isFinished());
        bench().webAuth.cancel();
        QCOMPARE(await(logout).error().code(), Error::Cancelled);
        QVERIFY(LoginBench::isFree(bench().settings.callbackPorts.first()));
    }

    void aBrowserThatCannotOpenIsTold()
    {
        bench().browser.refusal = Error(Error::BrowserUnavailable, QStringLiteral("none"));
        QCOMPARE(await(bench().webAuth.logout({})).error().code(), Error::BrowserUnavailable);
        QVERIFY(bench().canLogIn());
    }

    void aWrongParameterOpensNothing()
    {
        WebLogoutRequest bad;
        bad.parameters = {{QStringLiteral("client_id"), QStringLiteral("x")}};
        QCOMPARE(await(bench().webAuth.logout(bad)).error().code(), Error::InvalidArgument);
        QVERIFY(bench().browser.requests.isEmpty());
        QVERIFY(LoginBench::isFree(bench().settings.callbackPorts.first()));
    }

    void anOidcLogoutGoesWhereTheLastLoginsMetadataSaid()
    {
        QVERIFY(bench().canLogIn());
        WebLogoutRequest oidc;
        oidc.useOidcLogout = true;
        oidc.idTokenHint = QStringLiteral("hint");
        const auto logout = bench().webAuth.logout(oidc);
        QCOMPARE(bench().browser.requests.last().url.path(), QStringLiteral("/oidc/end"));
        bench().deliver(QString());
        QVERIFY(await(logout));
    }

    void anOwnBrowserMayComeBackToAnyAddress()
    {
        bench().browser.listens = false;
        const auto logout = bench().webAuth.logout({});
        bench().browser.handOver(QUrl(QStringLiteral("https://example.com/bye")));
        QVERIFY(await(logout));
    }
};

QTEST_GUILESS_MAIN(TestWebLogout)
#include "tst_weblogout.moc"
