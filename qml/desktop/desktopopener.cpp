// SPDX-License-Identifier: Apache-2.0
#include "desktop/desktopopener.h"
#include "browser/systembrowser.h"
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <mutex>

namespace Auth0::DesktopOpener {
static bool open(const QUrl &url)
{
    // These platforms have no desktop; Qt would only say so.
    const QString platform = QGuiApplication::platformName();
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()) || platform == QLatin1String("offscreen")
        || platform == QLatin1String("minimal"))
        return false;
    return QDesktopServices::openUrl(url);
}

void install()
{
    static std::once_flag once;
    std::call_once(once, [] { SystemBrowser::setDesktopOpener(open); });
}
} // namespace Auth0::DesktopOpener
