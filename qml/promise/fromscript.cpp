// SPDX-License-Identifier: Apache-2.0
#include "promise/fromscript.h"
#include "promise/scriptanswer.h"
#include <QtQml/QJSEngine>

namespace Auth0 {
static Error errorFrom(const QJSValue &thrown, Error::Code code)
{
    const bool isOurs = thrown.property(QStringLiteral("name")).toString() == QLatin1String("Auth0Error");
    if (!isOurs)
        return {code, thrown.isUndefined() ? QStringLiteral("No reason was given.") : thrown.toString()};
    const auto member = [&thrown](const char *name) { return thrown.property(QLatin1String(name)); };
    Error error = Error(Error::Code(member("code").toInt()), member("message").toString())
                      .withServer(member("statusCode").toInt(), member("serverCode").toString())
                      .withDetails(member("details").toVariant().toMap());
    const QJSValue cause = member("cause");
    return cause.isError() ? error.causedBy(errorFrom(cause, code)) : error;
}

ScriptAnswer::~ScriptAnswer() { m_answer.settle(cancelledError()); }

void ScriptAnswer::resolve(const QJSValue &value) { m_answer.settle(value); }

void ScriptAnswer::reject(const QJSValue &thrown) { m_answer.settle(errorFrom(thrown, m_code)); }

namespace FromScript {
Async<QJSValue> call(QJSEngine *engine, const QJSValue &function, const QJSValueList &arguments, Error::Code code)
{
    auto *answer = new ScriptAnswer(code);
    const auto future = answer->future();
    QJSValue list = engine->newArray(uint(arguments.size()));
    for (qsizetype i = 0; i < arguments.size(); ++i)
        list.setProperty(quint32(i), arguments[i]);
    // The engine owns the answer: a promise that nobody holds any more takes it along.
    engine
        ->evaluate(
            QStringLiteral(R"((function(f, list, answer) {
        try {
            Promise.resolve(f.apply(undefined, list)).then(v => answer.resolve(v), e => answer.reject(e))
        } catch (error) {
            answer.reject(error)
        }
    }))"),
            QStringLiteral("Auth0 answers"))
        .call({function, list, engine->newQObject(answer)});
    return future;
}
} // namespace FromScript
} // namespace Auth0
