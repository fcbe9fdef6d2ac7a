// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// A group of things that belong together: a title, one line about it, something at the far end, then its content.
Rectangle {
    id: card

    property string title: ""
    property string detail: ""
    property alias trailing: trailingRow.data
    default property alias body: bodyColumn.data
    property alias gap: bodyColumn.spacing
    property real padding: Theme.s16

    Layout.fillWidth: true
    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: card.padding
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
            RowLayout { id: trailingRow; Layout.alignment: Qt.AlignTop; spacing: Theme.s8 }
        }
        ColumnLayout {
            id: bodyColumn
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Infinity  // a taller card's title stays at its top
            spacing: Theme.s12
        }
    }
}
