// SPDX-License-Identifier: Apache-2.0
#include "storage/sessiondirectory.h"
#include <QtCore/QStandardPaths>

namespace Auth0 {
QDir sessionDirectory()
{
    // Not the application's own directory: two programs that share a session must meet here.
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/auth0qt"));
}
} // namespace Auth0
