// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls

// A button that Return presses too, in every style, and that a screen reader reads by its text.
Button {
    id: control

    Accessible.name: text
    // Asked after a style that handles Return by itself.
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter)
            return
        event.accepted = true
        control.clicked()
    }
}
