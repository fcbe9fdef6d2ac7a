// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A person's picture in a circle; their initials on a quiet colour when there is none or it does not load.
Item {
    id: avatar

    property url source
    property string name: ""
    property real size: Theme.controlHeight
    readonly property bool pictureReady: canvas.ready
    readonly property int tone: hash(name) % 6

    implicitWidth: size
    implicitHeight: size
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Picture of %1").arg(name)

    function hash(text) {
        let h = 7
        for (let i = 0; i < text.length; ++i)
            h = (h * 31 + text.charCodeAt(i)) % 65521
        return h
    }

    function fill(tone, dark) {
        return (dark ? ["#2e3f66", "#27493b", "#4d3a24", "#4a2f4a", "#3f3a5e", "#234852"]
                     : ["#dbe5fb", "#d8eee1", "#f6e6cb", "#f1dcf0", "#e3dff8", "#d5edf2"])[tone]
    }

    function ink(tone, dark) {
        return (dark ? ["#bcd0ff", "#a8e0c1", "#f0cf9a", "#eabbe9", "#cbc4ff", "#a7dfee"]
                     : ["#1d3f93", "#155c35", "#6c4500", "#6d2a6b", "#42349b", "#12525f"])[tone]
    }

    function initials(text) {
        const words = text.trim().split(/\s+/).filter(function(w) { return w !== "" })
        if (words.length === 0)
            return "?"
        return (words[0].charAt(0) + (words.length > 1 ? words[words.length - 1].charAt(0) : "")).toUpperCase()
    }

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: avatar.name === "" ? Theme.hover : avatar.fill(avatar.tone, Theme.dark)
        visible: !avatar.pictureReady

        Icon { anchors.centerIn: parent; visible: avatar.name === ""; name: "avatar-default"; color: Theme.textMuted; size: avatar.size * 0.6 }
        Text {
            anchors.centerIn: parent
            visible: avatar.name !== ""
            text: avatar.initials(avatar.name)
            color: avatar.ink(avatar.tone, Theme.dark)
            font.pixelSize: avatar.size * 0.38
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }

    Canvas {
        id: canvas
        property bool ready: false
        readonly property string file: avatar.source + ""
        anchors.fill: parent
        visible: ready
        Component.onCompleted: if (file !== "") loadImage(file)
        onFileChanged: { ready = false; if (file !== "" && available) loadImage(file) }
        onAvailableChanged: if (available && file !== "") loadImage(file)
        onImageLoaded: { ready = isImageLoaded(file); requestPaint() }
        onPaint: {
            const g = getContext("2d")
            g.reset()
            g.beginPath()
            g.arc(width / 2, height / 2, width / 2, 0, 2 * Math.PI)
            g.clip()
            if (isImageLoaded(file))
                g.drawImage(file, 0, 0, width, height)
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: "transparent"
        border.width: 1
        border.color: Theme.dark ? "#1fffffff" : "#141d1c1a"
    }
}
