// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// What a page is, and in one line what it is for.
ColumnLayout {
    id: heading

    property string title: ""
    property string detail: ""

    Layout.fillWidth: true
    spacing: 2

    Label {
        objectName: "pageHeading"
        Layout.fillWidth: true
        text: heading.title
        color: Theme.text
        font.pixelSize: Theme.heading
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Label {
        Layout.fillWidth: true
        text: heading.detail
        color: Theme.textMuted
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
    }
}
