// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"

namespace Auth0 {
//! Our code for the server's own: `error` or `code`, told apart by \a description and \a name where Auth0 uses one for
//! several. ServerFailure when the table has no row.
Error::Code codeForServerError(const QString &serverCode, const QString &description, const QString &name);
//! How a developer mends it in the dashboard; empty for most codes.
QString hintForServerError(const QString &serverCode);
} // namespace Auth0
