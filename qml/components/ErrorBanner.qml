// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import "parts"

/*!
    What went wrong, in a sentence, and what helps. It comes by itself with the provider's error and goes when the trouble has
    passed or it is closed. Its kind chooses colour and icon: transient (it will pass), needsLogin, developer (the
    application must be mended). The code and the developer's message stand under "Details".
*/
Rectangle {     // no Control: Qt 6.4 gives those the role of their class alone, and this is an alert
    id: banner

    //! Whose error it shows; by default the nearest provider's.
    property Auth0Provider provider: Auth0Context.provider
    //! The error: the provider's, or what one of the application's promises rejected with.
    property var error: provider ? provider.error : null // no type: a value, or a JavaScript Error
    //! A function that tries again what failed, and may return a promise; a transient error then shows "Try again".
    property var retry: null // no type: a function
    //! The options of `authorize`, where a login helps.
    property var authorizeOptions: ({}) // no type: a JavaScript object
    //! "transient", "needsLogin" or "developer".
    readonly property string kind: words.kind
    //! What went wrong, and what that means, in words for the person in front of the window.
    readonly property string heading: words.heading
    readonly property string sentence: words.sentence
    //! Whether there is something to say. `visible` follows it.
    readonly property bool needed: words.code !== Auth0Error.None && words.code !== Auth0Error.Cancelled && !dismissed

    property bool dismissed: false
    property bool busy: false
    property bool showsDetails: false
    readonly property bool hasLook: words.storeIsAway
    readonly property bool hasAction: hasLook || words.needsLogin || (words.isRetryable && retry !== null)
    readonly property bool narrow: width < look.em * 34
    readonly property color ink: kind === "transient" ? look.caution : kind === "needsLogin" ? look.accent : look.danger
    readonly property color soft: kind === "transient" ? look.cautionSoft : kind === "needsLogin" ? look.accentSoft : look.dangerSoft

    //! Hides it until the next error.
    function dismiss() {
        dismissed = true
    }

    // restore() succeeds whatever it finds.
    function isStillAway(): bool {
        const held = provider !== null && provider.isAuthenticated && !provider.isPersistent
        const unknown = provider !== null
            && (provider.sessionState === Auth0Provider.StoreLocked || provider.sessionState === Auth0Provider.StoreUnavailable)
        return words.storeIsAway && (held || unknown)
    }

    function act() {
        if (!words.storeIsAway && words.needsLogin) {
            dismiss()
            provider.authorize(authorizeOptions).catch(error => {})     // the provider's `error` says it
            return
        }
        const again = words.storeIsAway ? () => provider.restore() : retry
        busy = true
        Promise.resolve(again()).then(() => {
            banner.busy = false
            if (!banner.isStillAway())
                banner.dismiss()
        }, error => banner.busy = false)
    }

    objectName: "errorBanner"
    visible: needed
    implicitHeight: grid.implicitHeight + 24
    implicitWidth: look.em * 30
    radius: 8
    color: soft
    border.width: 1
    border.color: Qt.rgba(ink.r, ink.g, ink.b, 0.28)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: heading
    Accessible.description: sentence
    onErrorChanged: dismissed = false

    Look { id: look }
    ErrorWords { id: words; error: banner.error; loggedIn: banner.provider?.isAuthenticated ?? false }
    Connections {
        target: banner.provider
        function onErrorOccurred() { banner.dismissed = false }
        function onCredentialsChanged() { banner.dismiss() }
    }

    GridLayout {
        id: grid
        anchors.fill: parent
        anchors.margins: 12
        anchors.leftMargin: 16
        anchors.rightMargin: 8
        columns: banner.narrow ? 3 : 4
        columnSpacing: 12
        rowSpacing: 8

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.round(look.em * 0.15)
            size: look.em * 1.3
            name: banner.kind === "transient" ? "dialog-warning" : banner.kind === "needsLogin" ? "dialog-information" : "dialog-error"
            color: banner.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: 2
            Label {
                objectName: "errorHeading"
                Layout.fillWidth: true
                text: banner.heading
                color: look.ink
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
            }
            Label {
                objectName: "errorSentence"
                Layout.fillWidth: true
                text: banner.sentence
                color: look.ink
                wrapMode: Text.Wrap
                lineHeight: 1.08
                horizontalAlignment: Text.AlignLeft
            }
        }
        RowLayout {
            Layout.row: banner.narrow ? 1 : 0
            Layout.column: banner.narrow ? 1 : 2
            Layout.columnSpan: banner.narrow ? 2 : 1
            Layout.alignment: banner.narrow || banner.showsDetails ? Qt.AlignTop : Qt.AlignVCenter
            spacing: 4
            ActionButton {
                objectName: "errorActionButton"
                visible: banner.hasAction
                enabled: !banner.busy
                text: banner.busy ? qsTr("Trying…") : banner.hasLook ? qsTr("Look again") : words.needsLogin ? qsTr("Log in") : qsTr("Try again")
                onClicked: banner.act()
            }
            ActionButton {
                objectName: "errorDetailsButton"
                Layout.leftMargin: banner.narrow && !banner.hasAction ? -leftPadding : 0   // its words below the others
                flat: true
                visible: words.details !== ""
                text: banner.showsDetails ? qsTr("Hide details") : qsTr("Details")
                onClicked: banner.showsDetails = !banner.showsDetails
            }
        }
        ActionButton {
            objectName: "errorCloseButton"
            Layout.row: 0
            Layout.column: banner.narrow ? 2 : 3
            Layout.alignment: banner.narrow || banner.showsDetails ? Qt.AlignTop : Qt.AlignVCenter
            Layout.topMargin: banner.narrow ? -4 : 0
            Layout.preferredWidth: implicitHeight
            flat: true
            text: qsTr("Close this message")
            contentItem: Item {
                Rectangle {
                    anchors.centerIn: parent
                    width: Math.round(look.em * 1.9)
                    height: width
                    radius: width / 2
                    color: Qt.rgba(banner.ink.r, banner.ink.g, banner.ink.b, 0.14)
                }
                Icon { anchors.centerIn: parent; size: look.em * 1.1; name: "window-close"; color: look.inkMuted }
            }
            onClicked: banner.dismiss()

            FocusRing { look: look }
        }
        ErrorDetails {
            objectName: "errorDetails"
            Layout.row: banner.narrow ? 2 : 1
            Layout.column: 1
            Layout.columnSpan: 2
            Layout.fillWidth: true
            visible: banner.showsDetails
            look: look
            text: words.details
        }
    }
}
