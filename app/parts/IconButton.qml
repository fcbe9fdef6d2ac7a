// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls

// A small button with a picture only. It draws its own icon, because not every style or system has one by that name.
AbstractButton {
    id: control

    property string iconName: ""
    property color fill: "transparent"    // while nothing else happens

    implicitWidth: Theme.controlHeight
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            color: control.hovered ? Theme.text : Theme.textMuted
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : control.fill
        FocusRing { target: control }
    }
}
