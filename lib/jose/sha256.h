// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

namespace Auth0 {
//! SHA-256 by OpenSSL, which uses the processor's own instructions where there are some; Qt's hash does not.
QByteArray sha256(const QByteArray &input);
} // namespace Auth0
