// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Shapes
import Parts

// The sample's own mark: a door left ajar.
Rectangle {
    id: mark
    property real size: Theme.base * 2
    implicitWidth: size
    implicitHeight: size
    radius: size * 0.26
    color: Theme.accent
    Accessible.ignored: true

    Shape {
        anchors.fill: parent
        layer.enabled: true
        layer.samples: 4
        layer.smooth: true
        layer.textureSize.width: Math.ceil(mark.size * 2)
        layer.textureSize.height: Math.ceil(mark.size * 2)
        antialiasing: true
        ShapePath {
            scale: Qt.size(mark.size / 24, mark.size / 24)
            strokeColor: Theme.accentInk
            strokeWidth: 1.8 * mark.size / 24
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            capStyle: ShapePath.RoundCap
            PathSvg { path: "M13 6.5 H17 V17.5 H13" }
        }
        ShapePath {
            scale: Qt.size(mark.size / 24, mark.size / 24)
            strokeWidth: -1
            fillColor: Theme.accentInk
            PathSvg { path: "M7 6.6 L13 4.8 V19.2 L7 17.4 Z" }
        }
        ShapePath {
            scale: Qt.size(mark.size / 24, mark.size / 24)
            strokeWidth: -1
            fillColor: Theme.accent
            PathSvg { path: "M11.1 11.2 A0.9 0.9 0 1 1 11.1 13 A0.9 0.9 0 1 1 11.1 11.2 Z" }
        }
    }
}
