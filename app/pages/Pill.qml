// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Parts

// A short state in words, with a dot or icon so that colour never carries the meaning alone.
Rectangle {
    id: pill

    property string text: ""
    property string icon: ""
    property string tone: "quiet"     // quiet, good, caution, danger, accent
    readonly property color ink: tone === "good" ? Theme.good : tone === "caution" ? Theme.caution : tone === "danger" ? Theme.danger
        : tone === "accent" ? Theme.accent : Theme.textMuted

    implicitWidth: row.implicitWidth + 2 * Theme.s8
    implicitHeight: Math.round(Theme.base * 1.65)
    radius: height / 2
    color: tone === "good" ? Theme.goodSoft : tone === "caution" ? Theme.cautionSoft : tone === "danger" ? Theme.dangerSoft
        : tone === "accent" ? Theme.accentSoft : Theme.hover
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.s4
        Icon { anchors.verticalCenter: parent.verticalCenter; visible: pill.icon !== ""; name: pill.icon; color: pill.ink; size: Theme.base; weight: 2 }
        Text { anchors.verticalCenter: parent.verticalCenter; text: pill.text; color: pill.ink; font.pixelSize: Theme.caption; font.weight: Font.DemiBold }
    }
}
