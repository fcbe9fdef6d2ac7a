// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/accesstoken.h"
#include "core/account.h"
#include "core/credentials.h"
#include "core/enums.h"
#include "core/result.h"
#include "core/userprofile.h"
#include "session/sessiondata.h"
#include <QtQml/QJSValue>
#include <optional>

class QJSEngine;

//! What a promise resolves with.
namespace Auth0::ToScript {
//! Nothing: undefined.
QJSValue value(QJSEngine *engine, const Done &);
QJSValue value(QJSEngine *engine, bool yes);
QJSValue value(QJSEngine *engine, SessionState state);
QJSValue value(QJSEngine *engine, const Credentials &credentials);
QJSValue value(QJSEngine *engine, const ApiCredentials &credentials);
QJSValue value(QJSEngine *engine, const UserProfile &user);
QJSValue value(QJSEngine *engine, const QVariantMap &map);
//! A list of `{account, user}`.
QJSValue value(QJSEngine *engine, const QList<Account> &accounts);
//! `{user, tokenSet, accessTokens, connectionTokenSets, data}`, or null.
QJSValue value(QJSEngine *engine, const std::optional<SessionData> &session);
//! The bare token.
QJSValue token(QJSEngine *engine, const AccessToken &token);
//! `{token, scope, expires_at, expires_in, token_type}`; the times are seconds, undefined when unknown.
QJSValue fullToken(QJSEngine *engine, const AccessToken &token);
} // namespace Auth0::ToScript
