// SPDX-License-Identifier: Apache-2.0
#include "promise/promises.h"
#include "logging.h"
#include "promise/errorobject.h"
#include <QtQml/QJSEngine>

namespace Auth0 {
static QString source()
{
    return QStringLiteral(R"((function() {
        const P = Promise
        return {
            begin: function() {
                const deferred = {}
                deferred.promise = new P(function(resolve, reject) {
                    deferred.resolve = resolve
                    deferred.reject = reject
                })
                return deferred
            },
            resolved: function(value) { return P.resolve(value) },
            rejected: function(error) { return P.reject(error) }
        }
    })())");
}

Promises::Promises(QJSEngine *engine)
    : QObject(engine)
    , m_error(ErrorObject::maker(engine))
{
    const QJSValue functions = engine->evaluate(source(), QStringLiteral("Auth0 promises"));
    m_begin = functions.property(QStringLiteral("begin"));
    m_resolved = functions.property(QStringLiteral("resolved"));
    m_rejected = functions.property(QStringLiteral("rejected"));
}

Promises *Promises::of(QJSEngine *engine)
{
    if (auto *known = engine->findChild<Promises *>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    return new Promises(engine);
}

QJSEngine *Promises::engine() const { return static_cast<QJSEngine *>(parent()); }

bool Promises::isAlive() const { return m_begin.isCallable(); }

QJSValue Promises::resolved(const QJSValue &value) { return m_resolved.call({value}); }

QJSValue Promises::rejected(const char *method, const Error &error)
{
    return m_rejected.call({errorObject(method, error)});
}

Promises::Pending Promises::begin()
{
    Pending pending;
    pending.m_deferred = m_begin.call();
    return pending;
}

void Promises::resolve(const Pending &pending, const QJSValue &value)
{
    pending.m_deferred.property(QStringLiteral("resolve")).call({value});
}

void Promises::reject(const Pending &pending, const char *method, const Error &error)
{
    pending.m_deferred.property(QStringLiteral("reject")).call({errorObject(method, error)});
}

QJSValue Promises::errorObject(const char *method, const Error &error)
{
    // A mistake of the application's is in no property: whoever does not look at the promise is told here.
    if (error.code() == Error::InvalidArgument)
        qCWarning(lcQml).noquote() << error.toString();
    else
        qCDebug(lcQml).noquote() << method << "rejected:" << error.toString();
    return ErrorObject::make(engine(), m_error, error);
}
} // namespace Auth0
