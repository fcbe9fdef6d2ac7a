// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QDir>

namespace Auth0 {
//! `$XDG_DATA_HOME/auth0qt`, where lock, journal, mark and tombstone of every application of the user stand. It may not
//! exist yet.
QDir sessionDirectory();
} // namespace Auth0
