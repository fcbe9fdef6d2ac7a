// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// Where one can go: a sidebar, a rail with small words, or a bar at the bottom of a narrow window.
Rectangle {
    id: places

    required property Auth0Provider provider
    property bool rail: false
    property bool bar: false
    property string current: ""
    property url picture: provider.user.picture
    readonly property bool sidebar: !rail && !bar
    readonly property bool tight: bar && width < Theme.base * 24       // too narrow for the words

    signal chosen(place: string)

    implicitWidth: rail ? Math.round(Theme.base * 6) : Math.round(Theme.base * 16)
    implicitHeight: grid.implicitHeight + 2 * grid.anchors.margins
    color: Theme.sidebar

    Rectangle {
        x: places.bar || places.LayoutMirroring.enabled ? 0 : parent.width - 1
        width: places.bar ? parent.width : 1
        height: places.bar ? 1 : parent.height
        color: Theme.border
    }

    GridLayout {
        id: grid
        anchors.fill: parent
        anchors.margins: places.sidebar ? Theme.s12 : places.bar ? Theme.s4 : Theme.s8
        flow: places.bar ? GridLayout.LeftToRight : GridLayout.TopToBottom
        columns: places.bar ? 4 : 1
        rows: places.bar ? 1 : 8
        rowSpacing: Theme.s4
        columnSpacing: 0

        RowLayout {
            visible: !places.bar
            Layout.fillWidth: places.sidebar
            Layout.alignment: Qt.AlignHCenter
            Layout.margins: places.sidebar ? Theme.s8 : 0
            Layout.topMargin: Theme.s8
            Layout.bottomMargin: Theme.s16
            spacing: Theme.s12
            Mark { size: Theme.base * 2 }
            Label {
                visible: places.sidebar
                Layout.fillWidth: true
                text: qsTr("Sample")
                color: Theme.text
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignLeft
            }
        }
        NavItem {
            id: profilePlace
            objectName: "profilePlace"
            KeyNavigation.down: apiPlace
            KeyNavigation.up: sessionPlace
            KeyNavigation.right: apiPlace
            KeyNavigation.left: sessionPlace
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Profile")
            iconName: "avatar-default"
            stacked: !places.sidebar
            iconOnly: places.tight
            current: places.current === "profile"
            onClicked: places.chosen("profile")
        }
        NavItem {
            id: apiPlace
            objectName: "apiPlace"
            KeyNavigation.down: headersPlace
            KeyNavigation.up: profilePlace
            KeyNavigation.right: headersPlace
            KeyNavigation.left: profilePlace
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("API")
            iconName: "send-to"
            stacked: !places.sidebar
            iconOnly: places.tight
            current: places.current === "api"
            onClicked: places.chosen("api")
        }
        NavItem {
            id: headersPlace
            objectName: "headersPlace"
            KeyNavigation.down: sessionPlace
            KeyNavigation.up: apiPlace
            KeyNavigation.right: sessionPlace
            KeyNavigation.left: apiPlace
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Headers")
            iconName: "text-x-script"
            stacked: !places.sidebar
            iconOnly: places.tight
            current: places.current === "headers"
            onClicked: places.chosen("headers")
        }
        NavItem {
            id: sessionPlace
            objectName: "sessionPlace"
            KeyNavigation.down: profilePlace
            KeyNavigation.up: headersPlace
            KeyNavigation.right: profilePlace
            KeyNavigation.left: headersPlace
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: qsTr("Session")
            iconName: "document-open-recent"
            stacked: !places.sidebar
            iconOnly: places.tight
            current: places.current === "session"
            onClicked: places.chosen("session")
        }
        Item { visible: !places.bar; Layout.fillHeight: true }
        UserBadge {
            visible: places.sidebar
            Layout.fillWidth: true
            provider: places.provider
            interactive: false
            detail: places.provider.domain.replace(/^https?:\/\//, "")
            picture: places.picture
        }
    }
}
