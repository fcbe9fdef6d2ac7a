// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0

// What LoginDialog holds: the ring, the words and the buttons of a login; it scrolls where the window is too low.
Flickable {
    id: progress

    required property LoginSteps steps
    required property Look look
    property var authorizeOptions: ({}) // no type: a JavaScript object
    property Component extra: null
    property bool showsDetails: false
    readonly property Item extraItem: extraPlace.item as Item
    readonly property Auth0Provider provider: steps.provider
    property int secondsGiven: 1         // to the login that waits, by its own options or the provider's
    readonly property string heading: steps.preparing ? qsTr("Opening your browser")
        : steps.exchanging ? qsTr("Almost there")
        : steps.timedOut ? qsTr("The login ran out of time")
        : steps.failed ? qsTr("The login did not finish")
        : qsTr("Finish in your browser")
    readonly property string message: steps.preparing ? qsTr("This takes a moment.")
        : steps.exchanging ? qsTr("Your browser has answered. Logging you in.")
        : steps.timedOut ? qsTr("Nobody finished it in time. Nothing was changed; you can start again.")
        : steps.failed ? words.heading + "\n" + words.sentence
        : qsTr("A page to log in has opened there. This window goes on by itself when you are done.")

    signal leave()

    // The address as it was opened: as a text QML shows a part of it decoded, %20 as a blank for instance.
    function linkOf(url: url): string {
        return encodeURI(String(url)).replace(/%25/g, "%")
    }

    // To the main button of the moment.
    function moveFocus() {
        const button = steps.ended ? tryAgain : steps.waiting ? openAgain : null
        if (button && visible)
            button.forceActiveFocus(Qt.TabFocusReason)
    }

    // As the dialog opens; a step that has come since may have moved the focus already.
    function takeFocus() {
        if (!openAgain.activeFocus && !copyLink.activeFocus && !tryAgain.activeFocus && !cancel.activeFocus)
            moveFocus()
    }

    objectName: "loginProgress"
    implicitHeight: column.implicitHeight
    contentHeight: column.implicitHeight
    clip: contentHeight > height
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ScrollBar {}

    ErrorWords { id: words; error: progress.provider ? progress.provider.error : null; loggedIn: progress.provider?.isAuthenticated ?? false }
    Timer { id: focusLater; interval: 0; onTriggered: progress.moveFocus() }     // once the buttons have followed the step
    Connections {
        target: progress.steps
        function onStepChanged() {
            copyLink.copied = false
            progress.showsDetails = false
            focusLater.restart()
        }
        // They count down from what the login was given, and are none between two logins.
        function onSecondsLeftChanged() {
            const left = progress.steps.secondsLeft
            progress.secondsGiven = left === 0 ? 1 : Math.max(progress.secondsGiven, left)
        }
    }

    ColumnLayout {
        id: column
        width: progress.width - (progress.contentHeight > progress.height + 1 ? 16 : 0)
        spacing: 8

        Ring {
            objectName: "timeLeft"
            look: progress.look
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: 12
            visible: !progress.steps.ended
            implicitWidth: progress.look.em * 7.4
            thickness: 5
            indeterminate: !progress.steps.waiting
            value: progress.steps.waiting ? progress.steps.secondsLeft / progress.secondsGiven : 0
            color: progress.steps.waiting && progress.steps.secondsLeft < 30 ? progress.look.caution : progress.look.accent
            label: progress.steps.waiting ? progress.steps.timeLeft : ""
            accessibleName: progress.steps.waiting ? qsTr("Time left: %1").arg(label) : progress.heading
        }
        Disc {
            look: progress.look
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: 12
            visible: progress.steps.ended
            icon: progress.steps.failed ? "dialog-error" : "document-open-recent"
            ink: progress.steps.failed ? look.danger : look.caution
            color: progress.steps.failed ? look.dangerSoft : look.cautionSoft
        }
        Label {
            objectName: "waitingHeading"
            Layout.fillWidth: true
            text: progress.heading
            color: progress.look.ink
            font.pixelSize: progress.look.headingSize
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Label {
            objectName: "waitingSentence"
            Layout.fillWidth: true
            text: progress.message
            color: progress.look.inkMuted
            lineHeight: 1.08
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
        Flow {
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: column.width
            Layout.topMargin: 16
            spacing: 8
            visible: progress.steps.waiting || progress.steps.ended
            ActionButton {
                id: openAgain
                objectName: "openAgainButton"
                visible: progress.steps.waiting
                icon.name: "window-new"
                text: qsTr("Open again")
                onClicked: progress.provider.login.reopen()
                Accessible.description: qsTr("Shows the page to log in once more")
            }
            ActionButton {
                id: tryAgain
                objectName: "tryAgainButton"
                visible: progress.steps.ended
                highlighted: true
                text: qsTr("Try again")
                onClicked: progress.provider.authorize(progress.authorizeOptions).catch(error => {})
            }
            ActionButton {
                objectName: "loginDetailsButton"
                visible: progress.steps.failed && words.details !== ""
                flat: true
                text: progress.showsDetails ? qsTr("Hide details") : qsTr("Details")
                onClicked: progress.showsDetails = !progress.showsDetails
            }
            ActionButton {
                id: copyLink
                property bool copied: false
                objectName: "copyLinkButton"
                visible: progress.steps.waiting
                icon.name: copied ? "emblem-ok" : "edit-copy"
                text: copied ? qsTr("Copied") : qsTr("Copy link")
                onClicked: { clipboard.put(progress.linkOf(progress.provider.login.url)); copied = true }
                Accessible.description: qsTr("Copies the address of the login page")
            }
        }
        ErrorDetails {
            objectName: "loginErrorDetails"
            Layout.fillWidth: true
            Layout.topMargin: 8
            look: progress.look
            visible: progress.showsDetails
            text: words.details
            horizontalAlignment: TextEdit.AlignHCenter
        }
        Loader {
            id: extraPlace
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: column.width
            visible: item !== null
            sourceComponent: progress.extra
        }
        ActionButton {
            id: cancel
            objectName: "cancelButton"
            Layout.alignment: Qt.AlignHCenter
            flat: true
            text: progress.steps.ended ? qsTr("Close") : qsTr("Cancel")
            onClicked: progress.leave()
        }
    }

    Clipboard { id: clipboard }
}
