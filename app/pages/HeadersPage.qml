// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// What the last call of the API sent and got, header by header, as a developer wants to see it. What would let somebody
// else in is masked.
ScrollPage {
    id: page

    objectName: "headersPage"
    title: qsTr("Headers")

    PageHeading { title: qsTr("Headers"); detail: qsTr("What went to the API, and what came back. Secrets are masked.") }
    RequestCard { call: page.call }
    HeaderCard {
        title: qsTr("Sent")
        headers: page.call.sent
        nothing: qsTr("Nothing sent yet.")
    }
    HeaderCard {
        title: qsTr("Came back")
        headers: page.call.got
        nothing: qsTr("No answer yet.")
        trailing: Pill {
            objectName: "apiStatus"
            visible: page.call.done && !page.call.waiting
            tone: page.call.status >= 200 && page.call.status < 300 ? "good" : page.call.status > 0 ? "danger" : "caution"
            icon: page.call.status >= 200 && page.call.status < 300 ? "emblem-ok" : page.call.status > 0 ? "dialog-error" : "network-offline"
            text: page.call.status > 0 ? String(page.call.status) : qsTr("No answer")
        }
    }
}
