// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

// A ring that empties as time runs out (value 1…0), or turns while nobody knows how long it takes. What takes less than
// 300 ms shows no turning ring, unless who shows it has waited already.
Item {
    id: ring

    required property Look look
    property real value: 0
    property bool indeterminate: false
    property bool patient: true
    property real thickness: Math.max(2, width / 14)
    property color color: look.accent
    property color track: look.border
    property string label: ""
    property string accessibleName: indeterminate ? qsTr("Working") : label

    implicitWidth: look.em * 2.6
    implicitHeight: implicitWidth
    opacity: indeterminate && patience.running ? 0 : 1
    Accessible.role: Accessible.ProgressBar
    Accessible.name: accessibleName

    Timer { id: patience; interval: 300; running: ring.patient && ring.indeterminate && ring.visible }

    Behavior on value {
        enabled: !Auth0Theme.reducedMotion && !ring.indeterminate
        NumberAnimation { duration: 220; easing.type: Easing.OutCubic }
    }

    Canvas {
        id: arc

        readonly property real share: ring.indeterminate ? 0.25 : Math.max(0, Math.min(1, ring.value))

        function strokeArc(g: var, color: color, share: real) { // no type: a Canvas's context has none
            g.beginPath()
            g.arc(width / 2, height / 2, (width - ring.thickness) / 2 - 0.5, -Math.PI / 2, (2 * share - 0.5) * Math.PI)
            g.strokeStyle = color
            g.lineWidth = ring.thickness
            g.lineCap = "round"
            g.stroke()
        }

        anchors.fill: parent
        onShareChanged: requestPaint()
        onVisibleChanged: requestPaint()
        onPaint: {
            const g = getContext("2d")
            g.reset()
            strokeArc(g, ring.track, 1)
            if (share > 0)
                strokeArc(g, ring.color, share)
        }

        Connections {
            target: ring
            function onColorChanged() { arc.requestPaint() }
            function onTrackChanged() { arc.requestPaint() }
        }
        RotationAnimator on rotation {
            running: ring.indeterminate && ring.visible && !Auth0Theme.reducedMotion
            from: 0; to: 360; duration: 1100; loops: Animation.Infinite
        }
    }

    Text {
        anchors.centerIn: parent
        visible: ring.label !== ""
        text: ring.label
        color: ring.look.ink
        font.family: ring.look.font.family
        font.pixelSize: Math.max(ring.look.captionSize, ring.width * (ring.label.length > 5 ? 0.16 : 0.22))
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
