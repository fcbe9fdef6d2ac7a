// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import "parts"

/*!
    Starts a login. While one waits it says so; pressed then, it brings the page of the waiting login back to the front.
*/
ActionButton {
    id: control

    //! Whose login it starts; by default the nearest provider.
    property Auth0Provider provider: Auth0Context.provider
    //! The options of `authorize`.
    property var authorizeOptions: ({}) // no type: a JavaScript object
    //! Whether a login is under way.
    readonly property bool busy: steps.running

    property color ringInk: palette.buttonText
    readonly property real mark: busy ? look.em * 1.2 + 8 : 0

    // The style's label knows its colour, but not all of them tell when it changes.
    function inkOf(label: var): color { // no type: each style has its own
        return label && label.color !== undefined ? label.color : palette.buttonText
    }
    function takeInk() {
        ringInk = inkOf(contentItem)
    }

    text: busy ? qsTr("Waiting for your browser") : qsTr("Log in")
    highlighted: true
    enabled: provider !== null
    leftPadding: 16 + (mirrored ? 0 : mark)
    rightPadding: 16 + (mirrored ? mark : 0)
    Accessible.description: busy ? qsTr("Shows the page of the login that waits") : qsTr("Opens your browser to log in")
    Component.onCompleted: takeInk()
    onBusyChanged: takeInk()
    onPaletteChanged: takeInk()
    onHoveredChanged: takeInk()

    onClicked: {
        if (busy)
            provider.login.reopen()
        else
            provider.authorize(authorizeOptions).catch(error => {})     // the provider's `error` says it
    }

    LoginSteps { id: steps; provider: control.provider }
    Look { id: look }

    Loader {
        id: ring
        active: control.busy
        source: "parts/ButtonRing.qml"
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: 16
    }
    Binding { target: ring.item; property: "color"; value: control.ringInk; when: ring.item !== null }
}
