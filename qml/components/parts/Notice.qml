// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts

// One calm picture for every empty, locked or failed place: an icon, a heading, a sentence, what to do.
ColumnLayout {
    id: notice

    property string icon: "dialog-information"
    property string heading: ""
    property string message: ""
    property bool cautious: false
    property bool busy: false
    // Each in the middle of its place: Layout.alignment: Qt.AlignHCenter
    default property alias actions: actionRow.data

    spacing: 8
    Accessible.role: Accessible.Pane
    Accessible.name: heading
    Accessible.description: message

    Look { id: look }

    Disc {
        look: look
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: 8
        visible: !notice.busy
        icon: notice.icon
        ink: notice.cautious ? look.caution : look.accent
        color: notice.cautious ? look.cautionSoft : look.accentSoft
    }
    Ring {
        look: look
        Layout.alignment: Qt.AlignHCenter
        Layout.margins: look.em
        visible: notice.busy
        indeterminate: true
        patient: false
        thickness: 3
    }
    Label {
        Layout.fillWidth: true
        text: notice.heading
        color: look.ink
        font.pixelSize: look.headingSize
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Label {
        Layout.fillWidth: true
        text: notice.message
        color: look.inkMuted
        lineHeight: 1.08
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
    GridLayout {
        id: actionRow

        readonly property real besides: Array.from(children).reduce((sum, child) => child.visible ? sum + child.implicitWidth + columnSpacing : sum, 0)

        Layout.fillWidth: false
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: 16
        Layout.maximumWidth: notice.width
        columns: besides - columnSpacing > notice.width ? 1 : 3
        columnSpacing: 8
        rowSpacing: 8
    }
}
