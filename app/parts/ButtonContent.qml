// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// A button's icon and words, in the middle; the words are cut when the button is too narrow for them.
Item {
    id: content

    required property T.AbstractButton button
    required property color color
    readonly property bool showsIcon: button.icon.name !== "" && button.display !== T.AbstractButton.TextOnly
    readonly property bool showsText: button.text !== "" && button.display !== T.AbstractButton.IconOnly
    readonly property real mark: showsIcon ? Theme.base * 1.15 + (showsText ? button.spacing : 0) : 0

    implicitWidth: Math.ceil(mark + (showsText ? label.implicitWidth : 0))
    implicitHeight: label.implicitHeight

    Row {
        anchors.centerIn: parent
        spacing: content.button.spacing
        Icon {
            visible: content.showsIcon
            anchors.verticalCenter: parent.verticalCenter
            name: content.button.icon.name
            color: content.color
            size: Theme.base * 1.15
        }
        Text {
            id: label
            visible: content.showsText
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), Math.max(0, content.width - content.mark))
            text: content.button.text
            font: content.button.font
            color: content.color
            elide: Text.ElideRight
        }
    }
}
