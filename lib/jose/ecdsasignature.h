// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

namespace Auth0 {
//! r‖s of 64 bytes, as JOSE has it (RFC 7518, section 3.4), to the DER that OpenSSL takes; empty when it has another
//! length.
QByteArray derFromRaw(const QByteArray &raw);
//! The other way round; empty when \a der is none.
QByteArray rawFromDer(const QByteArray &der);
} // namespace Auth0
