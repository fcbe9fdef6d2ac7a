// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>

//! Scope strings (RFC 6749, section 3.3): words between blanks, letter case counts.
namespace Auth0::Scopes {
//! Words of \a scope in order, once each, `openid` first if it was missing.
QString withOpenId(const QString &scope);
//! Words of \a first, then those of \a second that are new.
QString united(const QString &first, const QString &second);
//! Whether every word of \a asked is in \a held.
bool covers(const QString &held, const QString &asked);
//! How many different words.
qsizetype count(const QString &scope);
//! The same words, whatever their order.
bool equal(const QString &a, const QString &b);
} // namespace Auth0::Scopes
