// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <functional>

namespace Auth0 {
//! Gives as many random bytes as asked for.
using RandomBytes = std::function<QByteArray(int)>;

//! From the operating system's generator.
QByteArray systemRandomBytes(int count);
} // namespace Auth0
