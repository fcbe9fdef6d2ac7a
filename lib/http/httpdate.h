// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QDateTime>

namespace Auth0 {
//! A date of HTTP in any of the three formats of RFC 9110, section 5.6.7, in UTC; invalid when \a text is none.
QDateTime fromHttpDate(const QByteArray &text);
} // namespace Auth0
