// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// What is kept of the session and where, how the keyring is, and what happened since the application started.
ScrollPage {
    id: page

    readonly property bool single: width < Theme.base * 44
    readonly property bool saved: provider.isPersistent
    readonly property bool locked: provider.error.code === Auth0Error.StoreLocked
    readonly property bool reachable: saved && !locked && provider.error.code !== Auth0Error.StoreUnavailable
    readonly property string place: saved ? qsTr("Keyring") : qsTr("Memory")
    property bool hasRefreshToken: false
    property bool hasIdToken: false
    property bool hasAccessToken: false

    function look() {
        provider.getSession().then(function(session) {
            page.hasRefreshToken = session !== null && session.tokenSet.refreshToken !== ""
            page.hasIdToken = session !== null && session.tokenSet.idToken !== ""
            page.hasAccessToken = session !== null && session.tokenSet.accessToken !== ""
        }).catch(function(error) { console.info(error) })
    }

    objectName: "sessionPage"
    title: qsTr("Session")
    Component.onCompleted: look()

    Connections {
        target: page.provider
        function onCredentialsChanged() { page.look() }
    }

    PageHeading { title: qsTr("Session"); detail: qsTr("What is kept, and what happened.") }

    Card {
        GridLayout {
            columns: page.narrow ? 1 : 2
            columnSpacing: Theme.s16
            rowSpacing: Theme.s12
            Line {
                icon: page.saved ? "dialog-password" : page.locked ? "channel-secure" : "dialog-warning"
                title: page.saved ? qsTr("Kept in your keyring") : page.locked ? qsTr("Your keyring is locked") : qsTr("Your keyring does not answer")
                detail: page.saved ? qsTr("One record, readable by you alone. You stay logged in when you restart this app.")
                    : qsTr("You are logged in until you close this app. It is saved as soon as the keyring is there.")
            }
            Flow {
                Layout.fillWidth: page.narrow
                // A Flow that was narrow stays so when its items grow.
                Layout.preferredWidth: keyringState.implicitWidth + spacing + persistence.implicitWidth
                spacing: Theme.s8
                Pill {
                    id: keyringState
                    objectName: "keyringState"
                    tone: page.reachable ? "good" : "caution"
                    icon: page.reachable ? "emblem-ok" : "dialog-warning"
                    text: page.reachable ? qsTr("Keyring available") : page.locked ? qsTr("Keyring locked") : qsTr("No keyring")
                }
                Pill {
                    id: persistence
                    objectName: "persistence"
                    tone: page.saved ? "good" : "caution"
                    icon: page.saved ? "emblem-ok" : "dialog-warning"
                    text: page.saved ? qsTr("Session saved") : qsTr("In memory only")
                }
            }
        }
        Rule {}
        DpopLine { provider: page.provider }
    }

    GridLayout {
        Layout.fillWidth: true
        columns: page.single ? 1 : 2
        columnSpacing: Theme.s16
        rowSpacing: Theme.s16

        Card {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            title: qsTr("What is stored")
            gap: 0
            StoredLine {
                first: true
                what: qsTr("Refresh token")
                purpose: qsTr("Keeps you logged in")
                whereName: "storedRefreshToken"
                where: page.hasRefreshToken ? page.place : qsTr("Not given")
            }
            StoredLine {
                what: qsTr("ID token")
                purpose: qsTr("Says who you are")
                whereName: "storedIdToken"
                where: page.hasIdToken ? page.place : qsTr("Not given")
            }
            StoredLine {
                what: qsTr("Access token")
                purpose: qsTr("Opens the API for a while")
                whereName: "storedAccessToken"
                where: page.hasAccessToken ? page.place : qsTr("Not given")
            }
            StoredLine {
                what: qsTr("Your password")
                purpose: qsTr("Never reaches this app")
                whereName: "storedPassword"
                where: qsTr("Nowhere")
                safe: true
            }
        }
        Card {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            title: qsTr("Where it is")
            gap: Theme.s8
            WhereLine {
                visible: page.saved
                name: qsTr("Keyring entry")
                valueName: "keyringEntry"
                value: "Auth0Qt · " + page.provider.domain + "/" + page.provider.clientId + "/" + page.provider.account
            }
            WhereLine {
                name: qsTr("Beside it, without secrets")
                valueName: "markPlace"
                value: qsTr("data folder") + "/auth0qt/"
            }
            WhereLine {
                name: qsTr("Access token valid until")
                valueName: "validUntil"
                value: isNaN(page.provider.expiresAt) ? qsTr("unknown") : page.provider.expiresAt.toLocaleString(Qt.locale(), Locale.ShortFormat)
            }
            Item { Layout.fillHeight: true }
        }
    }

    Card {
        objectName: "timeline"
        title: qsTr("What happened")
        detail: qsTr("Since this app started, newest first.")
        gap: 0
        Repeater {
            model: page.history
            EventLine { }
        }
    }
}
