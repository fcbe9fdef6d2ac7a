// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Calm

// Who is logged in, as the ID token says it; no request is needed for this page.
ScrollPage {
    id: page

    readonly property string personName: provider.user.name || provider.user.nickname || provider.user.email
    readonly property var claims: [
        { key: "sub", value: provider.user.sub, name: "subValue" },
        { key: "nickname", value: provider.user.nickname, name: "nicknameValue" },
        { key: "locale", value: provider.user.locale, name: "localeValue" },
        { key: "org_id", value: provider.user.orgId, name: "orgIdValue" },
        { key: "updated_at", value: isNaN(provider.user.updatedAt) ? "" : provider.user.updatedAt.toLocaleString(Qt.locale(), Locale.ShortFormat), name: "updatedAtValue" }
    ].concat(Object.keys(provider.user.claims).map(function(key) {
        const value = page.provider.user.claims[key]
        return { key: key, value: Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value), name: key }
    })).filter(function(claim) { return claim.value !== "" })

    objectName: "profilePage"

    Card {
        padding: Theme.s24
        GridLayout {
            columns: page.narrow ? 1 : 3
            columnSpacing: Theme.s24
            rowSpacing: Theme.s16
            Avatar { objectName: "avatar"; size: Theme.base * 5.2; name: page.personName; source: page.provider.user.picture }
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
            Button {
                objectName: "logoutButton"
                Layout.alignment: Qt.AlignVCenter
                icon.name: "system-log-out"
                text: qsTr("Log out")
                onClicked: page.provider.clearSession().catch(function(error) { console.info(error) })
                Accessible.name: text
                Accessible.description: qsTr("Ends your session on this computer")
            }
        }
    }

    Card {
        title: qsTr("What the tenant says about you")
        detail: qsTr("The claims of your ID token, checked and decoded.")
        gap: 0
        Repeater {
            model: page.claims
            ClaimLine {
                required property var modelData
                required property int index
                name: modelData.key
                value: modelData.value
                valueName: modelData.name
                first: index === 0
            }
        }
    }

    Card {
        title: qsTr("Where your session is kept")
        trailing: Pill {
            objectName: "persistence"
            tone: page.provider.isPersistent ? "good" : "caution"
            icon: page.provider.isPersistent ? "emblem-ok" : "dialog-warning"
            text: page.provider.isPersistent ? qsTr("In your keyring") : qsTr("In memory only")
        }
        Label {
            Layout.fillWidth: true
            text: page.provider.isPersistent ? qsTr("You stay logged in when you restart this app.")
                : qsTr("You are logged in until you close this app. It is saved as soon as the keyring is there.")
            color: Theme.textMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
    }
}
