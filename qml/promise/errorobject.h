// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"
#include <QtQml/QJSValue>

class QJSEngine;

//! Auth0::Error as a JavaScript Error: `instanceof Error`, name "Auth0Error", message, stack, and the error's members.
namespace Auth0::ErrorObject {
//! The function that makes them in \a engine.
QJSValue maker(QJSEngine *engine);
//! \a error made by \a maker, its causes too. `details` may hold a secret: JSON.stringify and for-in leave it out.
QJSValue make(QJSEngine *engine, const QJSValue &maker, const Error &error);
} // namespace Auth0::ErrorObject
