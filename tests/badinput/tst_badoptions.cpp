// SPDX-License-Identifier: Apache-2.0
#include "tabletest.h"
#include <Auth0Qt/Auth0Provider>
#include <QtQml/QJSEngine>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
class Provider : public Auth0Provider
{
public:
    explicit Provider(const Configuration &configuration, const Services &services)
    {
        setServices(services);
        setDomain(configuration.domain);
        setClientId(configuration.clientId);
        setAudience(configuration.audience);
        setScope(configuration.scope);
        setCallbackPorts(configuration.callbackPorts);
        setAccount(configuration.account);
    }
};

//! The application is written in QML.
class QuickBench : public Bench
{
public:
    using Bench::Bench;

    void start() override
    {
        m_provider = std::make_unique<Provider>(configuration, services());
        client = m_provider->client();
        m_engine.globalObject().setProperty(u"auth0"_qs, m_engine.newQObject(m_provider.get()));
        QJSEngine::setObjectOwnership(m_provider.get(), QJSEngine::CppOwnership);
    }
    void stop() override
    {
        client = nullptr;
        m_provider.reset();
    }
    //! What `auth0.<call>` rejects with.
    Error evaluate(const QString &call)
    {
        const QJSValue thrown = m_engine.evaluate(
            u"done = false; failure = null;"
            "auth0.%1.then(() => { done = true }, error => { failure = error; done = true })"_qs.arg(call));
        if (thrown.isError())
            return wrong(u"it threw: "_qs + thrown.toString());
        const auto value = [this](const QString &name) { return m_engine.globalObject().property(name); };
        if (!QTest::qWaitFor([&value] { return value(u"done"_qs).toBool(); }, 20'000))
            return wrong(u"it did not end"_qs);
        const QJSValue failure = value(u"failure"_qs);
        if (failure.isNull())
            return {};
        return {Error::Code(failure.property(u"code"_qs).toInt()), failure.property(u"message"_qs).toString()};
    }

private:
    QJSEngine m_engine;
    std::unique_ptr<Provider> m_provider;
};

//! A call that is refused at once: nothing is sent, and the session stays.
Row refused(const char *call, const QStringList &words)
{
    const QString text = QString::fromUtf8(call);
    const QString method = text.section(u'(', 0, 0);
    return {
        call,
        Error::InvalidArgument,
        After::Intact,
        "nothing",
        QStringList{method + u": "_qs, u"Write "_qs + method + u'('} + words,
        [text](Bench &b) { return static_cast<QuickBench &>(b).evaluate(text); }};
}
//! A call that is taken.
Row taken(const char *call, const char *sent)
{
    const QString text = QString::fromUtf8(call);
    return {call, Error::NoError, After::Intact, sent, {}, [text](Bench &b) {
                return static_cast<QuickBench &>(b).evaluate(text);
            }};
}

const QList<Row> rows{
    refused("authorize(\"openid\")", {u"one object"_qs, u"a string"_qs}),
    refused("authorize([])", {u"an array"_qs}),
    refused("authorize(5)", {u"a number"_qs}),
    refused("authorize({scopes: \"openid\"})", {u"\"scopes\""_qs}),
    refused("authorize({redirecturl: \"http://127.0.0.1/\"})", {u"\"redirecturl\""_qs, u"\"redirectUrl\""_qs}),
    refused("authorize({scope: [\"openid\"]})", {u"\"scope\""_qs, u"an array"_qs}),
    refused("authorize({scope: 5})", {u"\"scope\""_qs, u"a number"_qs}),
    refused("authorize({maxAge: \"60\"})", {u"\"maxAge\""_qs, u"seconds"_qs, u"a string"_qs}),
    refused("authorize({maxAge: -1})", {u"\"maxAge\""_qs, u"0 or more"_qs}),
    refused("authorize({timeout: NaN})", {u"\"timeout\""_qs, u"seconds"_qs}),
    refused("authorize({timeout: Infinity})", {u"\"timeout\""_qs, u"seconds"_qs}),
    refused("authorize({ephemeralSession: 1})", {u"\"ephemeralSession\""_qs, u"true or false"_qs}),
    refused("authorize({parameters: \"a=b\"})", {u"\"parameters\""_qs, u"an object"_qs}),
    refused("authorize({parameters: {list: [1]}})", {u"\"parameters\""_qs, u"\"list\""_qs, u"an array"_qs}),
    refused("authorize({state: {}})", {u"\"state\""_qs, u"string"_qs}),
    refused("authorize(() => 1)", {u"a function"_qs}),
    refused("authorize(new Date())", {u"one object"_qs}),
    refused("cancelWebAuth(\"now\")", {u"no argument"_qs}),
    refused("cancelWebAuth({force: true})", {u"\"force\""_qs}),
    refused("clearSession(true)", {u"a boolean"_qs}),
    refused("clearSession({federated: \"yes\"})", {u"\"federated\""_qs, u"true or false"_qs}),
    refused("clearSession({returnTo: \"http://127.0.0.1/\"})", {u"\"returnTo\""_qs}),
    refused("clearSession({returnToUrl: 5})", {u"\"returnToUrl\""_qs, u"a string"_qs}),
    refused("getCredentials(\"openid\")", {u"one object"_qs, u"a string"_qs}),
    refused("getCredentials(\"openid\", 60)", {u"one object"_qs, u"a string"_qs}),
    refused("getCredentials(undefined, 60)", {u"no second argument"_qs, u"a number"_qs}),
    refused("getCredentials({}, {minTtl: 60})", {u"no second argument"_qs, u"an object"_qs}),
    refused("getCredentials([\"openid\"])", {u"an array"_qs}),
    refused("getCredentials({minttl: 60})", {u"\"minttl\""_qs, u"\"minTtl\""_qs}),
    refused("getCredentials({minTtl: \"60\"})", {u"\"minTtl\""_qs, u"seconds"_qs}),
    refused("getCredentials({forceRefresh: \"true\"})", {u"\"forceRefresh\""_qs, u"true or false"_qs}),
    refused("getCredentials({audience: \"https://api.example.com\"})", {u"\"audience\""_qs, u"getApiCredentials"_qs}),
    refused("hasValidCredentials(60)", {u"a number"_qs}),
    refused("hasValidCredentials({minTtl: []})", {u"\"minTtl\""_qs, u"an array"_qs}),
    refused("saveCredentials(\"token\")", {u"one object"_qs}),
    refused("saveCredentials({access_token: \"a\"})", {u"\"access_token\""_qs}),
    refused("saveCredentials({accessToken: 5})", {u"\"accessToken\""_qs, u"a number"_qs}),
    refused("saveCredentials({accessToken: \"a\", expiresAt: \"tomorrow\"})", {u"\"expiresAt\""_qs, u"a Date"_qs}),
    {"saveCredentials({scope: \"openid\"})",
     Error::InvalidArgument,
     After::Intact,
     "nothing",
     {u"accessToken"_qs, u"idToken"_qs},
     [](Bench &b) { return static_cast<QuickBench &>(b).evaluate(u"saveCredentials({scope: \"openid\"})"_qs); }},
    refused("clearCredentials(false)", {u"a boolean"_qs}),
    refused("clearCredentials({revoke: null, all: true})", {u"\"all\""_qs}),
    refused("clearCredentials({revoke: 0})", {u"\"revoke\""_qs, u"true or false"_qs}),
    refused("getAccessToken(\"https://api.example.com\")", {u"one object"_qs}),
    refused("getAccessToken({audience: [\"https://api.example.com\"]})", {u"\"audience\""_qs, u"an array"_qs}),
    refused("getAccessToken({includeFullResponse: \"yes\"})", {u"\"includeFullResponse\""_qs, u"true or false"_qs}),
    refused("getSession(1)", {u"no argument"_qs}),
    refused("restore({prompt: true})", {u"\"prompt\""_qs}),
    refused("userInfo([])", {u"no argument"_qs}),
    refused("refreshUser(\"alice\")", {u"no argument"_qs}),
    refused("revokeRefreshToken({token: \"x\"})", {u"\"token\""_qs}),
    taken("getCredentials(null)", "nothing"),
    taken("getCredentials(undefined)", "nothing"),
    taken("getCredentials({}, null)", "nothing"),
    taken("getCredentials({})", "nothing"),
    taken("getCredentials({minTtl: null, scope: undefined})", "nothing"),
    taken("getCredentials({minTtl: 0, forceRefresh: false})", "nothing"),
    taken("getSession(null)", "nothing"),
    taken("refreshUser()", "userinfo"),
};
} // namespace

class tst_BadOptions : public TableTest
{
public:
    tst_BadOptions()
        : TableTest(u"Options, in QML"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<QuickBench>(tenant); }
};

QTEST_GUILESS_MAIN(tst_BadOptions)
