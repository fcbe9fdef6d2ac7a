// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// The visible keyboard focus: two pixels of accent, two pixels away from what it marks.
Rectangle {
    id: focus

    property T.Control target: null
    property real corner: Theme.radius
    property real gap: 2

    visible: target !== null && target.visualFocus
    anchors.fill: parent
    anchors.margins: -gap - 2
    radius: corner + gap + 2
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
    z: 10
}
