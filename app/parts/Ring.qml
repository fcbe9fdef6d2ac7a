// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Shapes

// A ring that fills (value 0…1), empties as time runs out, or turns while nobody knows how long it takes.
Item {
    id: ring

    property real value: 0
    property bool indeterminate: false
    property real thickness: Math.max(2, width / 14)
    property color color: Theme.accent
    property color track: Theme.border
    property string label: ""
    property string accessibleName: indeterminate ? qsTr("Working") : label

    implicitWidth: Theme.controlHeight
    implicitHeight: implicitWidth
    Accessible.role: Accessible.ProgressBar
    Accessible.name: accessibleName

    Behavior on value {
        enabled: Theme.calm > 0 && !ring.indeterminate
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }

    Shape {
        id: shape
        anchors.fill: parent
        layer.enabled: true
        layer.samples: 4
        layer.smooth: true
        layer.textureSize.width: Math.ceil(ring.width * 2)
        layer.textureSize.height: Math.ceil(ring.height * 2)
        antialiasing: true

        ShapePath {
            strokeColor: ring.track
            strokeWidth: ring.thickness
            fillColor: "transparent"
            PathAngleArc {
                centerX: ring.width / 2; centerY: ring.height / 2
                radiusX: ring.width / 2 - ring.thickness / 2 - 0.5; radiusY: radiusX
                startAngle: 0; sweepAngle: 360
            }
        }
        ShapePath {
            strokeColor: ring.color
            strokeWidth: ring.thickness
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            PathAngleArc {
                centerX: ring.width / 2; centerY: ring.height / 2
                radiusX: ring.width / 2 - ring.thickness / 2 - 0.5; radiusY: radiusX
                startAngle: -90
                sweepAngle: ring.indeterminate ? 90 : 360 * Math.max(0.001, Math.min(1, ring.value))
            }
        }
        RotationAnimator on rotation {
            running: ring.indeterminate && ring.visible && !Theme.reducedMotion
            from: 0; to: 360; duration: Theme.spin; loops: Animation.Infinite
        }
    }

    Text {
        anchors.centerIn: parent
        visible: ring.label !== ""
        text: ring.label
        color: Theme.text
        font.pixelSize: Math.max(Theme.caption, ring.width * (ring.label.length > 5 ? 0.16 : 0.22))
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
