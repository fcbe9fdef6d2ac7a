// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"

namespace Auth0 {
//! Our code for the server's own: `error` or `code`, told apart by \a description and \a name where Auth0 uses one for
//! several.
Error::Code codeForServerError(const QString &serverCode, const QString &description, const QString &name);
} // namespace Auth0
