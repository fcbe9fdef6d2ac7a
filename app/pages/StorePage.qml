// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// The session cannot be read yet: still being opened, keyring locked, or no keyring there.
ScrollPage {
    id: page

    readonly property bool restoring: provider.isLoading
    readonly property bool locked: provider.sessionState === Auth0Provider.StoreLocked

    objectName: restoring ? "restoringPage" : locked ? "lockedPage" : "unavailablePage"
    title: qsTr("Your session")
    centred: true
    measure: Theme.base * 36
    opacity: restoring && patience.running ? 0 : 1       // no flash when it is quick

    Timer { id: patience; interval: 300; running: page.restoring }

    Notice {
        objectName: "storeNotice"
        Layout.fillWidth: true
        busy: page.restoring
        icon: page.locked ? "channel-secure" : "dialog-password"
        ink: page.restoring ? Theme.accent : Theme.caution
        soft: page.restoring ? Theme.accentSoft : Theme.cautionSoft
        heading: page.restoring ? qsTr("Opening your session")
            : page.locked ? qsTr("Your keyring is locked") : qsTr("Your keyring does not answer")
        message: page.restoring ? qsTr("This takes a moment.")
            : page.locked ? qsTr("Nothing is lost. Unlock the keyring and you are back where you were.")
            : qsTr("Nothing is lost. Start your keyring service and look again, or log in until you close the app.")

        Button {
            objectName: "restoreButton"
            Layout.alignment: Qt.AlignHCenter
            visible: !page.restoring
            highlighted: true
            focus: true
            text: page.locked ? qsTr("Unlock keyring") : qsTr("Look again")
            onClicked: page.provider.restore().catch(function(error) { console.info(error) })
            Accessible.name: text
        }
        Button {
            objectName: "loginOnceButton"
            Layout.alignment: Qt.AlignHCenter
            visible: !page.restoring
            flat: true
            text: qsTr("Log in for this time only")
            onClicked: page.provider.authorize().catch(function(error) { console.info(error) })
            Accessible.name: text
        }
    }
}
