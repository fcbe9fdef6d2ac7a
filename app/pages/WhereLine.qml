// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// A name and, below it, an address or number in the fixed font.
ColumnLayout {
    id: place

    property string name: ""
    property string value: ""
    property string valueName: ""

    Layout.fillWidth: true
    spacing: 2

    Label {
        Layout.fillWidth: true
        text: place.name
        color: Theme.textMuted
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
    }
    Label {
        objectName: place.valueName
        Layout.fillWidth: true
        text: place.value
        color: Theme.text
        font.family: Theme.mono
        font.pixelSize: Math.round(Theme.base * 0.88)
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        horizontalAlignment: Text.AlignLeft
    }
}
