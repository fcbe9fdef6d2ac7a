// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Calm

// What the API said: status, time, body; or why there is nothing to show.
Card {
    id: card

    required property ApiCall call
    readonly property bool good: call.status >= 200 && call.status < 300

    title: qsTr("Answer")
    detail: call.done && call.status > 0 ? qsTr("In %1 ms").arg(call.milliseconds) : ""
    trailing: Pill {
        objectName: "apiStatus"
        visible: card.call.done && !card.call.waiting
        tone: card.good ? "good" : card.call.status > 0 ? "danger" : "caution"
        icon: card.good ? "emblem-ok" : card.call.status > 0 ? "dialog-error" : "network-offline"
        text: card.call.status > 0 ? String(card.call.status) : qsTr("No answer")
    }

    Rectangle {
        visible: card.call.done && !card.call.waiting && card.call.status > 0
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: body.implicitHeight + 2 * Theme.s12
        radius: Theme.radius
        color: Theme.sunken
        border.width: 1
        border.color: Theme.border
        TextEdit {
            id: body
            objectName: "apiAnswer"
            anchors.fill: parent
            anchors.margins: Theme.s12
            readOnly: true
            selectByMouse: true
            text: card.call.answer
            textFormat: TextEdit.PlainText
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.family: Theme.mono
            font.pixelSize: Math.round(Theme.base * 0.88)
            wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
            horizontalAlignment: TextEdit.AlignLeft
            Accessible.role: Accessible.EditableText
            Accessible.readOnly: true
            Accessible.name: qsTr("Answer of the API")
        }
    }
    Notice {
        objectName: "apiNotice"
        visible: !card.call.done || card.call.waiting || card.call.status === 0
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        Layout.topMargin: Theme.s16
        Layout.bottomMargin: Theme.s16
        readonly property bool failed: card.call.done && !card.call.waiting
        busy: card.call.waiting
        icon: failed ? "network-offline" : "send-to"
        ink: failed ? Theme.caution : Theme.accent
        soft: failed ? Theme.cautionSoft : Theme.accentSoft
        heading: card.call.waiting ? qsTr("Waiting for the API") : failed ? card.call.failure : qsTr("Nothing sent yet")
        message: card.call.waiting ? "" : failed ? qsTr("Nothing was changed. Try again in a moment.") : qsTr("Send the request and the answer appears here.")
    }
}
