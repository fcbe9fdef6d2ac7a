// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

//! What the user sees in the browser when it comes back: no script, no external resource, dark and light.
namespace Auth0::CallbackPage {
enum Kind { LoggedIn, LoggedOut, AccountConnected, Failed, Foreign, NotFound };

//! The page in the application's language.
QByteArray html(Kind kind);
//! Headers for every answer: nothing is stored, framed, sent on or loaded.
QByteArray policy();
} // namespace Auth0::CallbackPage
