// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// The request to the protected API, and the button that sends it.
Card {
    id: card

    required property ApiCall call
    readonly property bool narrow: width < Theme.base * 38

    title: qsTr("Request")
    detail: qsTr("A protected API. It answers only with a valid access token.")

    GridLayout {
        columns: card.narrow ? 2 : 3
        columnSpacing: Theme.s12
        rowSpacing: Theme.s12
        Rectangle {
            implicitWidth: method.implicitWidth + 2 * Theme.s12
            implicitHeight: Theme.controlHeight
            radius: Theme.radius
            color: Theme.accentSoft
            Label {
                id: method
                anchors.centerIn: parent
                text: "GET"
                color: Theme.accent
                font.family: Theme.mono
                font.weight: Font.DemiBold
            }
        }
        Label {
            objectName: "apiAddress"
            Layout.fillWidth: true
            text: card.call.address
            color: Theme.text
            font.family: Theme.mono
            elide: Text.ElideMiddle
            horizontalAlignment: Text.AlignLeft
        }
        PushButton {
            objectName: "callApiButton"
            Layout.columnSpan: card.narrow ? 2 : 1
            Layout.fillWidth: card.narrow
            highlighted: true
            focus: true
            enabled: !card.call.waiting
            text: card.call.waiting ? qsTr("Sending…") : qsTr("Send")
            onClicked: card.call.send()
            Accessible.description: qsTr("Calls the protected API")
        }
    }
}
