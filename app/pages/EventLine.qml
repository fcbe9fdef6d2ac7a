// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// One thing that happened, on the line of time.
RowLayout {
    id: event

    required property int index
    required property string time
    required property string what
    required property string detail
    required property string tone
    required property bool oldest
    readonly property bool first: index === 0

    objectName: "event" + index
    Layout.fillWidth: true
    spacing: Theme.s12
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2. %3").arg(time).arg(what).arg(detail)

    Label {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Theme.s4
        text: event.time
        color: Theme.textMuted
        font.family: Theme.mono
        font.pixelSize: Theme.caption
    }
    Item {
        Layout.fillHeight: true
        implicitWidth: Theme.base * 0.8
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: event.first ? dot.y + dot.height / 2 : 0
            width: 2
            height: event.oldest ? dot.y + dot.height / 2 - y : parent.height - y
            color: Theme.border
        }
        Rectangle {
            id: dot
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.s4 + Math.round(Theme.base * 0.3)
            width: Math.round(Theme.base * 0.6)
            height: width
            radius: width / 2
            color: event.tone === "good" ? Theme.good : event.tone === "caution" ? Theme.caution : event.tone === "danger" ? Theme.danger
                : event.tone === "accent" ? Theme.accent : Theme.outline
        }
    }
    GridLayout {
        id: words
        Layout.fillWidth: true
        Layout.topMargin: Theme.s4 - 1
        Layout.bottomMargin: Theme.s8
        columns: event.width < Theme.base * 34 ? 1 : 2
        columnSpacing: Theme.s8
        rowSpacing: 0
        Label {
            Layout.fillWidth: words.columns === 1
            text: event.what
            color: Theme.text
            font.weight: Font.Medium
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: event.detail
            color: Theme.textMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
    }
}
