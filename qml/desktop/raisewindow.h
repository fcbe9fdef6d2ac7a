// SPDX-License-Identifier: Apache-2.0
#pragma once

class QObject;

namespace Auth0 {
/*!
    Brings the application back to the front after the browser had the user's eyes: the window \a object stands in, else
    the first visible one. Where the desktop forbids it, the window asks for attention. Does nothing when one of the
    application's windows has the focus.
*/
void raiseWindowOf(const QObject *object);
} // namespace Auth0
