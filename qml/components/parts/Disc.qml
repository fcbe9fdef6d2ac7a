// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A large icon on a soft disc: what kind of message this is, before it is read.
Rectangle {
    id: disc

    required property Look look
    property string icon: ""
    property color ink: look.accent

    implicitWidth: look.em * 4.2
    implicitHeight: implicitWidth
    radius: width / 2
    color: look.accentSoft

    Icon { anchors.centerIn: parent; name: disc.icon; color: disc.ink; size: disc.look.em * 2 }
}
