// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Puts a text on the clipboard.
TextInput {
    visible: false
    Accessible.ignored: true

    function put(words: string) {
        text = words
        selectAll()
        copy()
        text = ""
    }
}
