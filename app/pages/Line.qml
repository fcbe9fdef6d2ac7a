// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// One line of a list: an icon, two lines of text, and at its end a state or what can be done with it. By anchors: a layout
// in a layout of a layout keeps the heights of a wider window.
Item {
    id: line

    property string icon: ""
    property string title: ""
    property string detail: ""
    default property alias trailing: end.data

    Layout.fillWidth: true
    implicitWidth: sign.width + words.implicitWidth + end.width + 2 * Theme.s12
    implicitHeight: Math.max(Theme.base * 3, words.height)

    Rectangle {
        id: sign
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        visible: line.icon !== ""
        width: visible ? Theme.base * 2.4 : 0
        height: width
        radius: Theme.radius
        color: Theme.sunken
        border.width: 1
        border.color: Theme.border
        Icon { anchors.centerIn: parent; name: line.icon; color: Theme.textMuted }
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: sign.right
        anchors.right: end.left
        anchors.leftMargin: sign.visible ? Theme.s12 : 0
        anchors.rightMargin: end.width > 0 ? Theme.s12 : 0
        spacing: 1
        Label {
            width: parent.width
            text: line.title
            color: Theme.text
            font.pixelSize: Theme.body
            font.weight: Font.Medium
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: line.detail
            color: Theme.textMuted
            font.pixelSize: Theme.caption
            lineHeight: 1.08
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
    }
    Row {
        id: end
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        spacing: Theme.s8
    }
}
