// SPDX-License-Identifier: Apache-2.0
#include "badinput/ownbrowser.h"
#include "modules.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace Auth0::Test::Conformance;
using namespace Auth0::Test::IdToken;

#define MODULE(name) "fapi2-security-profile-final-client-test-" name

namespace {
constexpr auto null = QJsonValue::Null;
const QString evil = u"https://evil.example/"_qs, ours = u"native-public"_qs;

//! What comes back to an own browser is refused, and no token is asked for.
Row refusedCallback(const char *module, const QString &answer, Error::Code code, const QString &word)
{
    return {module, code, After::SignedOut, "nothing", {word}, handedOver(answer)};
}
//! The API refuses every token: two refreshes, and the newest is the one that is stored.
Error refreshedTwice(Bench &b)
{
    const auto first = b.refresh(), second = b.refresh();
    const bool newest = first && second && first->refreshToken != second->refreshToken;
    return newest && b.tenant.callApi(second->accessToken) == 200 ? second.error() : wrong(u"the newest is no good"_qs);
}

const QList<Row> rows{
    accepted(MODULE("token-type-case-insensitivity"), loginAnswered({{u"token_type"_qs, u"bEARER"_qs}})),
    accepted(MODULE("token-endpoint-response-without-expires_in"), loginAnswered({{u"expires_in"_qs, null}})),
    refusedCallback(
        MODULE("invalid-authorization-response-iss"), u"code=c&state=STATE&iss="_qs + evil, Error::InvalidIssuer, evil),
    refusedCallback(
        MODULE("remove-authorization-response-iss"), u"code=c&state=STATE"_qs, Error::InvalidIssuer, u"iss"_qs),
    refusedCallback(
        MODULE("ensure-authorization-response-with-invalid-state-fails"), u"code=c&state=another&iss=ISSUER"_qs,
        Error::InvalidState, u"state"_qs),
    refusedCallback(
        MODULE("ensure-authorization-response-with-invalid-missing-state-fails"), u"code=c&iss=ISSUER"_qs,
        Error::InvalidState, u"state"_qs),
    {MODULE("discovery-issuer-mismatch"), Error::InvalidIssuer, After::SignedOut, "nothing", {evil}, anotherIssuer},
    rejected(MODULE("invalid-iss"), {u"iss"_qs}, claims({{u"iss"_qs, evil}})),
    rejected(MODULE("invalid-missing-iss"), {u"iss"_qs}, claims({{u"iss"_qs, null}})),
    rejected(MODULE("invalid-aud"), {u"aud"_qs}, claims({{u"aud"_qs, u"somebody"_qs}})),
    rejected(MODULE("invalid-missing-aud"), {u"aud"_qs}, claims({{u"aud"_qs, null}})),
    rejected(MODULE("invalid-secondary-aud"), {u"azp"_qs}, claims({{u"aud"_qs, QJsonArray{ours, u"somebody"_qs}}})),
    accepted(MODULE("valid-aud-as-array"), loginWith(claims({{u"aud"_qs, QJsonArray{ours}}}))),
    rejected(MODULE("invalid-expired-exp"), {u"exp"_qs}, secondsFromNow(u"exp"_qs, -301)),
    rejected(MODULE("invalid-missing-exp"), {u"exp"_qs}, claims({{u"exp"_qs, null}})),
    rejected(MODULE("invalid-nonce"), {u"nonce"_qs}, claims({{u"nonce"_qs, u"another"_qs}})),
    rejected(MODULE("invalid-missing-nonce"), {u"nonce"_qs}, claims({{u"nonce"_qs, null}})),
    rejected(MODULE("invalid-null-alg"), {u"RS256"_qs}, signature(u"none"_qs)),
    rejected(MODULE("invalid-alternate-alg"), {u"algorithm"_qs}, header({{u"alg"_qs, u"PS256"_qs}})),
    {MODULE("refresh-token-test"), Error::NoError, After::Intact, "refresh, refresh, messages", {}, refreshedTwice},
};
} // namespace

class tst_Fapi : public TableTest
{
public:
    tst_Fapi()
        : TableTest(u"FAPI 2.0, what applies without FAPI"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_Fapi)
