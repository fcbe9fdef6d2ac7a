// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QLoggingCategory>

namespace Auth0 {
// One category a room; info tells the story of each login and refresh in one line, debug the steps. Nothing secret
// ever.
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcIdToken)
Q_DECLARE_LOGGING_CATEGORY(lcStorage)
Q_DECLARE_LOGGING_CATEGORY(lcBrowser)
Q_DECLARE_LOGGING_CATEGORY(lcWebAuth)
Q_DECLARE_LOGGING_CATEGORY(lcCredentials)
Q_DECLARE_LOGGING_CATEGORY(lcFetch)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcClient)
} // namespace Auth0
