// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <functional>

namespace Auth0 {
//! Gives as many random bytes as asked for.
using RandomBytes = std::function<QByteArray(int)>;

//! From the operating system's generator.
QByteArray systemRandomBytes(int count);
//! A number in [0, 1), for the jitter of a wait.
double randomFraction();
} // namespace Auth0
