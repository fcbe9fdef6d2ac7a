// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Auth0

// What AuthGuard shows to whom it does not let in: the session is still being read, the keyring is locked or away, or
// nobody is logged in.
Notice {
    id: notice

    property Auth0Provider provider: null
    property var authorizeOptions: ({}) // no type: a JavaScript object
    property bool trying: false          // the keyring is asked
    readonly property int sessionState: provider ? provider.sessionState : Auth0Provider.SignedOut
    readonly property bool restoring: sessionState === Auth0Provider.Restoring
    readonly property bool locked: sessionState === Auth0Provider.StoreLocked
    readonly property bool storeIsAway: locked || sessionState === Auth0Provider.StoreUnavailable

    // A keyring may take its time: its own dialog waits for a password. By then this may be gone.
    function restore() {
        trying = true
        const done = () => { if (notice) notice.trying = false }
        provider.restore().then(done, done)
    }

    objectName: "guardNotice"
    busy: restoring
    icon: locked ? "channel-secure" : storeIsAway ? "dialog-password" : "avatar-default"
    cautious: storeIsAway
    heading: restoring ? qsTr("Opening your session")
        : locked ? qsTr("Your keyring is locked")
        : storeIsAway ? qsTr("Your keyring does not answer")
        : qsTr("Log in to see this page")
    message: restoring ? qsTr("This takes a moment.")
        : locked ? qsTr("Nothing is lost. Unlock the keyring and you are back where you were.")
        : storeIsAway ? qsTr("Nothing is lost. Start your keyring service and look again, or log in now; it is saved as soon as the keyring is there.")
        : qsTr("Your browser opens for this. Afterwards you come back here.")

    LoginSteps { id: steps; provider: notice.provider }

    ActionButton {
        objectName: "restoreButton"
        Layout.alignment: Qt.AlignHCenter
        visible: notice.storeIsAway
        highlighted: true
        enabled: !notice.trying
        text: notice.trying ? qsTr("Trying…") : notice.locked ? qsTr("Unlock keyring") : qsTr("Look again")
        onClicked: notice.restore()
    }
    LoginButton {
        objectName: "guardLoginButton"
        Layout.alignment: Qt.AlignHCenter
        visible: notice.provider !== null && notice.sessionState === Auth0Provider.SignedOut
        provider: notice.provider
        authorizeOptions: notice.authorizeOptions
    }
    ActionButton {
        objectName: "loginOnceButton"
        Layout.alignment: Qt.AlignHCenter
        visible: notice.storeIsAway
        flat: true
        text: steps.running ? qsTr("Waiting for your browser") : qsTr("Log in without it for now")
        onClicked: {
            if (steps.running)
                notice.provider.login.reopen()
            else
                notice.provider.authorize(notice.authorizeOptions).catch(error => {})
        }
    }
}
