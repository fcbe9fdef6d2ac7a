// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A person's picture in a circle; their initials on one of six quiet tones when there is none or it does not load, a plain
// figure for nobody.
Item {
    id: avatar

    required property Look look
    property url source
    property string person: ""           // whose picture stands at `source`; another person's is loaded anew
    property string name: ""
    property real size: look.em * 2.4
    readonly property bool pictureReady: canvas.ready
    readonly property string initials: initialsOf(name)
    readonly property var fills: look.dark // no type: qmllint 6.4 ends at a list of colours
        ? ["#2e3f66", "#27493b", "#4d3a24", "#4a2f4a", "#3f3a5e", "#234852"]
        : ["#dbe5fb", "#d8eee1", "#f6e6cb", "#f1dcf0", "#e3dff8", "#d5edf2"]
    readonly property var inks: look.dark // no type: as above
        ? ["#bcd0ff", "#a8e0c1", "#f0cf9a", "#eabbe9", "#cbc4ff", "#a7dfee"]
        : ["#1d3f93", "#155c35", "#6c4500", "#6d2a6b", "#42349b", "#12525f"]
    readonly property int tone: toneOf(name) % fills.length

    implicitWidth: size
    implicitHeight: size
    Accessible.role: Accessible.Graphic
    Accessible.name: name === "" ? qsTr("Nobody is logged in") : qsTr("Picture of %1").arg(name)

    function toneOf(text: string): int {
        let h = 7
        for (let i = 0; i < text.length; ++i)
            h = (h * 31 + text.charCodeAt(i)) % 65521
        return h
    }

    // Untyped: qmllint 6.4 reads freed memory where it follows a string through calls, and falls.
    function initialsOf(text) {
        const words = text.trim().split(/\s+/).filter(word => word !== "")
        const first = word => String.fromCodePoint(word.codePointAt(0))
        return words.length === 0 ? "" : (first(words[0]) + (words.length > 1 ? first(words[words.length - 1]) : "")).toUpperCase()
    }

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: avatar.name === "" ? avatar.look.hover : avatar.fills[avatar.tone]
        visible: !avatar.pictureReady

        Icon {
            anchors.centerIn: parent
            visible: avatar.name === ""
            name: "avatar-default"
            color: avatar.look.inkMuted
            size: avatar.size * 0.6
        }
        Text {
            anchors.centerIn: parent
            visible: avatar.name !== ""
            text: avatar.initials
            color: avatar.inks[avatar.tone]
            font.family: avatar.look.font.family
            font.pixelSize: avatar.size * 0.38
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }

    Canvas {
        id: canvas

        property bool ready: false
        property string loaded: ""
        readonly property string file: String(avatar.source)

        function load() {
            ready = false
            if (loaded !== "")
                unloadImage(loaded)
            loaded = file
            if (file === "" || !available)
                return
            loadImage(file)
            ready = isImageLoaded(file)      // nobody tells when another canvas has loaded it before
            requestPaint()
        }

        anchors.fill: parent
        visible: ready
        onFileChanged: load()
        Connections {
            target: avatar
            function onPersonChanged() { canvas.load() }
        }
        onAvailableChanged: load()
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
        border.color: avatar.look.dark ? "#1fffffff" : "#141d1c1a"
    }
}
