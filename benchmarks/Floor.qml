// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls

// The least a window of Qt Quick Controls can be.
ApplicationWindow {
    width: 1100
    height: 760
    visible: true

    Column {
        anchors.centerIn: parent
        Label { text: "Welcome" }
        Button { objectName: "button"; text: "Log in" }
    }
}
