// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QLoggingCategory>

namespace Auth0 {
//! `auth0.qml`: what the QML module does; each rejected promise at debug level. Nothing secret ever.
Q_DECLARE_LOGGING_CATEGORY(lcQml)
} // namespace Auth0
