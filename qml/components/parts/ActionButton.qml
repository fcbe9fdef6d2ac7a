// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls

// A button of the application's style that Enter presses too, with a name and a role.
Button {
    id: button

    Accessible.role: Accessible.Button
    Accessible.name: text

    // A style that handles Return by itself is asked first.
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
            return
        event.accepted = true
        button.clicked()
    }
}
