// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/callbackpage.h"

//! The answers of the loopback listener (RFC 9112), byte for byte: none is stored, framed, sent on or followed.
namespace Auth0::CallbackAnswer {
//! A page for the user.
QByteArray page(const QByteArray &status, CallbackPage::Kind kind);
//! For programs, and for what nobody looks at. \a headers end in CRLF each.
QByteArray plain(const QByteArray &status, const QByteArray &headers = {});
//! To a path of the listener itself.
QByteArray redirect(const QByteArray &path);
} // namespace Auth0::CallbackAnswer
