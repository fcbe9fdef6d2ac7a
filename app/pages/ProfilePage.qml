// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// Who is logged in, as the ID token says it; no request is needed for this page.
ScrollPage {
    id: page

    readonly property string personName: provider.user.name || provider.user.nickname || provider.user.email || provider.user.sub
    objectName: "profilePage"
    title: qsTr("Profile")

    PageHeading { title: qsTr("Profile"); detail: qsTr("Who you are here.") }

    Card {
        padding: Theme.s24
        GridLayout {
            columns: page.narrow ? 1 : 3
            columnSpacing: Theme.s24
            rowSpacing: Theme.s16
            UserBadge {
                provider: page.provider
                picture: page.picture
                compact: true
                interactive: false
                pictureSize: Theme.base * 5.2
                padding: 0
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.s4
                Label {
                    objectName: "nameLabel"
                    Layout.fillWidth: true
                    text: page.personName
                    color: Theme.text
                    font.pixelSize: Theme.heading
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignLeft
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.s8
                    Label {
                        objectName: "emailLabel"
                        height: Theme.base * 1.65
                        text: page.provider.user.email
                        color: Theme.textMuted
                        verticalAlignment: Text.AlignVCenter
                    }
                    Pill {
                        objectName: "emailVerified"
                        visible: page.provider.user.emailVerified
                        tone: "good"
                        icon: "emblem-ok"
                        text: qsTr("Verified")
                    }
                }
            }
            LogoutButton {
                objectName: "logoutButton"
                Layout.alignment: Qt.AlignVCenter
                provider: page.provider
            }
        }
    }

    Card {
        title: qsTr("What the tenant says about you")
        detail: qsTr("The claims of your ID token, checked and decoded.")
        gap: 0
        Repeater {
            model: Claims { provider: page.provider }
            ClaimLine { }
        }
    }
}
