// SPDX-License-Identifier: Apache-2.0
// A session that is bound to a key, from login to logout, at a tenant that demands nonces and an API that demands
// proofs.
#include "dpop/dpopkey.h"
#include "flow.h"

using namespace Auth0;
using namespace Auth0::Test;

namespace {
const auto dpopApi = QStringLiteral("https://dpop-api.example.com");

GetDPoPHeadersOptions useOf(const QString &url, const QString &token, const QString &type = u"DPoP"_qs)
{
    GetDPoPHeadersOptions use;
    use.url = QUrl(url);
    use.method = u"GET"_qs;
    use.accessToken = token;
    use.tokenType = type;
    return use;
}

QString jktOf(const QString &accessToken)
{
    const QByteArray payload = accessToken.section(u'.', 1, 1).toLatin1();
    const auto claims = QJsonDocument::fromJson(QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding));
    return claims[u"cnf"][u"jkt"].toString();
}
} // namespace

class tst_Dpop : public QObject
{
    Q_OBJECT
    std::unique_ptr<Flow> flow;
    std::unique_ptr<Client> client;

    Configuration configuration(bool useDPoP = true) const
    {
        Configuration configuration = flow->configuration();
        configuration.useDPoP = useDPoP;
        configuration.audience = dpopApi;
        return configuration;
    }
    std::unique_ptr<Client> start(const Configuration &configuration)
    {
        return std::make_unique<Client>(configuration, Services{nullptr, &flow->store, &flow->user, &flow->clock});
    }
    Result<Credentials> refresh(Client *of = nullptr)
    {
        return await((of ? of : client.get())->getCredentials(forced()));
    }
    int callApi(Client *of, const QString &accessToken)
    {
        const QString url = flow->tenant.domain() + u"/api/dpop?page=1"_qs;
        const auto headers = await(of->getDPoPHeaders(useOf(url, accessToken)));
        return headers ? PlainHttp::sendWith("GET", QUrl(url), {}, *headers).status : 0;
    }
    //! The stored record, changed behind the library's back.
    void changeRecord(const std::function<void(QJsonObject &)> &change)
    {
        QCOMPARE(flow->store.entries.size(), 1);
        QByteArray &bytes = *flow->store.entries.begin();
        QJsonObject record = QJsonDocument::fromJson(bytes).object();
        change(record);
        bytes = QJsonDocument(record).toJson(QJsonDocument::Compact);
    }
    QString stored(const char *member) const
    {
        return QJsonDocument::fromJson(*flow->store.entries.begin())[QLatin1String(member)].toString();
    }
    void signIn()
    {
        client = start(configuration());
        const auto login = await(client->authorize());
        QVERIFY2(login, qPrintable(login.error().toString()));
    }

private Q_SLOTS:
    void init()
    {
        flow = std::make_unique<Flow>();
        flow->account = QString::fromLatin1(QTest::currentTestFunction());
        QVERIFY(flow->tenant.isRunning());
    }
    void cleanup()
    {
        client.reset();
        flow.reset();
    }

    void aLoginBindsCodeTokensAndSessionToOneKey()
    {
        client = start(configuration());
        const auto login = await(client->authorize());
        QVERIFY2(login, qPrintable(login.error().toString()));
        QCOMPARE(login->tokenType, u"DPoP"_qs);
        const QString jkt = jktOf(login->accessToken);
        QVERIFY(!jkt.isEmpty());
        const auto authorize = flow->tenant.log({{u"path"_qs, u"/authorize"_qs}});
        QCOMPARE(authorize.first()[u"parameters"][u"dpop_jkt"].toString(), jkt);
        QCOMPARE(stored("dpop_jkt"), jkt);
        // The tenant demanded a nonce: one request more, and the code was not spent by the first.
        const auto exchanges = flow->tenant.tokenRequests(u"authorization_code"_qs);
        QCOMPARE(exchanges.size(), 2);
        QCOMPARE(exchanges[0][u"error"].toString(), u"use_dpop_nonce"_qs);
        QCOMPARE(exchanges[1][u"status"].toInt(), 200);
        QVERIFY(exchanges[0][u"dpop_jti"] != exchanges[1][u"dpop_jti"]);
        QCOMPARE(callApi(client.get(), login->accessToken), 200);
    }

    void aRefreshKeepsTheKeyAndKnowsTheNonceOfTheLastAnswer()
    {
        signIn();
        const QString jkt = stored("dpop_jkt"), key = stored("dpop_key");
        for (int i = 0; i < 3; ++i) {
            const auto renewed = refresh();
            QVERIFY2(renewed, qPrintable(renewed.error().toString()));
            QCOMPARE(jktOf(renewed->accessToken), jkt);
        }
        QCOMPARE(stored("dpop_key"), key);
        const auto refreshes = flow->tenant.refreshes();
        QCOMPARE(refreshes.size(), 3);
        for (const QJsonObject &entry : refreshes)
            QCOMPARE(entry[u"dpop_nonce"].toBool(), true);
        QCOMPARE(flow->tenant.revokedFamilies(), 0);
    }

    void aRestartGoesOnWithTheKeyAndSpendsNothingOnTheNonce()
    {
        signIn();
        const QString jkt = stored("dpop_jkt");
        client = start(configuration());
        const auto renewed = refresh();
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        QCOMPARE(jktOf(renewed->accessToken), jkt);
        // A new process knows no nonce: the refresh token goes twice, and that is no replay.
        const auto refreshes = flow->tenant.refreshes();
        QCOMPARE(refreshes.size(), 2);
        QCOMPARE(refreshes[0][u"error"].toString(), u"use_dpop_nonce"_qs);
        QCOMPARE(refreshes[1][u"status"].toInt(), 200);
        QVERIFY(refresh());
        QCOMPARE(flow->tenant.revokedFamilies(), 0);
        QCOMPARE(callApi(client.get(), await(client->getCredentials())->accessToken), 200);
    }

    void anotherApisTokenIsBoundToTheSameKeyAlsoAfterARestart()
    {
        const auto api = [](const QString &audience, const QStringList &scopes) {
            return QJsonObject{
                {u"audience"_qs, audience},
                {u"scopes"_qs, QJsonArray::fromStringList(scopes)},
                {u"senderConstraining"_qs, u"required"_qs}};
        };
        const auto ordersApi = u"https://orders-api.example.com"_qs;
        flow = std::make_unique<Flow>(
            QJsonObject{{u"apis"_qs, QJsonArray{api(dpopApi, {}), api(ordersApi, {u"read:orders"_qs})}}});
        flow->account = u"another API"_qs;
        signIn();
        const QString jkt = stored("dpop_jkt");
        GetApiCredentialsOptions orders;
        orders.audience = ordersApi;
        orders.scope = u"read:orders"_qs;
        const auto first = await(client->getApiCredentials(orders));
        QVERIFY2(first, qPrintable(first.error().toString()));
        QCOMPARE(first->tokenType, u"DPoP"_qs);
        QCOMPARE(jktOf(first->accessToken), jkt);
        client = start(configuration());
        const auto kept = await(client->getApiCredentials(orders));
        QVERIFY2(kept, qPrintable(kept.error().toString()));
        QCOMPARE(kept->accessToken, first->accessToken);
        QCOMPARE(flow->tenant.refreshes().size(), 1);
        const QString url = flow->tenant.domain() + u"/api/orders"_qs;
        const auto headers = await(client->getDPoPHeaders(useOf(url, kept->accessToken)));
        QVERIFY2(headers, qPrintable(headers.error().toString()));
        QCOMPARE(PlainHttp::sendWith("GET", QUrl(url), {}, *headers).status, 200);
        // Forgotten it is asked for anew, with the same key; so is the login's own.
        ClearApiCredentialsOptions forget;
        forget.audience = ordersApi;
        QVERIFY(await(client->clearApiCredentials(forget)));
        const auto again = await(client->getApiCredentials(orders));
        QVERIFY2(again, qPrintable(again.error().toString()));
        QVERIFY(again->accessToken != first->accessToken);
        QCOMPARE(jktOf(again->accessToken), jkt);
        QVERIFY(refresh());
        QCOMPARE(stored("dpop_jkt"), jkt);
        QCOMPARE(flow->tenant.revokedFamilies(), 0);
        // With the session they all go, the key too.
        QVERIFY(await(client->clearCredentials()));
        QVERIFY(flow->store.entries.isEmpty());
        QCOMPARE(await(client->getApiCredentials(orders)).error().code(), Error::NoCredentials);
    }

    void anAnswerThatIsLostAfterTheNonceIsRepeatedInsideTheOverlap()
    {
        flow = std::make_unique<Flow>(QJsonObject{{u"rotationOverlap"_qs, 30}});
        flow->account = u"lost"_qs;
        signIn();
        client = start(configuration());
        QCOMPARE(await(client->hasValidCredentials()).error().code(), Error::NoError);
        // The first request is refused for its nonce, the answer to the second is lost, the third is the repetition.
        QVERIFY(flow->tenant.fault(
            refreshFault({{u"delay"_qs, 0}, {u"headers"_qs, QJsonObject{{u"X-First"_qs, u"1"_qs}}}})));
        QVERIFY(flow->tenant.fault(refreshFault({{u"drop"_qs, u"after"_qs}})));
        const auto renewed = refresh();
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        const auto refreshes = flow->tenant.refreshes();
        QCOMPARE(refreshes.size(), 3);
        QCOMPARE(refreshes[0][u"error"].toString(), u"use_dpop_nonce"_qs);
        QCOMPARE(refreshes[1][u"acted"].toBool(), true);
        QVERIFY(refreshes[1][u"status"].isNull());
        QCOMPARE(refreshes[2][u"overlap"].toBool(), true);
        QVERIFY(refreshes[1][u"dpop_jti"] != refreshes[2][u"dpop_jti"]);
        QVERIFY(refresh());
    }

    void anApiThatTakesBearerTokensGetsThem()
    {
        Configuration forBearer = configuration();
        forBearer.audience = u"https://api.example.com"_qs;
        client = start(forBearer);
        const auto login = await(client->authorize());
        QVERIFY2(login, qPrintable(login.error().toString()));
        QCOMPARE(login->tokenType, u"Bearer"_qs);
        const QString url = flow->tenant.domain() + u"/api/messages"_qs;
        const auto headers = await(client->getDPoPHeaders(useOf(url, login->accessToken, login->tokenType)));
        QCOMPARE(headers->keys(), QStringList{u"Authorization"_qs});
        QCOMPARE(PlainHttp::sendWith("GET", QUrl(url), {}, *headers).status, 200);
        // The refresh token is bound all the same.
        QVERIFY(refresh());
        // Another audience by the same family: its tokens are bound, the login's stay Bearer.
        GetAccessTokenOptions other;
        other.audience = dpopApi;
        const auto bound = await(client->getAccessToken(other));
        QVERIFY2(bound, qPrintable(bound.error().toString()));
        QCOMPARE(bound->tokenType, u"DPoP"_qs);
        QCOMPARE(callApi(client.get(), bound->token), 200);
        QCOMPARE(await(client->getCredentials())->tokenType, u"Bearer"_qs);
    }

    void theTypeIsKnownWhereTheTokenIsTheSessions()
    {
        signIn();
        GetDPoPHeadersOptions use =
            useOf(u"https://api.example.com/x"_qs, await(client->getCredentials())->accessToken);
        use.tokenType.reset();
        QVERIFY(await(client->getDPoPHeaders(use))->contains(u"DPoP"_qs));
        use.accessToken = u"another"_qs;
        QCOMPARE(await(client->getDPoPHeaders(use))->value(u"Authorization"_qs).toString(), u"Bearer another"_qs);
    }

    void userInfoIsAskedWithAProof()
    {
        signIn();
        const auto claims = await(client->userInfo());
        QVERIFY2(claims, qPrintable(claims.error().toString()));
        QCOMPARE(claims->value(u"sub"_qs).toString(), u"auth0|alice"_qs);
        const auto asked = flow->tenant.log({{u"path"_qs, u"/userinfo"_qs}});
        QCOMPARE(asked.first()[u"dpop_jkt"].toString(), stored("dpop_jkt"));
    }

    void theNextLoginGetsAnotherKey()
    {
        signIn();
        const QString first = stored("dpop_jkt");
        QVERIFY(await(client->authorize()));
        QVERIFY(stored("dpop_jkt") != first);
        QCOMPARE(jktOf(await(client->getCredentials())->accessToken), stored("dpop_jkt"));
        QVERIFY(refresh());
    }

    void aLoginThatFailsLeavesTheSessionItsKey()
    {
        signIn();
        const QString key = stored("dpop_key");
        flow->user.answer = u"deny"_qs;
        QCOMPARE(await(client->authorize()).error().code(), Error::AccessDenied);
        QCOMPARE(stored("dpop_key"), key);
        QVERIFY(refresh());
    }

    void aLogoutTakesTheKeyWithTheTokens()
    {
        signIn();
        QVERIFY(await(client->clearCredentials()));
        QVERIFY(flow->store.entries.isEmpty());
        QCOMPARE(client->sessionState(), SessionState::SignedOut);
        signIn();
        QVERIFY(refresh());
    }

    void switchedOffTheSessionStaysAndSaysWhy()
    {
        signIn();
        const QByteArray before = *flow->store.entries.begin();
        client = start(configuration(false));
        QSignalSpy ended(client.get(), &Client::sessionEnded);
        // What memory holds is handed out; what needs the key says so.
        QVERIFY(await(client->getCredentials()));
        for (int i = 0; i < 2; ++i)
            QCOMPARE(refresh().error().code(), Error::DpopNotConfigured);
        const QString token = await(client->getCredentials())->accessToken;
        QCOMPARE(
            await(client->getDPoPHeaders(useOf(u"https://api.example.com/"_qs, token))).error().code(),
            Error::DpopNotConfigured);
        QCOMPARE(client->sessionState(), SessionState::SignedIn);
        QCOMPARE(ended.count(), 0);
        QCOMPARE(*flow->store.entries.begin(), before);
        QVERIFY(flow->tenant.refreshes().isEmpty());
        client->setConfiguration(configuration(true));
        QVERIFY(refresh());
    }

    void switchedOnASessionWithoutAKeyGoesOnWithoutOne()
    {
        Configuration plain = configuration(false);
        plain.audience = u"https://api.example.com"_qs;
        client = start(plain);
        QVERIFY(await(client->authorize()));
        plain.useDPoP = true;
        client->setConfiguration(plain);
        QVERIFY(refresh());
        QCOMPARE(client->sessionState(), SessionState::SignedIn);
        QVERIFY(!flow->tenant.refreshes().first().contains(u"dpop_jkt"));
    }

    void aLostKeyEndsTheSessionOnceAtItsStart_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("gone") << QString() << Error::DpopKeyMissing;
        QTest::newRow("unreadable") << u"bm8ga2V5"_qs << Error::DpopKeyMissing;
        QTest::newRow("foreign") << DpopKey::generate()->toText() << Error::DpopKeyMismatch;
    }
    void aLostKeyEndsTheSessionOnceAtItsStart()
    {
        QFETCH(QString, key);
        QFETCH(Error::Code, code);
        signIn();
        client.reset();
        changeRecord([key](QJsonObject &record) { record[u"dpop_key"_qs] = key; });
        // A store that answers late, as a keychain does: the application hears of the end.
        flow->store.isSilent = true;
        client = start(configuration());
        QSignalSpy ended(client.get(), &Client::sessionEnded);
        QSignalSpy errors(client.get(), &Client::errorOccurred);
        flow->store.answerNow();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().value<EndReason>(), EndReason::DpopKeyLost);
        QTRY_COMPARE(errors.count(), 1);
        QCOMPARE(client->error().code(), code);
        QVERIFY(client->error().needsLogin());
        QCOMPARE(client->sessionState(), SessionState::SignedOut);
        QVERIFY(flow->store.entries.isEmpty());
        QVERIFY(flow->tenant.refreshes().isEmpty());
        // It is over, and no loop: the next call knows it, and a login heals it.
        QCOMPARE(refresh().error().code(), Error::NoCredentials);
        QVERIFY(await(client->authorize()));
        QVERIFY(refresh());
        QCOMPARE(ended.count(), 1);
    }

    void aKeyThatIsLostWhileTheSessionIsInUseEndsItAtTheNextRefresh()
    {
        signIn();
        QSignalSpy ended(client.get(), &Client::sessionEnded);
        changeRecord([](QJsonObject &record) { record[u"dpop_key"_qs] = QString(); });
        QCOMPARE(refresh().error().code(), Error::DpopKeyMissing);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().value<EndReason>(), EndReason::DpopKeyLost);
        QCOMPARE(refresh().error().code(), Error::NoCredentials);
        QVERIFY(flow->tenant.refreshes().isEmpty());
    }

    void credentialsWithoutTheirKeyEndAtTheFirstRefresh()
    {
        client = start(configuration());
        QSignalSpy ended(client.get(), &Client::sessionEnded);
        Credentials foreign;
        foreign.accessToken = u"token"_qs;
        foreign.refreshToken = u"refresh"_qs;
        foreign.tokenType = u"dpop"_qs;
        foreign.expiresAt = QDateTime::currentDateTimeUtc().addSecs(600);
        QVERIFY(await(client->saveCredentials(foreign)));
        QVERIFY(await(client->getCredentials()));
        QCOMPARE(refresh().error().code(), Error::DpopKeyMissing);
        QCOMPARE(ended.first().first().value<EndReason>(), EndReason::DpopKeyLost);
    }

    void theSessionsOwnCredentialsKeepItsKeyWhenTheyAreSavedAgain()
    {
        signIn();
        const auto held = await(client->getCredentials());
        QVERIFY(await(client->saveCredentials(*held)));
        QVERIFY(refresh());
    }

    void aWrongClockOfThisComputerIsNoReasonToFail()
    {
        flow->clock.offset = 5400;
        client = start(configuration());
        const auto login = await(client->authorize());
        QVERIFY2(login, qPrintable(login.error().toString()));
        QVERIFY(refresh());
        client = start(configuration());
        const auto renewed = refresh();
        QVERIFY2(renewed, qPrintable(renewed.error().toString()));
        QCOMPARE(callApi(client.get(), renewed->accessToken), 200);
    }

    void aRefusedProofKeepsTheSession()
    {
        signIn();
        QSignalSpy ended(client.get(), &Client::sessionEnded);
        QVERIFY(flow->tenant.fault(
            refreshFault({{u"status"_qs, 400}, {u"body"_qs, QJsonObject{{u"error"_qs, u"invalid_dpop_proof"_qs}}}})));
        QCOMPARE(refresh().error().code(), Error::DpopProofFailed);
        QCOMPARE(ended.count(), 0);
        QVERIFY(refresh());
    }

    void badInputIsNamed()
    {
        client = start(configuration());
        const auto failsFor = [this](const QString &name, const std::function<void(GetDPoPHeadersOptions &)> &change) {
            GetDPoPHeadersOptions use = useOf(u"https://api.example.com/x"_qs, u"token"_qs);
            change(use);
            const Error error = await(client->getDPoPHeaders(use)).error();
            return error.code() == Error::InvalidArgument && error.message().startsWith(name + u' ');
        };
        QVERIFY(failsFor(u"url"_qs, [](GetDPoPHeadersOptions &use) { use.url.reset(); }));
        QVERIFY(failsFor(u"url"_qs, [](GetDPoPHeadersOptions &use) { use.url = QUrl(u"/x"_qs); }));
        QVERIFY(failsFor(u"method"_qs, [](GetDPoPHeadersOptions &use) { use.method.reset(); }));
        QVERIFY(failsFor(u"accessToken"_qs, [](GetDPoPHeadersOptions &use) { use.accessToken = QString(); }));
        QVERIFY(failsFor(u"nonce"_qs, [](GetDPoPHeadersOptions &use) { use.nonce = QString(); }));
        QCOMPARE(client->error().code(), Error::NoError);
    }
};

QTEST_GUILESS_MAIN(tst_Dpop)
#include "tst_dpop.moc"
