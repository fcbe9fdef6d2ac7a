// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The small ring in a button that waits; its `color` is the ink of the button's words.
Ring {
    look: own
    indeterminate: true
    track: Qt.rgba(color.r, color.g, color.b, 0.3)
    thickness: 2
    width: own.em * 1.2
    height: width
    Accessible.ignored: true

    Look { id: own }
}
