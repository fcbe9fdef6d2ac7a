// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// What time it is, in milliseconds since 1970: the computer's, unless somebody makes it stand still.
QtObject {
    property real standing: 0

    function now() {
        return standing > 0 ? standing : Date.now()
    }
}
