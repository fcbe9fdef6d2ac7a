// SPDX-License-Identifier: Apache-2.0
#include "core/logging.h"

namespace Auth0 {
// Quiet by default: an application turns the stories on with QT_LOGGING_RULES="auth0.*=true".
Q_LOGGING_CATEGORY(lcHttp, "auth0.http", QtWarningMsg)
Q_LOGGING_CATEGORY(lcIdToken, "auth0.idtoken", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStorage, "auth0.storage", QtWarningMsg)
Q_LOGGING_CATEGORY(lcBrowser, "auth0.browser", QtWarningMsg)
Q_LOGGING_CATEGORY(lcWebAuth, "auth0.webauth", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCredentials, "auth0.credentials", QtWarningMsg)
Q_LOGGING_CATEGORY(lcFetch, "auth0.fetch", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "auth0.session", QtWarningMsg)
Q_LOGGING_CATEGORY(lcClient, "auth0.client", QtWarningMsg)
} // namespace Auth0
