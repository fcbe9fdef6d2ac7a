// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QUrl>

namespace Auth0 {
/*!
    The base URL of a tenant, which is its issuer too: `https://{domain}/`, or the loopback URL with a slash.
    InvalidConfiguration names what is wrong with \a domain and shows the right form.
*/
Result<QUrl> baseUrlOf(const QString &domain);
} // namespace Auth0
