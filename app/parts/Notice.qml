// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts

// One calm picture for every empty, locked or failed place: an icon, a heading, a sentence.
ColumnLayout {
    id: notice

    property string icon: "dialog-information"
    property string heading: ""
    property string message: ""
    property color ink: Theme.accent
    property color soft: Theme.accentSoft
    property bool busy: false

    spacing: Theme.s8
    Accessible.role: Accessible.Pane
    Accessible.name: heading
    Accessible.description: message

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.s8
        implicitWidth: Theme.base * 4.2
        implicitHeight: implicitWidth
        radius: width / 2
        color: notice.soft
        Icon { anchors.centerIn: parent; visible: !notice.busy; name: notice.icon; color: notice.ink; size: Theme.base * 2 }
        Ring { anchors.centerIn: parent; visible: notice.busy; indeterminate: true; width: Theme.base * 2.2; height: width; thickness: 3 }
    }
    Label {
        Layout.fillWidth: true
        text: notice.heading
        color: Theme.text
        font.pixelSize: Theme.heading
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.base * 32
        Layout.alignment: Qt.AlignHCenter
        text: notice.message
        color: Theme.textMuted
        font.pixelSize: Theme.body
        lineHeight: 1.08
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
}
