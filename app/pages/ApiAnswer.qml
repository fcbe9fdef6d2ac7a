// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// What the API said: status, time, body. A failure leaves the last answer where it is and says when that came.
Card {
    id: card

    required property ApiCall call
    readonly property bool good: call.status >= 200 && call.status < 300
    readonly property bool failed: call.done && !call.waiting && call.status === 0
    readonly property bool hasAnswer: call.answeredAt !== ""

    title: qsTr("Answer")
    detail: !hasAnswer ? "" : failed ? qsTr("The last one, of %1").arg(call.answeredAt)
        : qsTr("At %1, in %2 ms").arg(call.answeredAt).arg(call.milliseconds)
    trailing: Pill {
        objectName: "apiStatus"
        visible: card.call.done && !card.call.waiting
        tone: card.good ? "good" : card.call.status > 0 ? "danger" : "caution"
        icon: card.good ? "emblem-ok" : card.call.status > 0 ? "dialog-error" : "network-offline"
        text: card.call.status > 0 ? String(card.call.status) : qsTr("No answer")
    }

    Label {
        objectName: "apiFailure"
        visible: card.failed && card.hasAnswer
        Layout.fillWidth: true
        text: card.call.failure
        color: Theme.caution
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
    }
    Rectangle {
        visible: card.hasAnswer
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: body.implicitHeight + 2 * Theme.s12
        radius: Theme.radius
        color: Theme.sunken
        border.width: body.activeFocus ? 2 : 1
        border.color: body.activeFocus ? Theme.accent : Theme.border
        TextEdit {
            id: body
            objectName: "apiAnswer"
            anchors.fill: parent
            anchors.margins: Theme.s12
            readOnly: true
            selectByMouse: true
            selectByKeyboard: true
            activeFocusOnTab: true
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
        visible: !card.hasAnswer
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        Layout.topMargin: Theme.s16
        Layout.bottomMargin: Theme.s16
        busy: card.call.waiting
        icon: card.failed ? "network-offline" : "send-to"
        ink: card.failed ? Theme.caution : Theme.accent
        soft: card.failed ? Theme.cautionSoft : Theme.accentSoft
        heading: card.call.waiting ? qsTr("Waiting for the API") : card.failed ? card.call.failure : qsTr("Nothing sent yet")
        message: card.call.waiting ? "" : card.failed ? qsTr("Nothing was changed. Try again in a moment.") : qsTr("Send the request and the answer appears here.")
    }
}
