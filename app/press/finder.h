// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>

class QQuickItem;

namespace Sample {
//! The visible item of that objectName in any window of the application, popups included; null when there is none.
QQuickItem *findVisible(const QString &name);
//! The objectName of what has the keyboard focus, or of the nearest around it that has one; `-` when nothing has.
QString nameOfFocused();
//! What the item shows: its `text`, else its `label`, else nothing.
QString textOf(const QQuickItem *item);
//! Every visible item that has an objectName, with its text: `loginButton="Log in", …`. Long texts are cut.
QString everythingVisible();
} // namespace Sample
