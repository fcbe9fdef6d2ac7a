// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: control

    readonly property color ink: !enabled ? Theme.textDisabled
        : highlighted ? Theme.accentInk
        : flat ? (palette.buttonText.toString() === Theme.text.toString() ? Theme.accent : palette.buttonText)
        : palette.buttonText

    implicitWidth: Math.max(implicitContentWidth + leftPadding + rightPadding, implicitHeight)
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: flat ? Theme.s12 : Theme.s16
    verticalPadding: Theme.s4
    spacing: Theme.s8
    palette.buttonText: Theme.text
    font.pixelSize: Theme.body
    font.weight: Font.Medium
    hoverEnabled: true
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    contentItem: Item {
        id: content
        property alias color: label.color
        readonly property bool showsIcon: control.icon.name !== "" && control.display !== T.AbstractButton.TextOnly
        readonly property bool showsText: control.text !== "" && control.display !== T.AbstractButton.IconOnly
        readonly property real mark: showsIcon ? Theme.base * 1.15 + (showsText ? control.spacing : 0) : 0
        implicitWidth: Math.ceil(mark + (showsText ? label.implicitWidth : 0))
        implicitHeight: label.implicitHeight

        Row {
            id: row
            anchors.centerIn: parent
            spacing: control.spacing
            Icon {
                visible: content.showsIcon
                anchors.verticalCenter: parent.verticalCenter
                name: control.icon.name
                color: control.ink
                size: Theme.base * 1.15
            }
            Text {
                id: label
                visible: content.showsText
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), Math.max(0, content.width - content.mark))
                text: control.text
                font: control.font
                color: control.ink
                elide: Text.ElideRight
            }
        }
    }

    background: Rectangle {
        implicitHeight: Theme.controlHeight
        radius: Theme.radius
        color: !control.enabled ? (control.flat ? "transparent" : Theme.hover)
            : control.highlighted ? (control.down ? Theme.accentPressed : control.hovered ? Theme.accentHover : Theme.accent)
            : control.flat ? (control.down ? Theme.pressed : control.hovered ? Theme.hover : "transparent")
            : control.down ? Qt.darker(Theme.surface, 1.06) : control.hovered ? Theme.sunken : Theme.surface
        border.width: control.flat || control.highlighted || !control.enabled ? 0 : 1
        border.color: control.hovered ? Theme.outline : Theme.dark ? "#4a4e57" : "#cfcac0"
        FocusRing { target: control }
    }
}
