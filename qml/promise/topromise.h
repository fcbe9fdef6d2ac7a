// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "promise/promises.h"

namespace Auth0 {
/*!
    The promise for \a future; `convert(engine, value)` makes its JavaScript value. A future that has finished settles
    it at once. \a method is the name of the call, for the log; \a ended is told when a future that was waited for has
   ended.
*/
template<typename T, typename Convert>
QJSValue
toPromise(Promises *promises, const char *method, Async<T> future, Convert convert, std::function<void()> ended = {})
{
    if (future.isFinished()) {
        const Result<T> &result = *future.constBegin(); // result() would copy it
        return result ? promises->resolved(convert(promises->engine(), *result))
                      : promises->rejected(method, result.error());
    }
    const Promises::Pending pending = promises->begin();
    future.then([alive = QPointer<Promises>(promises), pending, method, convert, ended](const Result<T> &result) {
        if (ended)
            ended();
        if (!alive)
            return;
        alive->slices().run([promises = alive.data(), pending, method, convert, result] {
            if (!promises->isAlive())
                return;
            if (result)
                promises->resolve(pending, convert(promises->engine(), *result));
            else
                promises->reject(pending, method, result.error());
        });
    });
    return pending.promise();
}
} // namespace Auth0
