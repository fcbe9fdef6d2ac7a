// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtGui/QImage>
#include <QtQuick/QQuickWindow>

namespace Auth0::Test {
//! A text and how it stands out from what lies under it (WCAG 2.2, relative luminance and contrast ratio).
struct TextContrast
{
    QString text;
    qreal ratio = 1;
};

//! Of every text that is seen, computed from the picture.
QList<TextContrast> textContrasts(const QQuickWindow *window, const QImage &picture);
} // namespace Auth0::Test
