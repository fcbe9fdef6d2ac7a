// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// A login is under way in the browser: how long it waits, how to bring it back, how to stop it; or why it ended.
ScrollPage {
    id: page

    readonly property int step: provider.login.state
    readonly property bool waiting: step === Auth0Login.WaitingForBrowser
    readonly property bool failed: step === Auth0Login.Failed
    readonly property bool ended: failed || step === Auth0Login.TimedOut
    readonly property string link: String(provider.login.url)
    property bool copied: false

    function leave() {
        if (ended)
            closed()
        else
            provider.login.cancel()
    }

    objectName: "waitingPage"
    title: qsTr("Login under way")
    centred: true
    measure: Theme.base * 30
    onStepChanged: copied = false

    Clipboard { id: clipboard }
    Shortcut { sequence: "Esc"; onActivated: page.leave() }

    Card {
        padding: Theme.s32
        gap: Theme.s8

        Ring {
            objectName: "timeLeft"
            readonly property real total: page.provider.loginTimeout
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.s12
            visible: !page.ended
            implicitWidth: Theme.base * 7.4
            thickness: 5
            indeterminate: !page.waiting
            value: page.waiting ? page.provider.login.secondsLeft / total : 0
            color: page.waiting && page.provider.login.secondsLeft < 30 ? Theme.caution : Theme.accent
            label: page.waiting ? Theme.clock(page.provider.login.secondsLeft) : ""
            accessibleName: page.waiting ? qsTr("Time left: %1").arg(label) : heading.text
        }
        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.s12
            visible: page.ended
            implicitWidth: Theme.base * 4.2
            implicitHeight: implicitWidth
            radius: width / 2
            color: page.failed ? Theme.dangerSoft : Theme.cautionSoft
            Icon {
                anchors.centerIn: parent
                size: Theme.base * 2
                name: page.failed ? "dialog-error" : "document-open-recent"
                color: page.failed ? Theme.danger : Theme.caution
            }
        }
        Label {
            id: heading
            objectName: "waitingHeading"
            Layout.fillWidth: true
            text: page.step === Auth0Login.Preparing ? qsTr("Opening your browser")
                : page.step === Auth0Login.ExchangingCode ? qsTr("Almost there")
                : page.step === Auth0Login.TimedOut ? qsTr("The login ran out of time")
                : page.failed ? qsTr("The login did not finish")
                : qsTr("Finish in your browser")
            color: Theme.text
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Label {
            objectName: "waitingSentence"
            Layout.fillWidth: true
            text: page.step === Auth0Login.Preparing ? qsTr("This takes a moment.")
                : page.step === Auth0Login.ExchangingCode ? qsTr("Your browser has answered. Logging you in.")
                : page.step === Auth0Login.TimedOut ? qsTr("Nobody finished it in time. Nothing was changed; you can start again.")
                : page.failed ? ErrorWords.heading(page.provider.error) + "\n" + ErrorWords.sentence(page.provider.error, false)
                : qsTr("A page to log in has opened there. This window goes on by itself when you are done.")
            color: Theme.textMuted
            lineHeight: 1.08
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
        Label {
            objectName: "loginErrorDetails"
            Layout.fillWidth: true
            visible: page.failed
            text: ErrorWords.details(page.provider.error)
            color: Theme.textMuted
            font.family: Theme.mono
            font.pixelSize: Theme.caption
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
        Flow {
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: Math.min(page.measure, page.width - 2 * page.edge) - 2 * Theme.s32
            Layout.topMargin: Theme.s16
            spacing: Theme.s8
            visible: page.waiting || page.ended
            Button {
                objectName: "openAgainButton"
                focus: true
                visible: page.waiting
                icon.name: "window-new"
                text: qsTr("Open again")
                onClicked: page.provider.login.reopen()
                Accessible.name: text
            }
            Button {
                objectName: "tryAgainButton"
                visible: page.ended
                highlighted: true
                text: qsTr("Try again")
                onClicked: page.provider.authorize().catch(function(error) { console.info(error) })
                Accessible.name: text
            }
            Button {
                objectName: "copyLinkButton"
                visible: page.link !== ""
                icon.name: page.copied ? "emblem-ok" : "edit-copy"
                text: page.copied ? qsTr("Copied") : qsTr("Copy link")
                onClicked: { clipboard.put(page.link); page.copied = true }
                Accessible.name: text
                Accessible.description: qsTr("Copies the address of the login page")
            }
        }
        Button {
            objectName: "setupButton"
            Layout.alignment: Qt.AlignHCenter
            flat: true
            visible: page.neverLoggedIn && (page.waiting || page.ended)
            text: qsTr("Browser error?")
            onClicked: { page.provider.login.cancel(); page.setupWanted() }
            Accessible.name: text
            Accessible.description: qsTr("Shows what to set in the dashboard")
        }
        Button {
            objectName: "cancelButton"
            Layout.alignment: Qt.AlignHCenter
            flat: true
            text: page.ended ? qsTr("Close") : qsTr("Cancel")
            onClicked: page.leave()
            Accessible.name: text
        }
    }
}
