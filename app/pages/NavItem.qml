// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// A place to go: a full line in the sidebar, an icon with a small word in the rail and the bottom bar, alone
// where the bar is too narrow for words.
AbstractButton {
    id: item

    property string iconName: ""
    property bool current: false
    property bool stacked: false
    property bool iconOnly: false
    readonly property color ink: current ? Theme.accent : hovered ? Theme.text : Theme.textMuted

    implicitHeight: stacked ? contentItem.implicitHeight + 2 * Theme.s8 : Theme.controlHeight + Theme.s4
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    padding: Theme.s8
    horizontalPadding: stacked ? Theme.s4 : Theme.s12
    Keys.onReturnPressed: item.clicked()
    Keys.onEnterPressed: item.clicked()
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.selected: current

    contentItem: GridLayout {
        columns: item.stacked ? 1 : 2
        columnSpacing: Theme.s12
        rowSpacing: 2
        Icon { Layout.alignment: item.stacked || item.iconOnly ? Qt.AlignHCenter : Qt.AlignVCenter; name: item.iconName; color: item.ink; size: item.stacked ? Theme.base * 1.45 : Theme.iconSize }
        Label {
            Layout.fillWidth: true
            visible: !item.iconOnly
            text: item.text
            color: item.current ? (item.stacked ? Theme.accent : Theme.text) : item.ink
            font.pixelSize: item.stacked ? Theme.caption : Theme.body
            font.weight: item.current ? Font.DemiBold : Font.Medium
            elide: Text.ElideRight
            wrapMode: item.stacked ? Text.Wrap : Text.NoWrap
            maximumLineCount: item.stacked ? 2 : 1
            horizontalAlignment: item.stacked ? Text.AlignHCenter : Text.AlignLeft
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: item.current ? (Theme.dark ? Theme.accentSoft : Theme.surface) : item.down ? Theme.pressed : item.hovered ? Theme.hover : "transparent"
        border.width: item.current && !Theme.dark && !item.stacked ? 1 : 0
        border.color: Theme.border
        FocusRing { target: item }
    }
}
