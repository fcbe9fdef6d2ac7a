// SPDX-License-Identifier: Apache-2.0
#include "promise/toscript.h"
#include <QtQml/QJSEngine>

namespace Auth0::ToScript {
template<typename T>
static QJSValue list(QJSEngine *engine, const QList<T> &values)
{
    QJSValue array = engine->newArray(uint(values.size()));
    for (qsizetype i = 0; i < values.size(); ++i)
        array.setProperty(quint32(i), engine->toScriptValue(values[i]));
    return array;
}

QJSValue value(QJSEngine *, const Done &) { return {}; }

QJSValue value(QJSEngine *, bool yes) { return yes; }

QJSValue value(QJSEngine *, SessionState state) { return int(state); }

QJSValue value(QJSEngine *engine, const Credentials &credentials) { return engine->toScriptValue(credentials); }

QJSValue value(QJSEngine *engine, const ApiCredentials &credentials) { return engine->toScriptValue(credentials); }

QJSValue value(QJSEngine *engine, const UserProfile &user) { return engine->toScriptValue(user); }

QJSValue value(QJSEngine *engine, const QVariantMap &map) { return engine->toScriptValue(map); }

QJSValue value(QJSEngine *engine, const QList<Account> &accounts)
{
    QJSValue array = engine->newArray(uint(accounts.size()));
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        QJSValue object = engine->newObject();
        object.setProperty(QStringLiteral("account"), accounts[i].account);
        object.setProperty(QStringLiteral("user"), engine->toScriptValue(accounts[i].user));
        array.setProperty(quint32(i), object);
    }
    return array;
}

QJSValue value(QJSEngine *engine, const std::optional<SessionData> &session)
{
    if (!session)
        return QJSValue(QJSValue::NullValue);
    QJSValue object = engine->newObject();
    object.setProperty(QStringLiteral("user"), engine->toScriptValue(session->user));
    object.setProperty(QStringLiteral("tokenSet"), engine->toScriptValue(session->tokenSet));
    object.setProperty(QStringLiteral("accessTokens"), list(engine, session->accessTokens));
    object.setProperty(QStringLiteral("connectionTokenSets"), list(engine, session->connectionTokenSets));
    object.setProperty(QStringLiteral("data"), engine->toScriptValue(session->data));
    return object;
}

QJSValue token(QJSEngine *, const AccessToken &token) { return token.token; }

QJSValue fullToken(QJSEngine *engine, const AccessToken &token)
{
    QJSValue object = engine->newObject();
    object.setProperty(QStringLiteral("token"), token.token);
    object.setProperty(QStringLiteral("scope"), token.scope);
    const bool known = token.expiresAt.isValid();
    object.setProperty(
        QStringLiteral("expires_at"), known ? QJSValue(double(token.expiresAt.toSecsSinceEpoch())) : QJSValue());
    object.setProperty(QStringLiteral("expires_in"), known ? QJSValue(double(token.expiresIn)) : QJSValue());
    object.setProperty(QStringLiteral("token_type"), token.tokenType);
    return object;
}
} // namespace Auth0::ToScript
