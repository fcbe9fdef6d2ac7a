// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Puts a text on the clipboard.
TextEdit {
    visible: false

    function put(words) {
        text = words
        selectAll()
        copy()
        text = ""
    }
}
