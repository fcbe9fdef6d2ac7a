// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>
#include <QtCore/QUrl>

//! Keeps secrets out of logs and messages.
namespace Auth0 {
/*!
    \a text with every secret that stands behind its name replaced by `***`: in forms and queries (`code=…`), JSON
    (`"refresh_token":"…"`) and headers (`Authorization: …`). What looks like a JWT or is encrypted like Auth0's
    mfa_token goes too, whatever its name.
*/
QString redacted(const QString &text);
//! Where \a url leads, without user, query and fragment.
QString redacted(const QUrl &url);
} // namespace Auth0
