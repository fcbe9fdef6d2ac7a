// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/origin.h"

namespace Auth0 {
/*!
    Where a fetch of \a input goes. A relative one is put behind \a baseUrl, whose path it keeps: `https://h/api/` and
    `/x` make `https://h/api/x`. InvalidArgument: a relative \a input without a base, or with a `\` or control
    character. OriginNotAllowed: anywhere that \a origins does not allow.
*/
Result<QUrl> fetchUrl(const QString &input, const QString &baseUrl, const OriginList &origins);
} // namespace Auth0
