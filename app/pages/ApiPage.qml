// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// Calls the protected API with the access token, and shows how long that token lives.
ScrollPage {
    id: page

    readonly property bool single: width < Theme.base * 46

    objectName: "apiPage"
    title: qsTr("API")

    PageHeading { title: qsTr("API"); detail: qsTr("Call a protected API.") }

    Card {
        title: qsTr("Request")
        detail: qsTr("A protected API. It answers only with a valid access token.")
        GridLayout {
            columns: page.narrow ? 2 : 3
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
                text: page.call.address
                color: Theme.text
                font.family: Theme.mono
                elide: Text.ElideMiddle
                horizontalAlignment: Text.AlignLeft
            }
            PushButton {
                objectName: "callApiButton"
                Layout.columnSpan: page.narrow ? 2 : 1
                Layout.fillWidth: page.narrow
                highlighted: true
                focus: true
                enabled: !page.call.waiting
                text: page.call.waiting ? qsTr("Sending…") : qsTr("Send")
                onClicked: page.call.send()
                Accessible.description: qsTr("Calls the protected API")
            }
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columns: page.single ? 1 : 2
        columnSpacing: Theme.s16
        rowSpacing: Theme.s16
        ApiAnswer {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: true
            call: page.call
        }
        TokenCard {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: true
            Layout.preferredWidth: page.single ? -1 : Theme.base * 17
            Layout.maximumWidth: page.single ? 10000 : Theme.base * 17
            provider: page.provider
        }
    }
}
