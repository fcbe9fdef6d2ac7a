// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0::Test {
//! Every visible item of the window, outermost first; where a dialog is open, the dialog's alone.
QList<QQuickItem *> visibleItems(const QQuickWindow *window);
//! A visible item waits for a timer that runs once, to show something that is not to flash.
bool somethingIsDue(const QQuickWindow *window);
//! The visible items with an objectName.
QList<QQuickItem *> namedItems(const QQuickWindow *window);
//! Where it is in the window, cut where something around it cuts it.
QRectF seenRect(const QQuickItem *item, const QRectF &part);
//! By how much the page is higher than the room it has.
int hiddenHeight(const QQuickWindow *window);
//! A singleton of the module Parts.
QObject *singleton(QQmlEngine *engine, const QByteArray &name);
} // namespace Auth0::Test
