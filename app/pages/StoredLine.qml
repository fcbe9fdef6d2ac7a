// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Parts

// One thing a session consists of, and where it is kept.
ColumnLayout {
    id: stored

    property string what: ""
    property string purpose: ""
    property string where: ""
    property string whereName: ""
    property bool safe: false
    property bool first: false

    Layout.fillWidth: true
    spacing: 0

    Rule { visible: !stored.first }
    Line {
        title: stored.what
        detail: stored.purpose
        Layout.topMargin: Theme.s4
        Layout.bottomMargin: Theme.s4
        Pill {
            objectName: stored.whereName
            text: stored.where
            tone: stored.safe ? "good" : "quiet"
            icon: stored.safe ? "emblem-ok" : ""
        }
    }
}
