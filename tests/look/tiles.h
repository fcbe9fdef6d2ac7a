// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QRect>
#include <QtGui/QImage>

namespace Auth0::Test {
/*!
    The tiles of 32 × 32 pixels, one every 16 pixels so that nothing is cut in half by all of them, in which more than a
   tenth of the pixels differ; all of them when the sizes do. A pixel differs when one of its colours does by more than
   16 of 255: what a rounding moves is less.
*/
QList<QRect> differingTiles(const QImage &seen, const QImage &stored);
//! The picture with those tiles framed.
QImage marked(const QImage &picture, const QList<QRect> &tiles);
} // namespace Auth0::Test
