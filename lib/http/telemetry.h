// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

namespace Auth0 {
//! The value of the `Auth0-Client` header: name and version of this library and of Qt, nothing about the user.
QByteArray telemetryValue();
} // namespace Auth0
