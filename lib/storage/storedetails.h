// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"

// What the errors of a secret store say of it in their details, for the library's own use.
namespace Auth0::StoreDetails {
//! The store has answered, and there is no record.
inline const QString missing = QStringLiteral("missing");
//! What was asked for was not begun: nothing has changed.
inline const QString notBegun = QStringLiteral("notBegun");

inline Error with(const QString &detail, const Error &error)
{
    QVariantMap details = error.details();
    details.insert(detail, true);
    return error.withDetails(details);
}
} // namespace Auth0::StoreDetails
