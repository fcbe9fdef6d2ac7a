// SPDX-License-Identifier: Apache-2.0
#include "defects.h"
#include "tabletest.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace Auth0::Test::IdToken;
using namespace std::chrono_literals;

namespace {
const QString evil = u"https://evil.example/"_qs, ours = u"native-public"_qs;
constexpr auto null = QJsonValue::Null;

std::function<Error(Bench &)> loginWith(const Defects &defects, const std::function<void(AuthorizeOptions &)> &change)
{
    return [defects, change](Bench &b) {
        b.tokenFault(u"authorization_code"_qs, {{u"idToken"_qs, defects()}});
        AuthorizeOptions options;
        if (change)
            change(options);
        const QString before = b.client->user().sub;
        const Error error = await(b.client->authorize(options)).error();
        if (b.client->user().sub != before)
            return wrong(u"the user is "_qs + b.client->user().sub);
        return b.fetched(u"jwks.json"_qs) > 2 ? wrong(u"the keys were asked for again and again"_qs) : error;
    };
}
//! Alice is signed in and logs in again; what she has stays.
Row login(
    const char *cause, const QStringList &words, const Defects &defects,
    const std::function<void(AuthorizeOptions &)> &change = {})
{
    return {cause, Error::IdTokenInvalid, After::Intact, "authorize, code", words, loginWith(defects, change)};
}
Row accepted(const char *cause, const Defects &defects)
{
    return {cause, Error::NoError, After::Replaced, "authorize, code", {}, loginWith(defects, {})};
}
Row refresh(const char *cause, const QStringList &words, const Defects &defects)
{
    return {cause, Error::IdTokenInvalid, After::Intact, "refresh", words, [defects](Bench &b) {
                b.tokenFault(u"refresh_token"_qs, {{u"idToken"_qs, defects()}});
                return b.refresh().error();
            }};
}
//! The answer has no ID token, or something that is none.
Row missing(
    const char *cause, const QJsonValue &idToken, Error::Code code = Error::IdTokenInvalid,
    const QString &word = u"ID token"_qs)
{
    return {cause, code, After::Intact, "authorize, code", {word}, [idToken](Bench &b) {
                b.tokenFault(u"authorization_code"_qs, {{u"members"_qs, QJsonObject{{u"id_token"_qs, idToken}}}});
                return await(b.client->authorize()).error();
            }};
}
//! The tenant pays no heed to the organization that is asked for.
Row organization(const char *cause, const QString &asked, const QStringList &words, const QJsonObject &claims)
{
    return {cause, Error::IdTokenInvalid, After::Intact, "authorize, code", words, [asked, claims](Bench &b) {
                b.tokenFault(u"authorization_code"_qs, {{u"idToken"_qs, QJsonObject{{u"claims"_qs, claims}}}});
                b.user.isAway = true;
                AuthorizeOptions options;
                options.organization = asked;
                const auto login = b.client->authorize(options);
                QUrl page = b.user.requests.value(0).url;
                QUrlQuery query(page);
                query.removeQueryItem(u"organization"_qs);
                page.setQuery(query);
                b.user.visit(page);
                return await(login).error();
            }};
}
void withMaxAge(AuthorizeOptions &options) { options.maxAge = 60s; }

const QList<Row> rows{
    missing("there is none", null),
    missing("it is no JWT", u"three.blind.mice"_qs),
    missing("it is a number", 5, Error::InvalidResponse, u"id_token"_qs),
    login("alg is none", {u"RS256"_qs, u"dashboard"_qs}, signature(u"none"_qs)),
    login("alg is HS256", {u"RS256"_qs, u"dashboard"_qs}, header({{u"alg"_qs, u"HS256"_qs}})),
    login("alg is RS512", {u"RS256"_qs, u"dashboard"_qs}, header({{u"alg"_qs, u"RS512"_qs}})),
    login("alg is not that of the key", {u"algorithm"_qs}, header({{u"alg"_qs, u"PS256"_qs}})),
    login("kid is unknown", {u"kid"_qs}, header({{u"kid"_qs, u"nobody"_qs}})),
    accepted("kid is missing, and there is one key", header({{u"kid"_qs, null}})),
    login(
        "a critical extension that nobody knows", {u"crit"_qs},
        header({{u"crit"_qs, QJsonArray{u"b64"_qs}}, {u"b64"_qs, false}})),
    login("the signature is broken", {u"signature"_qs}, signature(u"broken"_qs)),
    login("the signature is of a foreign key", {u"signature"_qs}, signature(u"foreign"_qs)),
    login("iss is another", {u"iss"_qs, evil, u"domain"_qs}, claims({{u"iss"_qs, evil}})),
    login("iss is missing", {u"iss"_qs}, claims({{u"iss"_qs, null}})),
    login("iss is a number", {u"iss"_qs}, claims({{u"iss"_qs, 5}})),
    login("sub is missing", {u"sub"_qs}, claims({{u"sub"_qs, null}})),
    login("sub is empty", {u"sub"_qs}, claims({{u"sub"_qs, u""_qs}})),
    login("sub is a number", {u"sub"_qs}, claims({{u"sub"_qs, 5}})),
    login("aud is another", {u"aud"_qs, u"somebody"_qs, ours, u"clientId"_qs}, claims({{u"aud"_qs, u"somebody"_qs}})),
    login("aud is missing", {u"aud"_qs}, claims({{u"aud"_qs, null}})),
    login("aud is a number", {u"aud"_qs}, claims({{u"aud"_qs, 5}})),
    login("aud is an empty list", {u"aud"_qs}, claims({{u"aud"_qs, QJsonArray()}})),
    login("aud is a list without us", {u"aud"_qs}, claims({{u"aud"_qs, QJsonArray{u"a"_qs, u"b"_qs}}})),
    accepted("aud is a list of us alone", claims({{u"aud"_qs, QJsonArray{ours}}})),
    login("aud has one more, and no azp", {u"azp"_qs}, claims({{u"aud"_qs, QJsonArray{ours, u"b"_qs}}})),
    login(
        "aud has one more, and azp is another", {u"azp"_qs},
        claims({{u"aud"_qs, QJsonArray{ours, u"b"_qs}}, {u"azp"_qs, u"b"_qs}})),
    accepted("aud has one more, and azp is us", claims({{u"aud"_qs, QJsonArray{ours, u"b"_qs}}, {u"azp"_qs, ours}})),
    login("exp has passed two minutes ago", {u"exp"_qs}, secondsFromNow(u"exp"_qs, -120)),
    accepted("exp has passed within the leeway", secondsFromNow(u"exp"_qs, -30)),
    login("exp is missing", {u"exp"_qs}, claims({{u"exp"_qs, null}})),
    login("exp is a text", {u"exp"_qs}, claims({{u"exp"_qs, u"tomorrow"_qs}})),
    login("iat lies two minutes ahead", {u"iat"_qs}, secondsFromNow(u"iat"_qs, 120)),
    accepted("iat lies ahead within the leeway", secondsFromNow(u"iat"_qs, 30)),
    login("iat is missing", {u"iat"_qs}, claims({{u"iat"_qs, null}})),
    login("nbf lies two minutes ahead", {u"nbf"_qs}, secondsFromNow(u"nbf"_qs, 120)),
    login("nonce is another", {u"nonce"_qs}, claims({{u"nonce"_qs, u"another"_qs}})),
    login("nonce is missing", {u"nonce"_qs}, claims({{u"nonce"_qs, null}})),
    login(
        "auth_time is missing, and maxAge was asked", {u"auth_time"_qs}, claims({{u"auth_time"_qs, null}}), withMaxAge),
    login(
        "auth_time is older than maxAge", {u"auth_time"_qs, u"max_age"_qs}, secondsFromNow(u"auth_time"_qs, -600),
        withMaxAge),
    organization("org_id is missing, and an organization was asked", u"org_1"_qs, {u"org_id"_qs, u"org_1"_qs}, {}),
    organization(
        "org_id is another", u"org_1"_qs, {u"org_id"_qs, u"org_1"_qs, u"org_2"_qs}, {{u"org_id"_qs, u"org_2"_qs}}),
    organization(
        "org_name is another", u"acme"_qs, {u"org_name"_qs, u"acme"_qs, u"evil corp"_qs},
        {{u"org_name"_qs, u"evil corp"_qs}}),
    login(
        "at_hash is not that of the access token", {u"at_hash"_qs},
        claims({{u"at_hash"_qs, u"AAAAAAAAAAAAAAAAAAAAAA"_qs}})),
    refresh("after a refresh: alg is none", {u"RS256"_qs}, signature(u"none"_qs)),
    refresh("after a refresh: the signature is broken", {u"signature"_qs}, signature(u"broken"_qs)),
    refresh("after a refresh: kid is unknown", {u"kid"_qs}, header({{u"kid"_qs, u"nobody"_qs}})),
    refresh("after a refresh: iss is another", {u"iss"_qs, evil, u"domain"_qs}, claims({{u"iss"_qs, evil}})),
    refresh("after a refresh: sub is another", {u"sub"_qs}, claims({{u"sub"_qs, u"auth0|bob"_qs}})),
    refresh("after a refresh: sub is missing", {u"sub"_qs}, claims({{u"sub"_qs, null}})),
    refresh("after a refresh: aud is another", {u"aud"_qs}, claims({{u"aud"_qs, u"somebody"_qs}})),
    refresh("after a refresh: exp has passed", {u"exp"_qs}, secondsFromNow(u"exp"_qs, -120)),
    refresh("after a refresh: iat is missing", {u"iat"_qs}, claims({{u"iat"_qs, null}})),
    refresh("after a refresh: nonce is another", {u"nonce"_qs}, claims({{u"nonce"_qs, u"another"_qs}})),
};
} // namespace

class tst_BadIdToken : public TableTest
{
public:
    tst_BadIdToken()
        : TableTest(u"ID tokens"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_BadIdToken)
