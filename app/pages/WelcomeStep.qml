// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// One step of what a login is going to be.
RowLayout {
    id: step

    property string icon: ""
    property string title: ""
    property string detail: ""

    Layout.fillWidth: true
    Layout.preferredWidth: 1
    Layout.alignment: Qt.AlignTop
    spacing: Theme.s12

    Rectangle {
        Layout.alignment: Qt.AlignTop
        implicitWidth: Theme.base * 2.3
        implicitHeight: implicitWidth
        radius: width / 2
        color: Theme.accentSoft
        Icon { anchors.centerIn: parent; name: step.icon; color: Theme.accent; size: Theme.base * 1.25 }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        Label {
            Layout.fillWidth: true
            text: step.title
            color: Theme.text
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
        Label {
            Layout.fillWidth: true
            text: step.detail
            color: Theme.textMuted
            font.pixelSize: Theme.caption
            lineHeight: 1.08
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
    }
}
