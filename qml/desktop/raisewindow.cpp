// SPDX-License-Identifier: Apache-2.0
#include "desktop/raisewindow.h"
#include <QtGui/QGuiApplication>
#include <QtGui/QWindow>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0 {
static QWindow *windowOf(const QObject *object)
{
    for (; object; object = object->parent()) {
        if (const auto *item = qobject_cast<const QQuickItem *>(object); item && item->window())
            return item->window();
        if (const auto *window = qobject_cast<const QWindow *>(object))
            return const_cast<QWindow *>(window);
    }
    return nullptr;
}

static QWindow *firstVisible()
{
    const auto windows = QGuiApplication::topLevelWindows();
    for (QWindow *window : windows) {
        if (window->isVisible())
            return window;
    }
    return nullptr;
}

void raiseWindowOf(const QObject *object)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()) || QGuiApplication::focusWindow())
        return;
    QWindow *own = windowOf(object);
    QWindow *window = own && own->isVisible() ? own : firstVisible();
    if (!window)
        return;
    if (window->windowStates().testFlag(Qt::WindowMinimized))
        window->setWindowStates(window->windowStates() & ~Qt::WindowMinimized);
    window->raise();
    window->requestActivate();
    window->alert(0);
}
} // namespace Auth0
