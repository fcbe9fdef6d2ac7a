// SPDX-License-Identifier: Apache-2.0
#include "modules.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace Auth0::Test::Conformance;
using namespace Auth0::Test::IdToken;

namespace {
constexpr auto null = QJsonValue::Null;
const QString metadata = u"openid-configuration"_qs, keys = u"jwks.json"_qs;

Error metadataAreFetched(Bench &b)
{
    const Error error = await(b.client->authorize()).error();
    return b.fetched(metadata) == 1 ? error : wrong(u"the metadata were not fetched once"_qs);
}
//! The keys stand elsewhere, and only there.
Error keysElsewhere(Bench &b)
{
    const QString path = u"/.well-known/7f3a/keys"_qs;
    const QString set = QString::fromUtf8(b.tenant.document(u"/.well-known/jwks.json"_qs));
    b.begin();
    b.documentFault(metadata, {{u"members"_qs, QJsonObject{{u"jwks_uri"_qs, b.configuration.domain + path}}}});
    b.tenant.fault({{u"path"_qs, path}, {u"status"_qs, 200}, {u"body"_qs, set}});
    const Error error = await(b.client->authorize()).error();
    return b.fetched(keys) == 0 ? error : wrong(u"Auth0's own path was asked"_qs);
}
Error keysRotateBetweenLogins(Bench &b)
{
    const Error first = await(b.client->authorize()).error();
    b.tenant.rotateKeys();
    const Error second = await(b.client->authorize()).error();
    return first.code() == Error::NoError && b.fetched(keys) == 2 ? second
                                                                  : wrong(u"the keys were not fetched anew"_qs);
}
Error keysRotateBeforeSigning(Bench &b)
{
    b.user.beforeVisit = [&b](const QUrl &url) {
        if (b.tenant.callbackPorts().contains(url.port()) && url.path() == u"/callback")
            b.tenant.rotateKeys();
    };
    const Error error = await(b.loginOnceKnown()).error();
    return b.fetched(keys) == 2 ? error : wrong(u"the keys were not fetched once more"_qs);
}

//! The token has expired, at the API too: it is renewed, and the new one is used.
Error renewedAndUsed(Bench &b)
{
    b.clock.offset = 86'500;
    b.tenant.moveClock(86'500);
    const Error error = await(b.client->userInfo()).error();
    const auto log = b.log();
    const auto jti = [&log](const QString &path) {
        const auto it =
            std::find_if(log.begin(), log.end(), [&](const QJsonObject &e) { return e[u"path"_qs] == path; });
        return it == log.end() ? QString() : (*it)[u"jti"_qs].toString();
    };
    const bool used = !jti(u"/oauth/token"_qs).isEmpty() && jti(u"/oauth/token"_qs) == jti(u"/userinfo"_qs);
    return used ? error : wrong(u"another token was used"_qs);
}
Row foreignRefresh(const char *module, const QString &claim, const QString &value)
{
    return {module, Error::IdTokenInvalid, After::Intact, "refresh", {claim}, [claim, value](Bench &b) {
                b.tokenFault(u"refresh_token"_qs, {{u"idToken"_qs, claims({{claim, value}})()}});
                const Error error = b.refresh().error();
                return b.client->user().sub == u"auth0|alice" ? error : wrong(u"the user is another"_qs);
            }};
}

//! \a state is what the tenant sends back in place of ours; undefined: what it likes.
Row logout(const char *module, const QJsonValue &state)
{
    return {
        module, Error::NoError, After::Ended, "logout", {}, [state](Bench &b) {
            if (!state.isUndefined())
                b.tenant.fault({{u"path"_qs, u"/oidc/logout"_qs}, {u"redirect"_qs, QJsonObject{{u"state"_qs, state}}}});
            ClearSessionOptions options;
            options.useOidcLogout = true;
            const Error error = await(b.client->clearSession(options)).error();
            const QUrlQuery page(b.user.requests.constLast().url);
            const bool asked =
                page.hasQueryItem(u"id_token_hint"_qs) && page.hasQueryItem(u"post_logout_redirect_uri"_qs);
            const bool came = QTest::qWaitFor([&b] { return b.callbackAnswers() == QList<int>{303}; });
            return asked && came ? error : wrong(u"it ended elsewhere"_qs);
        }};
}

const QList<Row> rows{
    accepted("oidcc-client-test-discovery-openid-config", metadataAreFetched),
    accepted("oidcc-client-test-discovery-jwks-uri-keys", keysElsewhere),
    {"oidcc-client-test-discovery-issuer-mismatch",
     Error::InvalidIssuer,
     After::SignedOut,
     "nothing",
     {u"https://evil.example/"_qs},
     anotherIssuer},
    {"oidcc-client-test-signing-key-rotation",
     Error::NoError,
     After::SignedIn,
     "authorize, code, authorize, code",
     {},
     keysRotateBetweenLogins},
    accepted("oidcc-client-test-signing-key-rotation-just-before-signing", keysRotateBeforeSigning),
    {"oidcc-client-test-refresh-token", Error::NoError, After::Intact, "refresh, userinfo", {}, renewedAndUsed},
    foreignRefresh("oidcc-client-test-refresh-token-invalid-issuer", u"iss"_qs, u"https://evil.example/"_qs),
    foreignRefresh("oidcc-client-test-refresh-token-invalid-sub", u"sub"_qs, u"auth0|bob"_qs),
    logout("oidcc-client-test-rp-init-logout", QJsonValue::Undefined),
    logout("oidcc-client-test-rp-init-logout-other-state", u"another"_qs),
    logout("oidcc-client-test-rp-init-logout-no-state", null),
};
} // namespace

class tst_ConfigRp : public TableTest
{
public:
    tst_ConfigRp()
        : TableTest(u"Config RP, refresh and RP-initiated logout"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_ConfigRp)
