// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <QtQml/QJSValue>

class QJSEngine;

//! What functions of the application's own answer.
namespace Auth0::FromScript {
/*!
    What \a function returns, or what the promise that it returns resolves with. What it throws or rejects with becomes
    an error: one of ours stays what it is, any other gets \a code. Cancelled when the promise is forgotten unsettled.
*/
Async<QJSValue> call(QJSEngine *engine, const QJSValue &function, const QJSValueList &arguments, Error::Code code);
} // namespace Auth0::FromScript
