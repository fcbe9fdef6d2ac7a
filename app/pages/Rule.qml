// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Parts

Rectangle {
    Layout.fillWidth: true
    implicitHeight: 1
    color: Theme.border
}
