// SPDX-License-Identifier: Apache-2.0
#include "logging.h"

namespace Auth0 {
Q_LOGGING_CATEGORY(lcQml, "auth0.qml", QtWarningMsg)
} // namespace Auth0
