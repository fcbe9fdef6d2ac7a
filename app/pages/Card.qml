// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Calm

// A group of things that belong together: a title, one line about it, something at the far end, then its content.
Control {
    id: card

    property string title: ""
    property string detail: ""
    property alias trailing: trailingRow.data
    default property alias body: bodyColumn.data
    property real gap: Theme.s12

    Layout.fillWidth: true
    padding: Theme.s16
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    contentItem: ColumnLayout {
        spacing: Theme.s12
        RowLayout {
            visible: card.title !== ""
            spacing: Theme.s12
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2
                Label {
                    Layout.fillWidth: true
                    text: card.title
                    color: Theme.text
                    font.pixelSize: Theme.title
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignLeft
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
                Label {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: card.detail
                    color: Theme.textMuted
                    font.pixelSize: Theme.caption
                    lineHeight: 1.08
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignLeft
                }
            }
            RowLayout {
                id: trailingRow
                readonly property bool flatEnd: children.length > 0 && children[children.length - 1].flat === true
                Layout.alignment: Qt.AlignTop
                Layout.rightMargin: flatEnd ? -Theme.s12 : 0     // a flat button's text, not its box, meets the edge
                Layout.topMargin: flatEnd ? -Theme.s8 : 0
                Layout.bottomMargin: flatEnd ? -Theme.s8 : 0
                spacing: Theme.s8
            }
        }
        ColumnLayout { id: bodyColumn; Layout.fillWidth: true; Layout.fillHeight: true; spacing: card.gap }
    }
    background: Rectangle { radius: Theme.radiusCard; color: Theme.surface; border.width: 1; border.color: Theme.border }
}
