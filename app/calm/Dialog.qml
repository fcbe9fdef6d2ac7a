// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Parts

T.Dialog {
    id: control

    implicitWidth: Math.max(implicitContentWidth + leftPadding + rightPadding, implicitHeaderWidth, implicitFooterWidth)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
        + (implicitHeaderHeight > 0 ? implicitHeaderHeight + spacing : 0)
        + (implicitFooterHeight > 0 ? implicitFooterHeight + spacing : 0)
    padding: Theme.s24

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
        NumberAnimation { property: "scale"; from: 0.97; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    exit: Transition { NumberAnimation { property: "opacity"; to: 0; duration: Theme.quick } }

    // No shadow: the dimmed page behind and a one-pixel edge lift it, on every renderer.
    background: Rectangle {
        radius: Theme.radiusDialog
        color: Theme.surface
        border.width: 1
        border.color: Theme.border
    }
    T.Overlay.modal: Rectangle { color: Theme.overlay }
    T.Overlay.modeless: Rectangle { color: "transparent" }
}
