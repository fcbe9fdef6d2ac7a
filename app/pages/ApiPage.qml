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

    RequestCard { call: page.call }

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
