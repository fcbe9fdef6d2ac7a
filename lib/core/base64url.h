// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <optional>

namespace Auth0 {
//! RFC 4648, section 5, without padding.
QByteArray toBase64Url(const QByteArray &bytes);
//! Strict: padding, white space and foreign characters give nothing.
std::optional<QByteArray> fromBase64Url(const QByteArray &text);
} // namespace Auth0
