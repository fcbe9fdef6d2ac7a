// SPDX-License-Identifier: Apache-2.0
#include "contrast.h"
#include "finditems.h"
#include <QtCore/QHash>
#include <QtCore/QVariant>
#include <cmath>

namespace Auth0::Test {
namespace {
qreal luminance(QRgb color)
{
    const auto linear = [](int channel) {
        const qreal value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) + 0.0722 * linear(qBlue(color));
}

qreal ratio(QRgb a, QRgb b)
{
    const qreal first = luminance(a), second = luminance(b);
    return (qMax(first, second) + 0.05) / (qMin(first, second) + 0.05);
}

qreal contrastIn(const QImage &picture, const QRect &rect)
{
    QHash<QRgb, int> colors;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x)
            ++colors[picture.pixel(x, y)];
    QRgb ground = 0;
    for (auto it = colors.constBegin(); it != colors.constEnd(); ++it)
        if (it.value() > colors.value(ground))
            ground = it.key();
    qreal most = 1;
    for (auto it = colors.constBegin(); it != colors.constEnd(); ++it)
        most = qMax(most, ratio(it.key(), ground));
    return most;
}

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
