// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "badinput/defects.h"
#include "badinput/tabletest.h"

//! Modules of the OpenID Foundation's conformance suite for relying parties as rows: named as there, made here.
namespace Auth0::Test::Conformance {
//! Nobody is signed in; a login whose ID token has these defects.
inline std::function<Error(Bench &)> loginWith(const IdToken::Defects &defects)
{
    return [defects](Bench &b) {
        b.tokenFault(QStringLiteral("authorization_code"), {{QStringLiteral("idToken"), defects()}});
        return await(b.client->authorize()).error();
    };
}
//! The ID token is refused, and nothing further is called.
inline Row rejected(const char *module, const QStringList &words, const IdToken::Defects &defects)
{
    return {module, Error::IdTokenInvalid, After::SignedOut, "authorize, code", words, loginWith(defects)};
}
inline Row accepted(const char *module, const std::function<Error(Bench &)> &act)
{
    return {module, Error::NoError, After::SignedIn, "authorize, code", {}, act};
}
//! A login whose answer has these members altered.
inline std::function<Error(Bench &)> loginAnswered(const QJsonObject &members)
{
    return [members](Bench &b) {
        b.tokenFault(QStringLiteral("authorization_code"), {{QStringLiteral("members"), members}});
        return await(b.client->authorize()).error();
    };
}
//! The metadata of the login name another issuer.
inline Error anotherIssuer(Bench &b)
{
    const QJsonObject members{{QStringLiteral("issuer"), QStringLiteral("https://evil.example/")}};
    b.documentFault(QStringLiteral("openid-configuration"), {{QStringLiteral("members"), members}});
    b.user.isAway = true;
    return await(b.client->authorize()).error();
}
} // namespace Auth0::Test::Conformance
