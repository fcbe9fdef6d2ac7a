// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <QtCore/QObject>
#include <QtQml/QJSValue>

namespace Auth0 {
//! What JavaScript answers later.
class ScriptAnswer : public QObject
{
    Q_OBJECT
public:
    explicit ScriptAnswer(Error::Code code)
        : m_code(code)
    {
    }
    ~ScriptAnswer() override;

    Async<QJSValue> future() const { return m_answer.future(); }
    Q_INVOKABLE void resolve(const QJSValue &value);
    Q_INVOKABLE void reject(const QJSValue &thrown);

private:
    const Error::Code m_code; //!< of what is no error of ours
    Deferred<QJSValue> m_answer;
};
} // namespace Auth0
