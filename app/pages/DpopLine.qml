// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Auth0
import Parts

// Whether the tokens of the next login are bound to a key. It cannot change while somebody is logged in, and says why.
Line {
    id: line

    required property Auth0Provider provider

    icon: "security-high"
    title: qsTr("Bind tokens to this computer (DPoP)")
    detail: !provider.isAuthenticated ? qsTr("Whoever steals a token cannot use it without the key that is kept here. The API must allow it.")
        : provider.useDPoP ? qsTr("The session in hand has its key since the login. Log out to change it.")
        : qsTr("The session in hand has no key: that is made at the login. Log out to change it.")

    Switch {
        objectName: "dpopSwitch"
        checked: line.provider.useDPoP
        enabled: !line.provider.isAuthenticated
        Accessible.name: line.title
        Accessible.description: line.detail
        onToggled: line.provider.useDPoP = checked
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
                return
            event.accepted = true
            toggle()
            toggled()
        }
    }
}
