// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Parts

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

    contentItem: ButtonContent { button: control; color: control.ink }
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
