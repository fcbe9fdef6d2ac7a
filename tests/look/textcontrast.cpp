// SPDX-License-Identifier: Apache-2.0
#include "textcontrast.h"
#include "finditems.h"
#include "support/contrast.h"
#include <QtCore/QVariant>

namespace Auth0::Test {
namespace {
//! The part of the item that its words fill.
QRectF filled(const QQuickItem *item)
{
    const qreal width = qMin(item->width(), item->property("contentWidth").toReal());
    const qreal height = qMin(item->height(), item->property("contentHeight").toReal());
    const auto alignment = Qt::Alignment(item->property("effectiveHorizontalAlignment").toInt());
    const qreal spare = item->width() - width;
    const qreal left = alignment & Qt::AlignRight ? spare : alignment & Qt::AlignHCenter ? spare / 2 : 0;
    return {left, 0, width, qMax(height, item->height())};
}
} // namespace

QList<TextContrast> textContrasts(const QQuickWindow *window, const QImage &picture)
{
    QList<TextContrast> all;
    for (const QQuickItem *item : visibleItems(window)) {
        const QString text = item->property("text").toString();
        if (text.trimmed().isEmpty() || !(item->inherits("QQuickText") || item->inherits("QQuickTextEdit")))
            continue;
        const QRect rect = seenRect(item, filled(item)).toRect() & picture.rect();
        if (!rect.isEmpty())
            all.append({text, contrastIn(picture, rect)});
    }
    return all;
}
} // namespace Auth0::Test
