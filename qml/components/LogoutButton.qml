// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import "parts"

/*!
    Ends the session: here at once; the browser's part follows and cannot undo it. Off while nobody is logged in.
*/
ActionButton {
    id: control

    //! Whose session it ends; by default the nearest provider.
    property Auth0Provider provider: Auth0Context.provider
    //! The options of `clearSession`.
    property var clearSessionOptions: ({}) // no type: a JavaScript object

    text: qsTr("Log out")
    icon.name: "system-log-out"
    enabled: provider !== null && provider.isAuthenticated
    Accessible.description: qsTr("Ends your session on this computer")

    onClicked: provider.clearSession(clearSessionOptions).catch(error => {})     // the provider's `error` says it
}
