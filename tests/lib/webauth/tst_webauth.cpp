// SPDX-License-Identifier: Apache-2.0
#include "loginbench.h"
#include "webauth/loginprogress.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QLoggingCategory>

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

//! A browser login by the loopback listener, from click to result.
class TestWebAuth : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoginBench> m_bench;
    LoginBench &bench() { return *m_bench; }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<LoginBench>(); }
    void cleanup() { m_bench.reset(); }

    void aLoginGoesFromClickToResult()
    {
        bench().request.audience = QStringLiteral("https://api.example.com");
        const auto login = bench().start();
        QCOMPARE(bench().browser.requests.size(), 1);
        QCOMPARE(bench().browser.requests.first().purpose, BrowserRequest::Login);
        QCOMPARE(bench().deliverCode(), 303);
        const auto result = await(login);
        QCOMPARE(result.error(), Error());
        QCOMPARE(result->tokens.accessToken, QStringLiteral("canary-access"));
        QCOMPARE(result->claims.value(QStringLiteral("name")).toString(), QStringLiteral("Alice"));
        QCOMPARE(result->requestedScope, QStringLiteral("openid profile"));
        QCOMPARE(result->audience, QStringLiteral("https://api.example.com"));
    }

    void theExchangeFitsTheAddressThatWasOpened()
    {
        const auto login = bench().start();
        bench().deliverCode();
        QVERIFY(await(login));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
        const QUrlQuery sent = bench().tenant.tokenRequests().first();
        const auto field = [&sent](const char *name) {
            return sent.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
        };
        QCOMPARE(field("grant_type"), QStringLiteral("authorization_code"));
        QCOMPARE(field("client_id"), QStringLiteral("client"));
        QCOMPARE(field("code"), QStringLiteral("canary-code"));
        QCOMPARE(field("redirect_uri"), bench().browser.asked("redirect_uri"));
        QCOMPARE(field("redirect_uri"), bench().browser.requests.first().callbackUrl.toString());
        const QByteArray challenge =
            toBase64Url(QCryptographicHash::hash(field("code_verifier").toLatin1(), QCryptographicHash::Sha256));
        QCOMPARE(QString::fromLatin1(challenge), bench().browser.asked("code_challenge"));
    }

    void afterTheCallbackItCostsOneRequest()
    {
        const auto login = bench().start();
        QVERIFY(bench().isPrepared());
        const auto before = bench().tenant.requests().size();
        QCOMPARE(bench().tenant.count(QStringLiteral("/.well-known/openid-configuration")), 1);
        QCOMPARE(bench().tenant.count(QStringLiteral("/keys")), 1);
        bench().deliverCode();
        QVERIFY(await(login));
        QCOMPARE(bench().tenant.requests().size(), before + 1);
    }

    void theListenerWaitsBeforeTheBrowserOpens()
    {
        bool listening = false;
        bench().browser.onOpen = [&](const BrowserRequest &request) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(request.callbackUrl.port()));
            listening = socket.waitForConnected(1000);
        };
        const auto login = bench().start();
        QVERIFY(listening);
    }

    void theSecondPortServesWhenTheFirstIsTaken()
    {
        QTcpServer busy;
        QVERIFY(busy.listen(QHostAddress::LocalHost, bench().settings.callbackPorts.first()));
        const auto login = bench().start();
        QCOMPARE(bench().browser.requests.first().callbackUrl.port(), int(bench().settings.callbackPorts.last()));
        QCOMPARE(bench().browser.asked("redirect_uri"), bench().browser.requests.first().callbackUrl.toString());
        bench().deliverCode();
        QVERIFY(await(login));
    }

    void whenNoPortIsFreeNoBrowserOpens()
    {
        QTcpServer one, two;
        QVERIFY(one.listen(QHostAddress::LocalHost, bench().settings.callbackPorts.first()));
        QVERIFY(two.listen(QHostAddress::LocalHost, bench().settings.callbackPorts.last()));
        QCOMPARE(await(bench().start()).error().code(), Error::NoCallbackPort);
        QVERIFY(bench().browser.requests.isEmpty());
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Failed);
    }

    void aForeignCallbackIsAnsweredAndTheLoginGoesOn_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("state") << QStringLiteral("code=x&state=wrong");
        QTest::newRow("no state") << QStringLiteral("code=x");
        QTest::newRow("error without the state") << QStringLiteral("error=access_denied");
        QTest::newRow("iss") << QStringLiteral("code=x&iss=https%3A%2F%2Fevil.example%2F&state=");
    }
    void aForeignCallbackIsAnsweredAndTheLoginGoesOn()
    {
        QFETCH(QString, query);
        const auto login = bench().start();
        if (query.endsWith(QLatin1Char('=')))
            query += bench().browser.asked("state");
        QCOMPARE(bench().deliver(query), 400);
        QVERIFY(!login.isFinished());
        QCOMPARE(bench().webAuth.login()->state(), LoginState::WaitingForBrowser);
        QCOMPARE(bench().deliverCode(), 303);
        QVERIFY(await(login));
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void theCodeIsSentOnceHoweverOftenTheCallbackComes()
    {
        const auto login = bench().start();
        QCOMPARE(bench().deliverCode(), 303);
        QCOMPARE(bench().deliverCode(), 303);
        QCOMPARE(bench().deliver(QStringLiteral("code=other&state=") + bench().browser.asked("state")), 400);
        QVERIFY(await(login));
        QCOMPARE(bench().deliverCode(), 303);
        QTest::qWait(100);
        QCOMPARE(bench().tenant.tokenRequests().size(), 1);
    }

    void theListenerIsGoneSoonAfterTheAnswer()
    {
        const auto login = bench().start();
        bench().deliverCode();
        QVERIFY(await(login));
        const quint16 port = quint16(bench().browser.requests.first().callbackUrl.port());
        QTRY_VERIFY_WITH_TIMEOUT(LoginBench::isFree(port), 2500);
    }

    void aRefusalByTheUserEndsTheLoginWithoutARequest()
    {
        const auto login = bench().start();
        QCOMPARE(bench().deliver(QStringLiteral("error=access_denied&state=") + bench().browser.asked("state")), 303);
        QCOMPARE(await(login).error().code(), Error::AccessDenied);
        QCOMPARE(bench().tenant.tokenRequests().size(), 0);
        QCOMPARE(bench().webAuth.login()->state(), LoginState::Failed);
        QVERIFY(bench().canLogIn());
    }

    void aCallbackWithoutACodeEndsTheLogin()
    {
        const auto login = bench().start();
        bench().deliver(QStringLiteral("state=") + bench().browser.asked("state"));
        QCOMPARE(await(login).error().code(), Error::NoAuthorizationCode);
        QVERIFY(bench().canLogIn());
    }

    void theLoginCanBeWatched()
    {
        Login *watched = bench().webAuth.login();
        QList<LoginState> states;
        connect(watched, &Login::stateChanged, this, [&] { states.append(watched->state()); });
        QCOMPARE(watched->state(), LoginState::Idle);
        const auto login = bench().start();
        QCOMPARE(watched->url(), bench().browser.requests.first().url);
        QCOMPARE(watched->secondsLeft(), 30);
        QTRY_VERIFY_WITH_TIMEOUT(watched->secondsLeft() < 30, 3000);
        bench().deliverCode();
        QVERIFY(await(login));
        QCOMPARE(
            states,
            (QList<LoginState>{
                LoginState::Preparing, LoginState::WaitingForBrowser, LoginState::ExchangingCode, LoginState::Done}));
        QCOMPARE(watched->url(), QUrl());
        QCOMPARE(watched->secondsLeft(), 0);
    }

    void nothingTicksUnlessSomebodyWaits()
    {
        LoginProgress progress;
        const auto *tick = progress.findChild<QTimer *>();
        QVERIFY(tick);
        QVERIFY(!tick->isActive());
        progress.prepare();
        QVERIFY(!tick->isActive());
        progress.waitForBrowser(QUrl(QStringLiteral("https://t.example/")), 30s);
        QVERIFY(tick->isActive());
        progress.exchange();
        QVERIFY(!tick->isActive());
    }

    void thePageCanBeShownAgainAndCancelled()
    {
        Login *watched = bench().webAuth.login();
        watched->cancel();
        watched->reopen();
        QCOMPARE(watched->state(), LoginState::Idle);
        const auto login = bench().start();
        watched->reopen();
        QCOMPARE(bench().browser.requests.size(), 2);
        QCOMPARE(bench().browser.requests.last().url, bench().browser.requests.first().url);
        QVERIFY(!login.isFinished());
        watched->cancel();
        QCOMPARE(await(login).error().code(), Error::Cancelled);
        QCOMPARE(watched->state(), LoginState::Cancelled);
        watched->reopen();
        QCOMPARE(bench().browser.requests.size(), 2);
    }

    void aGivenLoopbackCallbackIsUsedAsItStands()
    {
        bench().request.redirectUrl = QStringLiteral("http://127.0.0.1:%1/my/page").arg(LoginBench::freePort());
        const auto login = bench().start();
        QCOMPARE(bench().browser.asked("redirect_uri"), bench().request.redirectUrl);
        bench().deliverCode();
        QVERIFY(await(login));
        QCOMPARE(
            bench().tenant.tokenRequests().first().queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded),
            bench().request.redirectUrl);
    }

    void aWrongRequestOpensNothingAndLeavesThePortFree_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("custom scheme") << int(Error::NotSupported);
        QTest::newRow("https callback") << int(Error::NotSupported);
        QTest::newRow("no URL") << int(Error::InvalidArgument);
        QTest::newRow("parameter") << int(Error::InvalidArgument);
        QTest::newRow("invitation") << int(Error::InvalidInvitationUrl);
        QTest::newRow("ephemeral") << int(Error::NotSupported);
        QTest::newRow("empty state") << int(Error::InvalidArgument);
    }
    void aWrongRequestOpensNothingAndLeavesThePortFree()
    {
        QFETCH(int, code);
        const QByteArray what = QTest::currentDataTag();
        const WebAuthRequest good = bench().request;
        if (what == "custom scheme")
            bench().request.redirectUrl = QStringLiteral("com.example.app:/callback");
        else if (what == "https callback")
            bench().request.redirectUrl = QStringLiteral("https://example.com/callback");
        else if (what == "no URL")
            bench().request.redirectUrl = QStringLiteral("callback");
        else if (what == "parameter")
            bench().request.parameters = {{QStringLiteral("state"), QStringLiteral("x")}};
        else if (what == "invitation")
            bench().request.invitationUrl = QStringLiteral("https://example.com/");
        else if (what == "ephemeral")
            bench().request.ephemeralSession = true;
        else
            bench().request.state = QString();
        QCOMPARE(int(await(bench().start()).error().code()), code);
        QVERIFY(bench().browser.requests.isEmpty());
        QVERIFY(LoginBench::isFree(bench().settings.callbackPorts.first()));
        QVERIFY(bench().tenant.requests().isEmpty());
        bench().request = good;
        QVERIFY(bench().canLogIn());
    }

    void theStoryOfALoginHoldsNoSecret()
    {
        static QStringList lines;
        lines.clear();
        QLoggingCategory::setFilterRules(QStringLiteral("auth0.*=true"));
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &line) { lines.append(line); });
        const auto login = bench().start();
        bench().deliverCode();
        const bool done = bool(await(login));
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules(QString());
        QVERIFY(done);
        const QString story = lines.join(QLatin1Char('\n'));
        QVERIFY2(story.contains(QLatin1String("login: browser opened, callback on port")), qPrintable(story));
        QVERIFY2(story.contains(QLatin1String("login: done, ")), qPrintable(story));
        const QString verifier = bench().tenant.tokenRequests().first().queryItemValue(QStringLiteral("code_verifier"));
        for (const QString &secret :
             {QStringLiteral("canary"), verifier, bench().browser.asked("state"), bench().browser.asked("nonce")})
            QVERIFY2(!story.contains(secret.left(8)), qPrintable(story));
    }
};

QTEST_GUILESS_MAIN(TestWebAuth)
#include "tst_webauth.moc"
