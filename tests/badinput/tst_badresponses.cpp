// SPDX-License-Identifier: Apache-2.0
#include "tabletest.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
const QString code = u"authorization_code"_qs, keys = u"jwks.json"_qs, metadata = u"openid-configuration"_qs;
constexpr int hundredMegabytes = 100 * 1024 * 1024;
constexpr auto null = QJsonValue::Null;

//! The tenant acts on the request and answers with something else.
QJsonObject said(const QString &body) { return {{u"status"_qs, 200}, {u"body"_qs, body}, {u"delay"_qs, 0.01}}; }
QJsonObject altered(const QJsonObject &members) { return {{u"members"_qs, members}}; }
const QJsonObject slow{{u"delay"_qs, 3}}, refusing{{u"status"_qs, 500}}, dropping{{u"drop"_qs, u"before"_qs}};
const QJsonObject huge{{u"size"_qs, hundredMegabytes}}, cutOff{{u"cut"_qs, 20}};
const QString twoIssuers = uR"({"issuer":"https://evil.example/","issuer":"https://evil.example/"})"_qs;
const QString twoTokens = uR"({"access_token":"a","token_type":"Bearer","access_token":"b"})"_qs;
const QString portal = u"<!doctype html><title>Hotel Wi-Fi: please log in</title>"_qs;

Result<Credentials> hastyLogin(Bench &b)
{
    b.reconfigure([](Configuration &c) { c.timeout = 1s; });
    return await(b.client->authorize());
}

//! A login whose code is answered so.
Row login(const char *cause, const QJsonObject &fault, Error::Code expected, const QStringList &words)
{
    const After after = expected == Error::NoError ? After::Replaced : After::Intact;
    return {cause, expected, after, "authorize, code", words, [fault](Bench &b) {
                b.tokenFault(code, fault);
                return (fault == slow ? hastyLogin(b) : await(b.client->authorize())).error();
            }};
}
//! A refresh that is answered so; the session stays, and what the tenant rotated is not lost.
Row refresh(
    const char *cause, const QJsonObject &fault, Error::Code expected, const QStringList &words,
    const char *sent = "refresh")
{
    return {cause, expected, After::Intact, sent, words, [fault](Bench &b) {
                b.tokenFault(u"refresh_token"_qs, fault);
                return b.refresh().error();
            }};
}
//! A login for which the keys are given so, as often as they are asked for.
Row keysOfLogin(const char *cause, QJsonObject fault, Error::Code expected, const QStringList &words)
{
    const bool isSlow = fault == slow;
    fault[u"times"_qs] = 2;
    return {cause, expected, After::Intact, "authorize, code", words, [fault, isSlow](Bench &b) {
                b.restart(); // no keys are at hand
                b.documentFault(keys, fault);
                return (isSlow ? hastyLogin(b) : await(b.client->authorize())).error();
            }};
}
//! A refresh whose ID token names a new key, and the keys are given so.
Row keysOfRefresh(const char *cause, QJsonObject fault, Error::Code expected, const QStringList &words)
{
    fault[u"times"_qs] = 2;
    return {cause, expected, After::Intact, "refresh", words, [fault](Bench &b) {
                b.tenant.rotateKeys();
                b.documentFault(keys, fault);
                return b.refresh().error();
            }};
}
//! A login for which the metadata are given so.
Row metadataOfLogin(const char *cause, const QJsonObject &fault, Error::Code expected, const QStringList &words)
{
    const bool fails = expected != Error::NoError;
    return {
        cause,
        expected,
        fails ? After::Intact : After::Replaced,
        fails ? "nothing" : "authorize, code",
        words,
        [fault, fails](Bench &b) {
            b.documentFault(metadata, fault);
            b.user.isAway = fails;
            return await(b.client->authorize()).error();
        }};
}
Row userInfo(const char *cause, const QJsonObject &fault, Error::Code expected, const QStringList &words)
{
    return {cause, expected, After::Intact, "userinfo", words, [fault](Bench &b) {
                QJsonObject whole = fault;
                whole[u"path"_qs] = u"/userinfo"_qs;
                b.tenant.fault(whole);
                return await(b.client->userInfo()).error();
            }};
}
Row revocation(const char *cause, const QJsonObject &fault, const QStringList &words)
{
    return {cause, Error::RevokeFailed, After::Intact, "revoke", words, [fault](Bench &b) {
                QJsonObject whole = fault;
                whole[u"path"_qs] = u"/oauth/revoke"_qs;
                b.tenant.fault(whole);
                return await(b.client->revokeRefreshToken()).error();
            }};
}

Error withoutLifetime(Bench &b)
{
    b.tokenFault(code, altered({{u"expires_in"_qs, null}}));
    const auto login = await(b.client->authorize());
    if (login && login->expiresAt.isValid())
        return wrong(u"a lifetime was made up"_qs);
    // Unknown: it serves until it is refused, and no minTtl renews it.
    b.clock.offset = 30 * 86'400;
    GetCredentialsOptions options;
    options.minTtl = 3600s;
    const auto later = await(b.client->getCredentials(options));
    return login && later && later->accessToken != login->accessToken ? wrong(u"it was renewed"_qs) : later.error();
}

const QList<Row> rows{
    login("login: the answer is no JSON", said(portal), Error::InvalidResponse, {u"no JSON"_qs, u"domain"_qs}),
    login("login: the answer is empty", said({}), Error::InvalidResponse, {u"no JSON"_qs}),
    login(
        "login: the answer is half a JSON text", said(uR"({"access_token":"a)"_qs), Error::InvalidResponse,
        {u"no JSON"_qs}),
    login("login: the answer is a list", said(u"[]"_qs), Error::InvalidResponse, {u"no JSON object"_qs}),
    login("login: the connection ends in the middle of the answer", cutOff, Error::NetworkFailure, {u"127.0.0.1"_qs}),
    login(
        "login: the connection ends before the answer", {{u"drop"_qs, u"after"_qs}}, Error::NetworkFailure,
        {u"closed the connection"_qs}),
    login("login: the answer has 100 MB", huge, Error::InvalidResponse, {u"/oauth/token"_qs, u"1048576 bytes"_qs}),
    login("login: the answer comes too late (waits in real time)", slow, Error::Timeout, {u"1 s"_qs, u"timeout"_qs}),
    login(
        "login: the answer has a member twice", said(twoTokens), Error::InvalidResponse,
        {u"access_token"_qs, u"twice"_qs}),
    login(
        "login: the answer has no access_token", altered({{u"access_token"_qs, null}}), Error::InvalidResponse,
        {u"access_token"_qs}),
    login(
        "login: access_token is a number", altered({{u"access_token"_qs, 5}}), Error::InvalidResponse,
        {u"access_token"_qs, u"type"_qs}),
    login("login: token_type is in odd case", altered({{u"token_type"_qs, u"bEARER"_qs}}), Error::NoError, {}),
    login(
        "login: token_type is unknown", altered({{u"token_type"_qs, u"mac"_qs}}), Error::InvalidResponse,
        {u"token_type"_qs}),
    login("login: expires_in is a text", altered({{u"expires_in"_qs, u"3600"_qs}}), Error::NoError, {}),
    login(
        "login: expires_in is a list", altered({{u"expires_in"_qs, QJsonArray()}}), Error::InvalidResponse,
        {u"expires_in"_qs}),
    login(
        "login: the answer has members that nobody knows", altered({{u"more"_qs, QJsonArray{1}}}), Error::NoError, {}),
    {"login: without expires_in", Error::NoError, After::Replaced, "authorize, code", {}, withoutLifetime},
    login(
        "login: status 302", {{u"status"_qs, 302}, {u"headers"_qs, QJsonObject{{u"Location"_qs, u"/"_qs}}}},
        Error::ServerFailure, {u"302"_qs, u"domain"_qs}),
    login("login: status 500", refusing, Error::ServerFailure, {u"500"_qs}),
    login("login: status 429", {{u"status"_qs, 429}}, Error::TooManyRequests, {u"429"_qs}),
    refresh("refresh: the answer is no JSON", said(portal), Error::InvalidResponse, {u"no JSON"_qs, u"domain"_qs}),
    refresh("refresh: the answer is empty", said({}), Error::InvalidResponse, {u"no JSON"_qs}),
    refresh(
        "refresh: the answer is half a JSON text", said(uR"({"access_token":"a)"_qs), Error::InvalidResponse,
        {u"no JSON"_qs}),
    refresh(
        "refresh: the connection ends in the middle of the answer (sent once more)", cutOff, Error::NoError, {},
        "refresh, refresh"),
    refresh(
        "refresh: the connection ends in the middle of the answer, twice", {{u"cut"_qs, 20}, {u"times"_qs, 2}},
        Error::NetworkFailure, {u"127.0.0.1"_qs}, "refresh, refresh"),
    refresh("refresh: the answer has 100 MB", huge, Error::InvalidResponse, {u"1048576 bytes"_qs}),
    refresh("refresh: the answer has a member twice", said(twoTokens), Error::InvalidResponse, {u"twice"_qs}),
    refresh(
        "refresh: the answer has no access_token", altered({{u"access_token"_qs, null}}), Error::InvalidResponse,
        {u"access_token"_qs}),
    refresh("refresh: token_type is in odd case", altered({{u"token_type"_qs, u"bEARER"_qs}}), Error::NoError, {}),
    refresh("refresh: without expires_in", altered({{u"expires_in"_qs, null}}), Error::NoError, {}),
    refresh(
        "refresh: without a refresh_token (the old one stays)", altered({{u"refresh_token"_qs, null}}), Error::NoError,
        {}),
    refresh("refresh: without an id_token (the user stays)", altered({{u"id_token"_qs, null}}), Error::NoError, {}),
    keysOfLogin("keys at a login: no JSON", said(portal), Error::InvalidResponse, {u"keys"_qs}),
    keysOfLogin("keys at a login: empty", said({}), Error::InvalidResponse, {u"keys"_qs}),
    keysOfLogin("keys at a login: half a JSON text", said(uR"({"keys":[)"_qs), Error::InvalidResponse, {u"keys"_qs}),
    keysOfLogin("keys at a login: the connection ends in the middle", cutOff, Error::NetworkFailure, {u"127.0.0.1"_qs}),
    keysOfLogin("keys at a login: 100 MB", huge, Error::InvalidResponse, {u"jwks.json"_qs, u"1048576 bytes"_qs}),
    keysOfLogin("keys at a login: too late (waits in real time)", slow, Error::Timeout, {u"1 s"_qs, u"timeout"_qs}),
    keysOfLogin(
        "keys at a login: a member twice", said(uR"({"keys":[],"keys":[]})"_qs), Error::InvalidResponse,
        {u"keys"_qs, u"twice"_qs}),
    keysOfLogin("keys at a login: status 500", refusing, Error::ServerFailure, {u"keys"_qs, u"500"_qs}),
    keysOfLogin(
        "keys at a login: none that could be used", said(uR"({"keys":[{"kty":"oct","k":"AAAA"}]})"_qs),
        Error::IdTokenInvalid, {u"kid"_qs}),
    keysOfRefresh("keys at a refresh: no JSON", said(portal), Error::InvalidResponse, {u"keys"_qs}),
    keysOfRefresh(
        "keys at a refresh: the connection ends before the answer", dropping, Error::NetworkFailure, {u"keys"_qs}),
    keysOfRefresh("keys at a refresh: 100 MB", huge, Error::InvalidResponse, {u"keys"_qs, u"1048576 bytes"_qs}),
    keysOfRefresh("keys at a refresh: status 500", refusing, Error::ServerFailure, {u"keys"_qs, u"500"_qs}),
    metadataOfLogin("metadata: no JSON", said(portal), Error::InvalidResponse, {u"metadata"_qs, u"domain"_qs}),
    metadataOfLogin("metadata: empty", said({}), Error::InvalidResponse, {u"metadata"_qs}),
    metadataOfLogin(
        "metadata: another issuer", altered({{u"issuer"_qs, u"https://evil.example/"_qs}}), Error::InvalidIssuer,
        {u"https://evil.example/"_qs, u"domain"_qs}),
    metadataOfLogin(
        "metadata: a member twice", said(twoIssuers), Error::InvalidResponse,
        {u"metadata"_qs, u"issuer"_qs, u"twice"_qs}),
    metadataOfLogin(
        "metadata: jwks_uri is http elsewhere", altered({{u"jwks_uri"_qs, u"http://evil.example/keys"_qs}}),
        Error::InvalidResponse, {u"jwks_uri"_qs, u"https"_qs}),
    metadataOfLogin("metadata: 100 MB", huge, Error::InvalidResponse, {u"1048576 bytes"_qs}),
    metadataOfLogin("metadata: missing (404)", {{u"status"_qs, 404}}, Error::NoError, {}),
    metadataOfLogin("metadata: status 500", refusing, Error::NoError, {}),
    metadataOfLogin("metadata: the connection ends before the answer", dropping, Error::NoError, {}),
    userInfo("userInfo: the answer is no JSON", said(portal), Error::InvalidResponse, {u"userinfo"_qs}),
    userInfo(
        "userInfo: sub is another user's", altered({{u"sub"_qs, u"auth0|bob"_qs}}), Error::InvalidResponse,
        {u"sub"_qs}),
    userInfo("userInfo: 100 MB", huge, Error::InvalidResponse, {u"1048576 bytes"_qs}),
    userInfo("userInfo: status 503", {{u"status"_qs, 503}}, Error::ServerFailure, {u"503"_qs}),
    revocation("revokeRefreshToken: status 503", {{u"status"_qs, 503}}, {u"503"_qs}),
    revocation("revokeRefreshToken: the connection ends before the answer", dropping, {u"closed the connection"_qs}),
};
} // namespace

class tst_BadResponses : public TableTest
{
public:
    tst_BadResponses()
        : TableTest(u"Answers of the tenant"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_BadResponses)
