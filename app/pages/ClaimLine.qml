// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// One claim: its name as the tenant writes it, its value as a person reads it. By anchors, as in Line.
Item {
    id: claim

    required property int index
    required property string name
    required property string value
    required property string valueName
    property bool isOne: false           // to those who look for it or hear it, the line is one thing; else its value
    readonly property string text: value
    readonly property bool stacked: width < Theme.base * 34

    objectName: isOne ? valueName : ""
    Layout.fillWidth: true
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + value
    Accessible.ignored: !isOne
    implicitHeight: Math.max(key.y + key.height, words.y + words.height) + Theme.s8

    Rule {
        width: parent.width
        visible: claim.index > 0
    }
    Label {
        id: key
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.topMargin: Theme.s8
        width: claim.stacked ? parent.width : Theme.base * 14
        text: claim.name
        color: Theme.textMuted
        font.family: Theme.mono
        font.pixelSize: Math.round(Theme.base * 0.88)
        elide: Text.ElideMiddle
        horizontalAlignment: Text.AlignLeft
    }
    Label {
        id: words
        objectName: claim.isOne ? "" : claim.valueName
        anchors.top: claim.stacked ? key.bottom : parent.top
        anchors.left: claim.stacked ? parent.left : key.right
        anchors.right: parent.right
        anchors.topMargin: claim.stacked ? 2 : Theme.s8
        anchors.leftMargin: claim.stacked ? 0 : Theme.s16
        text: claim.value
        color: Theme.text
        font.pixelSize: Theme.body
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        horizontalAlignment: Text.AlignLeft
    }
}
