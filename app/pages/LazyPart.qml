// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A part that is made when it is first wanted, and stays.
Loader {
    id: place

    property bool wanted: false
    property url file
    property var given: ({}) // no type: the part's properties
    property bool complete: false

    function make() {
        if (complete && wanted && String(source) === "")
            setSource(file, given)
    }

    onWantedChanged: make()
    Component.onCompleted: {
        complete = true
        make()
    }
}
