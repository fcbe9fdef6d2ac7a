// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// The headers of one direction, a line each; what to do where there are none.
Card {
    id: card

    required property ListModel headers
    property string nothing: ""

    gap: 0

    Label {
        Layout.fillWidth: true
        visible: card.headers.count === 0
        text: card.nothing
        color: Theme.textMuted
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
    }
    Repeater {
        model: card.headers
        ClaimLine { isOne: true }
    }
}
