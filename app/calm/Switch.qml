// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Parts

T.Switch {
    id: control

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight)
    spacing: Theme.s12
    font.pixelSize: Theme.body
    hoverEnabled: true

    indicator: Rectangle {
        x: control.text === "" ? (control.width - width) / 2 : control.mirrored ? control.width - width : 0
        y: (control.height - height) / 2
        width: Math.round(Theme.base * 2.6)
        height: Math.round(Theme.base * 1.45)
        radius: height / 2
        color: !control.enabled ? Theme.border : control.checked ? Theme.accent : Theme.surface
        border.width: control.checked || !control.enabled ? 0 : 1.5
        border.color: Theme.outline
        Behavior on color { ColorAnimation { duration: Theme.quick } }
        Rectangle {
            readonly property real inset: control.checked ? 3 : 4
            x: inset + control.visualPosition * (parent.width - width - 2 * inset)
            anchors.verticalCenter: parent.verticalCenter
            height: parent.height - 2 * inset
            width: height
            radius: height / 2
            color: control.checked ? Theme.accentInk : control.enabled ? Theme.outline : Theme.textDisabled
            Behavior on x { NumberAnimation { duration: Theme.quick } }
        }
        FocusRing { target: control; corner: parent.radius }
    }
    contentItem: Text {
        leftPadding: control.text === "" ? control.indicator.width : control.mirrored ? 0 : control.indicator.width + control.spacing
        rightPadding: control.text !== "" && control.mirrored ? control.indicator.width + control.spacing : 0
        text: control.text
        font: control.font
        color: control.enabled ? Theme.text : Theme.textDisabled
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
    }
}
