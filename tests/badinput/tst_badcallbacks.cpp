// SPDX-License-Identifier: Apache-2.0
#include "ownbrowser.h"
#include "tabletest.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
using Act = std::function<Error(Bench &)>;

QJsonObject errorParameters(const QString &error, const QString &description = {})
{
    return {{u"code"_qs, QJsonValue::Null}, {u"error"_qs, error}, {u"error_description"_qs, description}};
}

//! The tenant sends the browser back with these parameters altered.
Act sentBackWith(const QJsonObject &parameters)
{
    return [parameters](Bench &b) {
        b.redirectFault(parameters);
        return await(b.client->authorize()).error();
    };
}
//! Somebody is signed in and logs in anew, and the tenant refuses in its own words.
Row refused(const char *cause, const QString &error, Error::Code code, const QStringList &words)
{
    const QString description = u"Because of "_qs + error;
    return {
        cause,
        code,
        After::Intact,
        "authorize",
        QStringList{error, description} + words,
        sentBackWith(errorParameters(error, description))};
}
Act withPrompt(const QString &prompt, bool isKnown)
{
    return [prompt, isKnown](Bench &b) {
        if (!isKnown)
            b.user.forgetCookies();
        AuthorizeOptions options;
        options.parameters[u"prompt"_qs] = prompt;
        return await(b.client->authorize(options)).error();
    };
}

//! The first callback is not for this login: it is answered, the login goes on, and the second one completes it.
Act ignoredAndCompleted(const QJsonObject &parameters)
{
    return [parameters](Bench &b) {
        b.redirectFault(parameters);
        const auto login = b.loginOnceKnown();
        if (!QTest::qWaitFor([&b] { return !b.callbackAnswers().isEmpty(); }))
            return wrong(u"the callback was not answered"_qs);
        if (login.isFinished() || b.client->login()->state() != LoginState::WaitingForBrowser)
            return wrong(u"the login did not go on"_qs);
        b.client->login()->reopen();
        const Error error = await(login).error();
        const bool answered = QTest::qWaitFor([&b] { return b.callbackAnswers() == QList<int>{400, 303}; }, 2000);
        return answered ? error : wrong(u"the callbacks were answered otherwise"_qs);
    };
}

Error deliveredTwice(Bench &b)
{
    const Error error = await(b.client->authorize()).error();
    const auto callback = std::find_if(b.user.visited.begin(), b.user.visited.end(), [&b](const QUrl &url) {
        return b.tenant.callbackPorts().contains(url.port()) && url.path() == u"/callback";
    });
    if (callback == b.user.visited.end())
        return wrong(u"no callback was visited"_qs);
    b.user.visit(QUrl(*callback));
    if (!QTest::qWaitFor([&b] { return b.callbackAnswers() == QList<int>{303, 303}; }))
        return wrong(u"the second one was not shown the same page"_qs);
    return error;
}

Error deliveredAfterTheDeadline(Bench &b)
{
    b.user.isAway = true;
    AuthorizeOptions options;
    options.timeout = 1s;
    const Error error = await(b.client->authorize(options)).error();
    b.user.visit(b.user.requests.value(0).url);
    const bool alone = QTest::qWaitFor([&b] { return b.callbackAnswers() == QList<int>{0}; });
    return alone ? error : wrong(u"somebody still listened"_qs);
}

//! The callback of a login that was cancelled comes while the next one waits.
Error deliveredToTheNextLogin(Bench &b)
{
    b.user.isAway = true;
    const auto given = b.client->authorize();
    const QUrl old = b.user.requests.value(0).url;
    if (!await(b.client->cancelWebAuth()) || await(given).error().code() != Error::Cancelled)
        return wrong(u"the first login was not cancelled"_qs);
    const auto login = b.client->authorize();
    b.user.visit(old);
    if (!QTest::qWaitFor([&b] { return b.callbackAnswers() == QList<int>{400}; }) || login.isFinished())
        return wrong(u"the old callback was taken"_qs);
    b.user.isAway = false;
    b.client->login()->reopen();
    return await(login).error();
}

Error failsToShow(Bench &b)
{
    return loginInOwnBrowser(
        b, [](CustomBrowser &own, const QUrl &, const QUrl &) { own.fail(u"The view is gone."_qs); });
}
Row own(const char *cause, const QString &answer, Error::Code code, const QStringList &words)
{
    return {cause, code, After::Intact, "nothing", words, handedOver(answer)};
}
Row ignored(const char *cause, const QJsonObject &parameters)
{
    return {cause, Error::NoError, After::SignedIn, "authorize, authorize, code", {}, ignoredAndCompleted(parameters)};
}

const QString evil = u"https://evil.example/"_qs;
constexpr auto null = QJsonValue::Null;

const QList<Row> rows{
    refused("error=access_denied", u"access_denied"_qs, Error::AccessDenied, {}),
    refused("error=unauthorized (a blocked user)", u"unauthorized"_qs, Error::AccessDenied, {}),
    refused("error=consent_required", u"consent_required"_qs, Error::ConsentRequired, {u"prompt=none"_qs}),
    refused("error=login_required", u"login_required"_qs, Error::LoginRequired, {u"prompt=none"_qs}),
    refused("error=interaction_required", u"interaction_required"_qs, Error::LoginRequired, {u"prompt=none"_qs}),
    refused("error=unauthorized_client", u"unauthorized_client"_qs, Error::UnauthorizedClient, {u"Native"_qs}),
    refused("error=invalid_request", u"invalid_request"_qs, Error::ServerFailure, {}),
    refused("error=invalid_scope", u"invalid_scope"_qs, Error::ServerFailure, {}),
    refused("error=server_error", u"server_error"_qs, Error::ServerFailure, {}),
    refused("error=temporarily_unavailable", u"temporarily_unavailable"_qs, Error::ServerFailure, {}),
    refused("error=of_its_own", u"of_its_own"_qs, Error::ServerFailure, {}),
    {"prompt=none, and nobody is logged in at the tenant",
     Error::LoginRequired,
     After::Intact,
     "authorize",
     {u"login_required"_qs, u"prompt=none"_qs},
     withPrompt(u"none"_qs, false)},
    {"prompt=none with a loopback callback",
     Error::LoginRequired,
     After::Intact,
     "authorize",
     {u"interaction_required"_qs, u"prompt=none"_qs},
     withPrompt(u"none"_qs, true)},
    {"the user declines",
     Error::AccessDenied,
     After::Intact,
     "authorize",
     {u"access_denied"_qs},
     [](Bench &b) {
         b.user.answer = u"deny"_qs;
         return await(b.client->authorize()).error();
     }},
    {"the user is blocked",
     Error::AccessDenied,
     After::SignedOut,
     "authorize",
     {u"blocked"_qs},
     [](Bench &b) {
         b.user.username = u"mallory@example.com"_qs;
         return await(b.client->authorize()).error();
     }},
    {"neither code nor error",
     Error::NoAuthorizationCode,
     After::Intact,
     "authorize",
     {u"code"_qs, u"actions"_qs},
     sentBackWith({{u"code"_qs, null}})},
    {"the callback is delivered twice", Error::NoError, After::SignedIn, "authorize, code", {}, deliveredTwice},
    {"the callback is delivered after the deadline",
     Error::Timeout,
     After::Intact,
     "authorize",
     {u"1 s"_qs},
     deliveredAfterTheDeadline},
    {"the callback of a cancelled login is delivered to the next",
     Error::NoError,
     After::SignedIn,
     "authorize, authorize, code",
     {},
     deliveredToTheNextLogin},
    ignored("a foreign state: answered, ignored, the login completes", {{u"state"_qs, u"another"_qs}}),
    ignored("no state: answered, ignored, the login completes", {{u"state"_qs, null}}),
    ignored("a foreign iss: answered, ignored, the login completes", {{u"iss"_qs, evil}}),
    ignored("no iss though the metadata promise it: answered, ignored, the login completes", {{u"iss"_qs, null}}),
    ignored(
        "an error with a foreign state: answered, ignored, the login completes",
        {{u"code"_qs, null}, {u"error"_qs, u"access_denied"_qs}, {u"state"_qs, u"another"_qs}}),
    ignored(
        "an error with a foreign iss: answered, ignored, the login completes",
        {{u"code"_qs, null}, {u"error"_qs, u"access_denied"_qs}, {u"iss"_qs, evil}}),
    own("own browser: a foreign state", u"code=c&state=another&iss=ISSUER"_qs, Error::InvalidState,
        {u"state"_qs, u"again"_qs}),
    own("own browser: no state", u"code=c&iss=ISSUER"_qs, Error::InvalidState, {u"state"_qs, u"again"_qs}),
    own("own browser: a foreign iss", u"code=c&state=STATE&iss="_qs + evil, Error::InvalidIssuer, {evil, u"domain"_qs}),
    own("own browser: no iss though the metadata promise it", u"code=c&state=STATE"_qs, Error::InvalidIssuer,
        {u"iss"_qs, u"domain"_qs}),
    own("own browser: an error with a foreign iss", u"error=access_denied&state=STATE&iss="_qs + evil,
        Error::InvalidIssuer, {evil}),
    own("own browser: error=access_denied", u"error=access_denied&state=STATE&iss=ISSUER"_qs, Error::AccessDenied,
        {u"access_denied"_qs}),
    own("own browser: neither code nor error", u"state=STATE&iss=ISSUER"_qs, Error::NoAuthorizationCode,
        {u"code"_qs, u"actions"_qs}),
    own("own browser: a foreign state and no iss", u"code=c&state=another"_qs, Error::InvalidState, {u"state"_qs}),
    own("own browser: nothing at all", {}, Error::InvalidState, {u"state"_qs}),
    {"own browser: another address",
     Error::InvalidState,
     After::Intact,
     "nothing",
     {u"callback"_qs, u"http://127.0.0.1:"_qs},
     handedOver(u"code=c&state=STATE&iss=ISSUER"_qs, evil)},
    {"own browser: it cannot show the page",
     Error::BrowserUnavailable,
     After::Intact,
     "nothing",
     {u"The view is gone."_qs},
     failsToShow},
};
} // namespace

class tst_BadCallbacks : public TableTest
{
public:
    tst_BadCallbacks()
        : TableTest(u"Callbacks"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_BadCallbacks)
