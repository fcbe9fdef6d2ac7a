// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import Parts

// A login is under way in the browser, or has just failed.
LoginDialog {
    id: dialog

    property bool neverLoggedIn: false

    signal setupWanted()
    signal shown(open: bool)

    function tell() {
        shown(visible)
    }

    extra: neverLoggedIn ? doubt : null
    onVisibleChanged: later.restart()

    Timer { id: later; interval: 0; onTriggered: dialog.tell() }     // when somebody listens
    Component {
        id: doubt
        PushButton {
            objectName: "doubtButton"
            flat: true
            text: qsTr("Browser error?")
            Accessible.description: qsTr("Shows what to set in the dashboard")
        }
    }
    Connections {
        target: dialog.extraItem as PushButton
        function onClicked() {
            dialog.reject()
            dialog.setupWanted()
        }
    }
}
