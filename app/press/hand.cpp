// SPDX-License-Identifier: Apache-2.0
#include "press/hand.h"
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QKeySequence>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <algorithm>

namespace Sample {
static QRectF inWindow(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

bool isInReach(const QQuickItem *item, QPointF *middle)
{
    *middle = inWindow(item).center();
    if (!QRectF(QPointF(), item->window()->size()).contains(*middle))
        return false;
    for (const QQuickItem *up = item->parentItem(); up; up = up->parentItem())
        if (up->clip() && !inWindow(up).contains(*middle))
            return false;
    return true;
}

bool isCovered(const QQuickItem *item)
{
    const QList<QQuickItem *> layers = item->window()->contentItem()->childItems();
    return std::any_of(layers.begin(), layers.end(), [item](const QQuickItem *layer) {
        return layer->inherits("QQuickOverlay") && layer->isVisible() && !layer->isAncestorOf(item);
    });
}

bool scrollTowards(const QQuickItem *item)
{
    constexpr int notch = 120;
    const QQuickItem *page = item->parentItem();
    while (page && !page->inherits("QQuickFlickable"))
        page = page->parentItem();
    if (!page)
        return false;
    const QRectF view = inWindow(page);
    const bool isBelow = inWindow(item).center().y() > view.center().y();
    QWheelEvent turn(
        view.center(), item->window()->mapToGlobal(view.center()), {}, {0, isBelow ? -notch : notch}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(item->window(), &turn);
    return true;
}

static void sendMouse(QWindow *window, QEvent::Type type, const QPointF &point, Qt::MouseButton button, bool isDown)
{
    QMouseEvent event(
        type, point, point, window->mapToGlobal(point), button, isDown ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window, &event);
}

void clickAt(const QQuickItem *item, const QPointF &point)
{
    QWindow *window = item->window(); // the item may be gone after the press
    sendMouse(window, QEvent::MouseMove, point, Qt::NoButton, false);
    sendMouse(window, QEvent::MouseButtonPress, point, Qt::LeftButton, true);
    sendMouse(window, QEvent::MouseButtonRelease, point, Qt::LeftButton, false);
}

void typeKey(const QString &key)
{
    QWindow *window = QGuiApplication::focusWindow();
    if (!window && !QGuiApplication::topLevelWindows().isEmpty())
        window = QGuiApplication::topLevelWindows().constFirst();
    if (!window)
        return;
    const QKeyCombination combination = QKeySequence(key)[0];
    for (QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        const QString text = combination.key() == Qt::Key_Space ? QStringLiteral(" ") : QString();
        QKeyEvent event(type, combination.key(), combination.keyboardModifiers(), text);
        QCoreApplication::sendEvent(window, &event);
    }
}
} // namespace Sample
