// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QHash>
#include <QtGui/QImage>
#include <cmath>

namespace Auth0::Test {
//! WCAG 2.2, relative luminance.
inline double luminance(QRgb color)
{
    const auto linear = [](int channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) + 0.0722 * linear(qBlue(color));
}

//! WCAG 2.2, contrast ratio: 1 to 21.
inline double contrast(QRgb a, QRgb b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

//! Of a text in a picture: the most frequent colour around it is the ground, the one that stands out most from it the
//! ink.
inline double contrastIn(const QImage &picture, const QRect &area)
{
    QHash<QRgb, int> count;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            ++count[picture.pixel(x, y)];
    QRgb ground = 0;
    for (auto it = count.cbegin(); it != count.cend(); ++it)
        if (it.value() > count.value(ground))
            ground = it.key();
    double most = 1;
    for (auto it = count.cbegin(); it != count.cend(); ++it)
        most = std::max(most, contrast(it.key(), ground));
    return most;
}
} // namespace Auth0::Test
