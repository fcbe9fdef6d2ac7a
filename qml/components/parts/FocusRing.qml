// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// The visible keyboard focus of the button it is a child of, whose content no style knows.
Rectangle {
    id: ring

    required property Look look
    readonly property T.AbstractButton target: parent as T.AbstractButton

    anchors.fill: parent
    visible: target !== null && target.visualFocus
    radius: 8
    color: "transparent"
    border.width: 2
    border.color: look.accent
}
