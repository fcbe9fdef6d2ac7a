// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace Auth0 {
//! The first member that stands twice in the JSON object \a json, at its top level; empty when there is none. RFC 8259,
//! section 4, leaves open which of the two counts: who reads a token from such an answer may read another's.
QString doubleMember(const QByteArray &json);
} // namespace Auth0
