// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import Auth0
import "parts"

/*!
    The login that happens in the browser: how long it waits, how to bring its page back, how to stop it; or why it ended
    and how to start again. It opens with a login and closes with it; a login that failed or ran out of time keeps it open.
    A click outside never closes it; Escape is Cancel.
*/
Dialog {
    id: dialog

    //! Whose login it shows; by default the nearest provider's.
    property Auth0Provider provider: Auth0Context.provider
    //! The options of `authorize`, for "Try again".
    property var authorizeOptions: ({}) // no type: a JavaScript object
    //! Whether it opens by itself when a login starts.
    property bool autoOpen: true
    //! What the application has to say besides, below the buttons; nothing by default.
    property Component extra: null
    //! What was made of `extra`; null while there is none.
    readonly property Item extraItem: (contentItem as LoginProgress)?.extraItem ?? null

    readonly property Item place: Overlay.overlay
    readonly property bool narrow: place ? place.width < look.em * 44 : false

    function follow() {
        if (steps.isRunning(steps.step)) {
            if (autoOpen)
                open()
        } else if (!steps.isEnded(steps.step)) {
            close()
        }
    }

    anchors.centerIn: place
    width: Math.min((place ? place.width : 800) - 32, look.em * 30)
    height: Math.min((place ? place.height : 800) - 32, implicitHeight)
    modal: true
    focus: true
    padding: narrow ? 24 : 32
    topPadding: padding          // some styles set these four on their own
    bottomPadding: padding
    leftPadding: padding
    rightPadding: padding
    closePolicy: Popup.CloseOnEscape
    header: null
    footer: null
    Component.onCompleted: follow()
    onRejected: if (steps.isRunning(steps.step)) provider.login.cancel()
    onOpened: (contentItem as LoginProgress).takeFocus()

    LoginSteps {
        id: steps
        provider: dialog.provider
        onStepChanged: dialog.follow()
    }

    Look { id: look }

    contentItem: LoginProgress {
        steps: steps
        look: look
        authorizeOptions: dialog.authorizeOptions
        extra: dialog.extra
        onLeave: dialog.reject()
        // A popup is no child of the page under it, so it mirrors itself.
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.Dialog
        Accessible.name: heading
        Accessible.description: message
    }
}
