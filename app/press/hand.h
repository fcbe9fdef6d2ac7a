// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QPointF>
#include <QtCore/QString>

class QQuickItem;

//! What a person's hand does: mouse, wheel and keys, as events to the window. Nothing of the application is called.
namespace Sample {
//! The item's middle in its window, if that point lies inside the window and inside every list or page that clips it.
bool isInReach(const QQuickItem *item, QPointF *middle);
//! A dialog stands before the item, perhaps on its way out.
bool isCovered(const QQuickItem *item);
//! Turns the wheel one notch over the page that holds the item, towards it. False when no such page scrolls.
bool scrollTowards(const QQuickItem *item);
//! Moves the mouse there and presses and releases its left button.
void clickAt(const QQuickItem *item, const QPointF &point);
//! Presses and releases a key such as `Tab`, `Return` or `Ctrl+C` in the window that has the focus.
void typeKey(const QString &key);
} // namespace Sample
