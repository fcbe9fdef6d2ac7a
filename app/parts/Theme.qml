// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// The tokens every component and page uses. Light and dark follow the system palette; sizes follow the
// application's font. An application may set `dark`, `accent`, `accentInk` and `reducedMotion`.
QtObject {
    id: theme

    readonly property SystemPalette system: SystemPalette { colorGroup: SystemPalette.Active }
    readonly property Text probe: Text { text: "x" }

    property bool dark: isLight(system.windowText)
    property bool reducedMotion: false

    // Surfaces, from the back to the front.
    readonly property color window: dark ? "#16171a" : "#faf9f7"
    readonly property color sidebar: dark ? "#1b1d21" : "#f2f0ec"
    readonly property color surface: dark ? "#202226" : "#ffffff"
    readonly property color sunken: dark ? "#1a1b1f" : "#f5f3ef"
    readonly property color button: dark ? "#2e3138" : "#efedea"       // of styles that paint theirs
    readonly property color overlay: dark ? "#8c000000" : "#661d1c1a"
    readonly property color hover: dark ? "#14ffffff" : "#0d1d1c1a"
    readonly property color pressed: dark ? "#24ffffff" : "#1a1d1c1a"

    // Lines. `border` separates, `outline` marks something that can be operated (3:1 on every surface).
    readonly property color border: dark ? "#34373e" : "#e3dfd7"
    readonly property color outline: dark ? "#7c818b" : "#8a857b"

    // Text.
    readonly property color text: dark ? "#eceae6" : "#1d1c1a"
    readonly property color textMuted: dark ? "#b0aea9" : "#5f5b54"
    readonly property color textDisabled: dark ? "#7d7c78" : "#8f8b84"

    // Meaning: a strong colour for ink and icons, a soft one to lie under it.
    property color accent: dark ? "#8db0ff" : "#2453c4"
    property color accentInk: dark ? "#0d1b3d" : "#ffffff"
    readonly property color accentHover: dark ? "#a6c2ff" : "#1e47aa"
    readonly property color accentPressed: dark ? "#7a9ff2" : "#193c90"
    readonly property color accentSoft: dark ? "#253150" : "#e8eefc"
    readonly property color good: dark ? "#6ccb8f" : "#1a7340"
    readonly property color goodSoft: dark ? "#1c3527" : "#e3f3e9"
    readonly property color caution: dark ? "#e5b454" : "#845400"
    readonly property color cautionSoft: dark ? "#382e18" : "#fbf0d9"
    readonly property color danger: dark ? "#ff9a8f" : "#b3261e"
    readonly property color dangerSoft: dark ? "#42221f" : "#fceae8"

    function isLight(c) {
        return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b > 0.5
    }

    // Spacing.
    readonly property int s4: 4
    readonly property int s8: 8
    readonly property int s12: 12
    readonly property int s16: 16
    readonly property int s24: 24
    readonly property int s32: 32

    // Corners: controls, cards, dialogs.
    readonly property int radius: 8
    readonly property int radiusCard: 12
    readonly property int radiusDialog: 16

    // Type: multiples of the application's font (14 px gives 12, 14, 16, 21, 28).
    readonly property real base: probe.fontInfo.pixelSize
    readonly property int caption: Math.round(base * 0.86)
    readonly property int body: Math.round(base)
    readonly property int title: Math.round(base * 1.15)
    readonly property int heading: Math.round(base * 1.5)
    readonly property int display: Math.round(base * 2)
    readonly property string mono: Qt.platform.os === "windows" ? "Consolas" : Qt.platform.os === "osx" ? "Menlo" : "monospace"
    readonly property int controlHeight: Math.round(base * 2.58)
    readonly property int iconSize: Math.round(base * 1.3)

    // Motion: zero when the user asked for less.
    readonly property int quick: reducedMotion ? 0 : 120
    readonly property int calm: reducedMotion ? 0 : 220
    readonly property int spin: 1100

    // Seconds as a person reads them: 4:05, or 23:59:07 from an hour on.
    function clock(seconds) {
        const s = Math.max(0, Math.floor(seconds))
        const two = function(n) { return ("0" + n).slice(-2) }
        const minutes = Math.floor(s / 60)
        return minutes < 60 ? minutes + ":" + two(s % 60) : Math.floor(minutes / 60) + ":" + two(minutes % 60) + ":" + two(s % 60)
    }
}
