// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// Something to paste elsewhere, with a button that copies it and says that it did.
RowLayout {
    id: line

    property string value: ""
    property string buttonName: ""
    property bool copied: false

    Layout.fillWidth: true
    spacing: Theme.s8
    onValueChanged: copied = false

    Clipboard { id: clipboard }
    Timer { interval: 2000; running: line.copied; onTriggered: line.copied = false }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.controlHeight, words.implicitHeight + Theme.s16)
        radius: Theme.radius
        color: Theme.sunken
        border.width: 1
        border.color: Theme.border
        Label {
            id: words
            anchors.fill: parent
            anchors.leftMargin: Theme.s12
            anchors.rightMargin: Theme.s12
            verticalAlignment: Text.AlignVCenter
            text: line.value
            color: Theme.text
            font.family: Theme.mono
            font.pixelSize: Math.round(Theme.base * 0.88)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            horizontalAlignment: Text.AlignLeft
        }
    }
    PushButton {
        objectName: line.buttonName
        text: line.copied ? qsTr("Copied") : qsTr("Copy")
        icon.name: line.copied ? "emblem-ok" : "edit-copy"
        onClicked: { clipboard.put(line.value); line.copied = true }
        Accessible.description: qsTr("Copies %1").arg(line.value)
    }
}
