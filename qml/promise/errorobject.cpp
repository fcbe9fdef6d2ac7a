// SPDX-License-Identifier: Apache-2.0
#include "promise/errorobject.h"
#include <QtQml/QJSEngine>

namespace Auth0::ErrorObject {
// The name is defined, not assigned: in Qt 6.4 Error.prototype.name is read-only for what inherits it.
QJSValue maker(QJSEngine *engine)
{
    const QString source = QStringLiteral(R"((function() {
        class Auth0Error extends Error {
            constructor(message, members, details, cause) {
                super(message)
                Object.defineProperty(this, "name", { value: "Auth0Error" })
                Object.defineProperty(this, "details", { value: details })
                Object.defineProperty(this, "cause", { value: cause })
                for (const member in members)
                    this[member] = members[member]
            }
        }
        return function(message, members, details, cause) { return new Auth0Error(message, members, details, cause) }
    })())");
    return engine->evaluate(source, QStringLiteral("Auth0 errors"));
}

QJSValue make(QJSEngine *engine, const QJSValue &maker, const Error &error)
{
    QJSValue members = engine->newObject();
    members.setProperty(QStringLiteral("code"), int(error.code()));
    members.setProperty(QStringLiteral("codeName"), error.codeName());
    members.setProperty(QStringLiteral("serverCode"), error.serverCode());
    members.setProperty(QStringLiteral("statusCode"), error.statusCode());
    members.setProperty(QStringLiteral("isRetryable"), error.isRetryable());
    members.setProperty(QStringLiteral("needsLogin"), error.needsLogin());
    const QJSValue cause = error.cause() ? make(engine, maker, *error.cause()) : QJSValue();
    return maker.call({error.message(), members, engine->toScriptValue(error.details()), cause});
}
} // namespace Auth0::ErrorObject
