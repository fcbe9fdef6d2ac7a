// SPDX-License-Identifier: Apache-2.0
#include "tiles.h"
#include <QtGui/QPainter>
#include <cstdlib>

namespace Auth0::Test {
namespace {
constexpr int side = 32;
constexpr int step = side / 2;
constexpr int tolerance = 16;

bool differ(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) > tolerance || std::abs(qGreen(a) - qGreen(b)) > tolerance
        || std::abs(qBlue(a) - qBlue(b)) > tolerance;
}

bool differs(const QImage &a, const QImage &b, const QRect &tile)
{
    int count = 0;
    for (int y = tile.top(); y <= tile.bottom(); ++y) {
        const auto *lineA = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *lineB = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = tile.left(); x <= tile.right(); ++x)
            count += differ(lineA[x], lineB[x]);
    }
    return count * 10 > tile.width() * tile.height();
}
} // namespace

QList<QRect> differingTiles(const QImage &seen, const QImage &stored)
{
    const QImage a = seen.convertToFormat(QImage::Format_RGB32), b = stored.convertToFormat(QImage::Format_RGB32);
    if (a.size() != b.size())
        return {a.rect()};
    QList<QRect> tiles;
    for (int y = 0; y < a.height(); y += step)
        for (int x = 0; x < a.width(); x += step) {
            const QRect tile = QRect(x, y, side, side) & a.rect();
            if (differs(a, b, tile))
                tiles.append(tile);
        }
    return tiles;
}

QImage marked(const QImage &picture, const QList<QRect> &tiles)
{
    QImage image = picture;
    QPainter painter(&image);
    painter.setPen(Qt::magenta);
    for (const QRect &tile : tiles)
        painter.drawRect(tile.adjusted(0, 0, -1, -1));
    return image;
}
} // namespace Auth0::Test
