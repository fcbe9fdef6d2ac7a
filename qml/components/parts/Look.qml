// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Auth0

// What a component takes from the style it stands in, asked from a label nobody sees: light or dark by its ink, sizes by
// its font. So it is readable in every style, and in a dark island of a light application.
Label {
    id: look

    property bool dark: Auth0Theme.dark

    readonly property color ink: dark ? "#eceae6" : "#1d1c1a"
    readonly property color inkMuted: dark ? "#b0aea9" : "#5f5b54"
    readonly property color border: dark ? "#34373e" : "#e3dfd7"
    readonly property color hover: dark ? "#14ffffff" : "#0d1d1c1a"
    readonly property color accent: Auth0Theme.hasAccent ? Auth0Theme.accent : dark ? "#8db0ff" : "#2453c4"
    readonly property color accentSoft: Auth0Theme.hasAccent ? Qt.rgba(accent.r, accent.g, accent.b, 0.15) : dark ? "#253150" : "#e8eefc"
    readonly property color caution: dark ? "#e5b454" : "#845400"
    readonly property color cautionSoft: dark ? "#382e18" : "#fbf0d9"
    readonly property color danger: dark ? "#ff9a8f" : "#b3261e"
    readonly property color dangerSoft: dark ? "#42221f" : "#fceae8"

    readonly property real em: font.pixelSize
    readonly property int captionSize: Math.round(em * 0.86)
    readonly property int headingSize: Math.round(em * 1.5)
    readonly property string fixedFont: Qt.platform.os === "windows" ? "Consolas" : Qt.platform.os === "osx" ? "Menlo" : "monospace"

    visible: false
    Accessible.ignored: true

    function isLight(c: color): bool {
        return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b > 0.5
    }

    // The ink of something disabled says nothing: it is grey on light and on dark.
    Binding on dark {
        when: Auth0Theme.hasDark || look.enabled
        value: Auth0Theme.hasDark ? Auth0Theme.dark : look.isLight(look.color)
        restoreMode: Binding.RestoreNone
    }
}
