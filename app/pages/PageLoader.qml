// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Holds one page, made when it is first shown.
Loader {
    id: place

    property bool inside: false          // for somebody who is logged in

    function show(page: url, given: var) { // no type: the page's properties
        if (page !== place.source)
            setSource(page, given)
    }

    focus: true
}
