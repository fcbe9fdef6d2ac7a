// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A line icon on a 24 × 24 grid, drawn as a path: no picture file, any colour, any size. Not a Shape: the software renderer
// of Qt 6.4 crashes when one in a popup is shown again.
Canvas {
    id: icon

    property string name: ""
    property color color
    property real size: 18
    readonly property var paths: ({ // no type: a table
        "avatar-default": "M12 12.2 A4.1 4.1 0 1 0 12 4 A4.1 4.1 0 0 0 12 12.2 Z M4.5 20 C5 16.6 8 15 12 15 C16 15 19 16.6 19.5 20",
        "channel-secure": "M7 10.5 H17 A1.5 1.5 0 0 1 18.5 12 V18.5 A1.5 1.5 0 0 1 17 20 H7 A1.5 1.5 0 0 1 5.5 18.5 V12 A1.5 1.5 0 0 1 7 10.5 Z M8.3 10.5 V7.7 A3.7 3.7 0 0 1 15.7 7.7 V10.5 M12 14.2 V16.3",
        "dialog-error": "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 7.6 V12.8 M12 16.2 V16.3",
        "dialog-information": "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 11.2 V16.4 M12 7.7 V7.8",
        "dialog-password": "M8.5 11 A4.5 4.5 0 1 0 8.5 20 A4.5 4.5 0 0 0 8.5 11 Z M11.8 12.2 L19.5 4.5 M16 8 L19 11 M8.5 15.4 V15.6",
        "dialog-warning": "M12 4 L21 19.5 H3 Z M12 10 V14.2 M12 16.9 V17",
        "document-open-recent": "M12 3.5 A8.5 8.5 0 1 0 12 20.5 A8.5 8.5 0 0 0 12 3.5 Z M12 7.5 V12 L15.2 14",
        "window-close": "M6.5 6.5 L17.5 17.5 M17.5 6.5 L6.5 17.5"
    })

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true
    onNameChanged: requestPaint()
    onColorChanged: requestPaint()
    onVisibleChanged: requestPaint()
    onPaint: {
        const g = getContext("2d")
        g.reset()
        g.scale(width / 24, height / 24)
        g.path = paths[name] || ""
        g.strokeStyle = color
        g.lineWidth = 1.7
        g.lineCap = "round"
        g.lineJoin = "round"
        g.stroke()
    }
}
