// SPDX-License-Identifier: Apache-2.0
#include "finditems.h"
#include <QtCore/QVariant>
#include <QtQml/QQmlComponent>
#include <algorithm>
#include <cmath>
#include <memory>

namespace Auth0::Test {
static void collect(QQuickItem *item, QList<QQuickItem *> *found)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    found->append(item);
    for (QQuickItem *child : item->childItems())
        collect(child, found);
}

QList<QQuickItem *> visibleItems(const QQuickWindow *window)
{
    QList<QQuickItem *> found;
    collect(window->contentItem(), &found);
    // A dialog takes the place of what lies under it.
    const auto popup = std::find_if(
        found.crbegin(), found.crend(), [](const QQuickItem *item) { return item->inherits("QQuickPopupItem"); });
    if (popup == found.crend())
        return found;
    QQuickItem *top = *popup;
    found.clear();
    collect(top, &found);
    return found;
}

static bool isDue(const QQuickItem *item)
{
    for (const QObject *child : item->children())
        if (child->inherits("QQmlTimer") && child->property("running").toBool() && !child->property("repeat").toBool())
            return true;
    const QList<QQuickItem *> below = item->childItems();
    return std::any_of(below.begin(), below.end(), isDue);
}

bool somethingIsDue(const QQuickWindow *window) { return isDue(window->contentItem()); }

QList<QQuickItem *> namedItems(const QQuickWindow *window)
{
    QList<QQuickItem *> found = visibleItems(window);
    // Qt names items of its own, after their class.
    found.removeIf(
        [](const QQuickItem *item) { return item->objectName().isEmpty() || !item->objectName().front().isLower(); });
    return found;
}

QRectF seenRect(const QQuickItem *item, const QRectF &part)
{
    QRectF rect = item->mapRectToScene(part);
    for (const QQuickItem *up = item->parentItem(); up; up = up->parentItem())
        if (up->clip())
            rect &= up->mapRectToScene(QRectF(0, 0, up->width(), up->height()));
    return rect & QRectF(QPointF(), item->window()->size());
}

int hiddenHeight(const QQuickWindow *window)
{
    qreal most = 0;
    for (const QQuickItem *item : visibleItems(window))
        if (item->inherits("QQuickFlickable"))
            most = qMax(most, item->property("contentHeight").toReal() - item->height());
    return int(std::ceil(most));
}

QObject *singleton(QQmlEngine *engine, const QByteArray &name)
{
    // A singleton written in QML is known to QML alone.
    QQmlComponent finder(engine);
    finder.setData("import QtQml\nimport Parts\nQtObject { readonly property QtObject found: " + name + " }", QUrl());
    const std::unique_ptr<QObject> holder(finder.create());
    return holder ? holder->property("found").value<QObject *>() : nullptr;
}
} // namespace Auth0::Test
