// SPDX-License-Identifier: Apache-2.0
#include "press/finder.h"
#include <QtCore/QStringList>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <functional>

namespace Sample {
using Visitor = std::function<bool(QQuickItem *)>;

//! Visits the visible items of all windows until the visitor says true; returns that item.
static QQuickItem *visit(QQuickItem *item, const Visitor &visitor)
{
    if (!item->isVisible())
        return nullptr;
    if (visitor(item))
        return item;
    for (QQuickItem *child : item->childItems())
        if (QQuickItem *found = visit(child, visitor))
            return found;
    return nullptr;
}

static QQuickItem *visitWindows(const Visitor &visitor)
{
    for (QWindow *window : QGuiApplication::topLevelWindows()) {
        auto *quick = qobject_cast<QQuickWindow *>(window);
        if (!quick || !quick->isVisible())
            continue;
        if (QQuickItem *found = visit(quick->contentItem(), visitor))
            return found;
    }
    return nullptr;
}

QQuickItem *findVisible(const QString &name)
{
    return visitWindows([&name](QQuickItem *item) { return item->objectName() == name; });
}

QString nameOfFocused()
{
    const auto *window = qobject_cast<QQuickWindow *>(QGuiApplication::focusWindow());
    const QQuickItem *item = window ? window->activeFocusItem() : nullptr;
    while (item && item->objectName().isEmpty())
        item = item->parentItem();
    return item ? item->objectName() : QStringLiteral("-");
}

QString textOf(const QQuickItem *item)
{
    const QVariant text = item->property("text");
    return text.isValid() ? text.toString() : item->property("label").toString();
}

QString everythingVisible()
{
    constexpr int longest = 100;
    QStringList all;
    visitWindows([&all](QQuickItem *item) {
        if (item->objectName().isEmpty())
            return false;
        QString text = textOf(item).simplified();
        if (text.size() > longest)
            text = text.left(longest) + QStringLiteral("…");
        all.append(text.isEmpty() ? item->objectName() : QStringLiteral("%1=\"%2\"").arg(item->objectName(), text));
        return false;
    });
    return all.join(QStringLiteral(", "));
}
} // namespace Sample
