// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// One claim: its name as the tenant writes it, its value as a person reads it.
ColumnLayout {
    id: claim

    required property int index
    required property string name
    required property string value
    required property string valueName
    readonly property bool stacked: width < Theme.base * 34

    Layout.fillWidth: true
    spacing: 0

    Rule { visible: claim.index > 0 }
    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.s8
        Layout.bottomMargin: Theme.s8
        columns: claim.stacked ? 1 : 2
        columnSpacing: Theme.s16
        rowSpacing: 2
        Label {
            Layout.preferredWidth: claim.stacked ? -1 : Theme.base * 14
            Layout.maximumWidth: claim.stacked ? 10000 : Theme.base * 14
            Layout.fillWidth: claim.stacked
            text: claim.name
            color: Theme.textMuted
            font.family: Theme.mono
            font.pixelSize: Math.round(Theme.base * 0.88)
            elide: Text.ElideMiddle
            horizontalAlignment: Text.AlignLeft
        }
        Label {
            objectName: claim.valueName
            Layout.fillWidth: true
            text: claim.value
            color: Theme.text
            font.pixelSize: Theme.body
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            horizontalAlignment: Text.AlignLeft
        }
    }
}
