// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

namespace Auth0 {
/*!
    Whether a `WWW-Authenticate` \a header has a Bearer or DPoP challenge whose `error` parameter is \a error (RFC 6750,
    section 3; RFC 9449, section 7.1). What stands in quotes is a value and no parameter.
*/
bool hasChallengeError(const QByteArray &header, const QByteArray &error);
} // namespace Auth0
