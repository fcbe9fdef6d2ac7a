// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Shapes

// A line icon on a 24 × 24 grid, drawn as a path: no picture file, any colour, any size, mirrored where it points.
Item {
    id: icon

    property string name: ""
    property color color: Theme.text
    property real size: Theme.iconSize
    property real weight: 1.7
    readonly property bool pointing: name === "system-log-out" || name === "send-to" || name === "window-new"

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    function path(icon) {
        switch (icon) {
        case "avatar-default": return "M12 12.2 A4.1 4.1 0 1 0 12 4 A4.1 4.1 0 0 0 12 12.2 Z M4.5 20 C5 16.6 8 15 12 15 C16 15 19 16.6 19.5 20"
        case "send-to": return "M4 8 H19 M15.5 4.5 L19 8 L15.5 11.5 M20 16 H5 M8.5 12.5 L5 16 L8.5 19.5"
        case "document-open-recent": return "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 7.5 V12 L15.2 14"
        case "security-high": return "M12 3 L19.5 5.8 V11.5 C19.5 16 16.4 19.3 12 21 C7.6 19.3 4.5 16 4.5 11.5 V5.8 Z M8.7 11.9 L11.1 14.3 L15.4 9.8"
        case "edit-copy": return "M10 8.5 H18 A1.5 1.5 0 0 1 19.5 10 V19 A1.5 1.5 0 0 1 18 20.5 H10 A1.5 1.5 0 0 1 8.5 19 V10 A1.5 1.5 0 0 1 10 8.5 Z M5.5 15.5 A1 1 0 0 1 4.5 14.5 V5 A1.5 1.5 0 0 1 6 3.5 H14.5 A1 1 0 0 1 15.5 4.5 V5.5"
        case "view-refresh": return "M19.4 13 A7.5 7.5 0 1 1 17.3 6.7 L19.5 9 M19.5 4.2 V9 H14.7"
        case "window-new": return "M13.5 4.5 H19.5 V10.5 M19.5 4.5 L11.5 12.5 M17.5 14 V18 A1.5 1.5 0 0 1 16 19.5 H6 A1.5 1.5 0 0 1 4.5 18 V8 A1.5 1.5 0 0 1 6 6.5 H10"
        case "system-log-out": return "M10 4.5 H6 A1.5 1.5 0 0 0 4.5 6 V18 A1.5 1.5 0 0 0 6 19.5 H10 M15.5 8 L19.5 12 L15.5 16 M19.5 12 H9.5"
        case "dialog-error": return "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 7.6 V12.8 M12 16.2 V16.3"
        case "dialog-information": return "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 11.2 V16.4 M12 7.7 V7.8"
        case "dialog-warning": return "M12 4 L21 19.5 H3 Z M12 10 V14.2 M12 16.9 V17"
        case "emblem-ok": return "M5 12.7 L9.8 17.3 L19 7.2"
        case "network-offline": return "M4 4 L20 20 M8.2 16 A5.4 5.4 0 0 1 14.2 15 M5.2 12.6 A9.6 9.6 0 0 1 9.6 9.9 M14 9.8 A9.6 9.6 0 0 1 18.8 12.6 M2.6 9.2 A13.6 13.6 0 0 1 6.4 6.8 M10.6 5.4 A13.6 13.6 0 0 1 21.4 9.2 M12 19.3 V19.4"
        case "channel-secure": return "M7 10.5 H17 A1.5 1.5 0 0 1 18.5 12 V18.5 A1.5 1.5 0 0 1 17 20 H7 A1.5 1.5 0 0 1 5.5 18.5 V12 A1.5 1.5 0 0 1 7 10.5 Z M8.3 10.5 V7.7 A3.7 3.7 0 0 1 15.7 7.7 V10.5 M12 14.2 V16.3"
        case "dialog-password": return "M8.5 11 A4.5 4.5 0 1 0 8.5 20 A4.5 4.5 0 0 0 8.5 11 Z M11.8 12.2 L19.5 4.5 M16 8 L19 11 M8.5 15.4 V15.6"
        case "text-x-script": return "M8.5 7 L3.5 12 L8.5 17 M15.5 7 L20.5 12 L15.5 17 M13.4 5 L10.6 19"
        case "web-browser": return "M5 4.5 H19 A1.5 1.5 0 0 1 20.5 6 V18 A1.5 1.5 0 0 1 19 19.5 H5 A1.5 1.5 0 0 1 3.5 18 V6 A1.5 1.5 0 0 1 5 4.5 Z M3.5 9 H20.5 M6.4 6.8 V6.9 M8.8 6.8 V6.9"
        }
        return ""
    }

    Shape {
        anchors.fill: parent
        layer.enabled: true         // smooth edges without asking the whole window for multisampling
        layer.samples: 4
        layer.smooth: true
        layer.textureSize.width: Math.ceil(icon.size * 2)
        layer.textureSize.height: Math.ceil(icon.size * 2)
        antialiasing: true
        transform: Scale { origin.x: icon.size / 2; xScale: icon.pointing && icon.LayoutMirroring.enabled ? -1 : 1 }

        ShapePath {
            scale: Qt.size(icon.size / 24, icon.size / 24)
            strokeColor: icon.color
            strokeWidth: icon.weight * icon.size / 24
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: icon.path(icon.name) }
        }
    }
}
