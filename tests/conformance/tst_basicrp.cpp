// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"
#include "modules.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace Auth0::Test::Conformance;
using namespace Auth0::Test::IdToken;

namespace {
constexpr auto null = QJsonValue::Null;

QJsonObject userInfoFault(const QJsonObject &members)
{
    return {{u"path"_qs, u"/userinfo"_qs}, {u"members"_qs, members}};
}

Error loginAndUserInfo(Bench &b)
{
    const auto login = await(b.client->authorize());
    return login ? await(b.client->userInfo()).error() : login.error();
}
Error foreignUserInfo(Bench &b)
{
    b.tenant.fault(userInfoFault({{u"sub"_qs, u"auth0|bob"_qs}}));
    return loginAndUserInfo(b);
}
Error userInfoByHeader(Bench &b)
{
    const Error error = loginAndUserInfo(b);
    const QJsonObject last = b.log().constLast();
    const bool bare = last[u"method"_qs] == u"GET"_qs && last[u"parameters"_qs].toObject().isEmpty();
    return bare ? error : wrong(u"the token was sent otherwise"_qs);
}
Error claimsByScope(Bench &b)
{
    AuthorizeOptions options;
    options.scope = u"openid profile email phone address offline_access"_qs;
    b.tenant.fault(userInfoFault(
        {{u"phone_number"_qs, u"+1 555"_qs}, {u"address"_qs, QJsonObject{{u"locality"_qs, u"Springfield"_qs}}}}));
    const auto login = await(b.client->authorize(options));
    const auto user = await(b.client->refreshUser());
    const QUrlQuery page(b.user.requests.value(0).url);
    if (page.queryItemValue(u"scope"_qs, QUrl::FullyDecoded) != *options.scope)
        return wrong(u"the scope was not asked for"_qs);
    const bool shown = user && user->email == u"alice@example.com" && user->phoneNumber == u"+1 555"
        && user->address[u"locality"_qs] == u"Springfield"_qs && b.client->user() == *user;
    return login && shown ? user.error() : wrong(u"the claims do not arrive"_qs);
}
Error signedByRs256(Bench &b)
{
    const auto login = await(b.client->authorize());
    if (!login)
        return login.error();
    const auto header = fromBase64Url(login->idToken.section(u'.', 0, 0).toLatin1());
    const QJsonObject json = QJsonDocument::fromJson(header.value_or(QByteArray())).object();
    return json[u"alg"_qs] == u"RS256"_qs ? login.error() : wrong(u"it was signed otherwise"_qs);
}
Error nonceIsSent(Bench &b)
{
    const Error error = await(b.client->authorize()).error();
    const QString nonce = QUrlQuery(b.user.requests.value(0).url).queryItemValue(u"nonce"_qs);
    return nonce.size() == 43 ? error : wrong(u"no nonce was sent"_qs);
}
Error manyKeysAndNoKid(Bench &b)
{
    b.tenant.rotateKeys();
    return loginWith(header({{u"kid"_qs, null}}))(b);
}
//! We are a public client: no secret is sent, and the refusal says what to set.
Error secretDemanded(Bench &b)
{
    b.configuration.clientId = u"confidential"_qs;
    b.reconfigure([](Configuration &c) { c.clientId = u"confidential"_qs; });
    return await(b.client->authorize()).error();
}
QJsonObject claimSources(const QJsonObject &source)
{
    return {
        {u"_claim_names"_qs, QJsonObject{{u"credit_score"_qs, u"src1"_qs}}},
        {u"_claim_sources"_qs, QJsonObject{{u"src1"_qs, source}}}};
}

const QList<Row> rows{
    {"oidcc-client-test", Error::NoError, After::SignedIn, "authorize, code, userinfo", {}, loginAndUserInfo},
    rejected("oidcc-client-test-invalid-iss", {u"iss"_qs}, claims({{u"iss"_qs, u"https://evil.example/"_qs}})),
    rejected("oidcc-client-test-missing-sub", {u"sub"_qs}, claims({{u"sub"_qs, null}})),
    rejected("oidcc-client-test-invalid-aud", {u"aud"_qs}, claims({{u"aud"_qs, u"somebody"_qs}})),
    rejected("oidcc-client-test-missing-aud", {u"aud"_qs}, claims({{u"aud"_qs, null}})),
    rejected("oidcc-client-test-missing-iat", {u"iat"_qs}, claims({{u"iat"_qs, null}})),
    accepted("oidcc-client-test-kid-absent-single-jwks", loginWith(header({{u"kid"_qs, null}}))),
    {"oidcc-client-test-kid-absent-multiple-jwks",
     Error::IdTokenInvalid,
     After::SignedOut,
     "authorize, code",
     {u"kid"_qs},
     manyKeysAndNoKid},
    accepted("oidcc-client-test-idtoken-sig-rs256", signedByRs256),
    rejected("oidcc-client-test-idtoken-sig-none", {u"RS256"_qs}, signature(u"none"_qs)),
    rejected("oidcc-client-test-invalid-sig-rs256", {u"signature"_qs}, signature(u"broken"_qs)),
    rejected("oidcc-client-test-invalid-sig-es256", {u"signature"_qs}, signature(u"broken"_qs)),
    rejected("oidcc-client-test-invalid-sig-hs256", {u"RS256"_qs}, header({{u"alg"_qs, u"HS256"_qs}})),
    {"oidcc-client-test-userinfo-invalid-sub",
     Error::InvalidResponse,
     After::SignedIn,
     "authorize, code, userinfo",
     {u"sub"_qs},
     foreignUserInfo},
    rejected("oidcc-client-test-nonce-invalid", {u"nonce"_qs}, claims({{u"nonce"_qs, u"another"_qs}})),
    accepted("oidcc-client-test-nonce-unless-code-flow", nonceIsSent),
    {"oidcc-client-test-scope-userinfo-claims",
     Error::NoError,
     After::SignedIn,
     "authorize, code, userinfo",
     {},
     claimsByScope},
    {"oidcc-client-test-client-secret-basic",
     Error::UnauthorizedClient,
     After::SignedOut,
     "authorize, code",
     {u"Native"_qs},
     secretDemanded},
    {"oidcc-client-test-userinfo-bearer-header",
     Error::NoError,
     After::SignedIn,
     "authorize, code, userinfo",
     {},
     userInfoByHeader},
    accepted(
        "oidcc-client-test-aggregated-claims",
        loginWith(claims(claimSources({{u"JWT"_qs, u"eyJhbGciOiJub25lIn0.e30."_qs}})))),
    accepted(
        "oidcc-client-test-distributed-claims",
        loginWith(claims(claimSources({{u"endpoint"_qs, u"http://127.0.0.1:1/"_qs}})))),
    rejected(
        "oidcc-client-test-invalid-athash", {u"at_hash"_qs}, claims({{u"at_hash"_qs, u"AAAAAAAAAAAAAAAAAAAAAA"_qs}})),
    accepted("oidcc-client-test-missing-athash", loginWith(claims({{u"at_hash"_qs, null}}))),
};
} // namespace

class tst_BasicRp : public TableTest
{
public:
    tst_BasicRp()
        : TableTest(u"Basic RP"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override
    {
        const bool es256 = QByteArray(QTest::currentDataTag()).endsWith("es256");
        return std::make_unique<Bench>(es256 ? m_es256 : tenant);
    }

private:
    const TenantProcess m_es256{QJsonObject{{u"rotationOverlap"_qs, 30}, {u"signingAlgorithm"_qs, u"ES256"_qs}}};
};

QTEST_GUILESS_MAIN(tst_BasicRp)
