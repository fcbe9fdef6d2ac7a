// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import "parts"

/*!
    Shows its content to a person who is logged in, and says what is going on to everybody else. The content is created at
    sign-in and destroyed at sign-out, and anew for another person: nothing of it exists without a login.
*/
FocusScope {
    id: guard

    //! Who must be logged in; by default the nearest provider.
    property Auth0Provider provider: Auth0Context.provider
    //! What only a person who is logged in may see.
    property Component contentItem: null
    //! What is shown while nobody is logged in; by default a few words and a LoginButton.
    property Component fallback: null
    //! Whether a login starts by itself when the guard comes in sight and nobody is logged in. A login that was given up
    //! or failed, or a logout, starts none.
    property bool autoLogin: false
    //! The options of `authorize`, for every login that starts here.
    property var authorizeOptions: ({}) // no type: a JavaScript object
    //! What was made of `contentItem` or `fallback`; null while there is none.
    readonly property Item item: loader.item as Item

    readonly property int sessionState: provider ? provider.sessionState : Auth0Provider.SignedOut
    readonly property bool inside: sessionState === Auth0Provider.SignedIn
    readonly property bool outside: provider !== null && sessionState === Auth0Provider.SignedOut
    readonly property bool restoring: sessionState === Auth0Provider.Restoring
    readonly property bool locked: sessionState === Auth0Provider.StoreLocked
    readonly property bool storeIsAway: locked || sessionState === Auth0Provider.StoreUnavailable
    readonly property string person: inside ? provider.user.sub : ""

    property bool complete: false
    property bool hasArrived: false
    property string shownPerson: ""

    // Autologin is for who comes here without a session, not for who just ended one.
    function arrive() {
        const state = provider ? provider.sessionState : Auth0Provider.Restoring     // the properties above may follow later
        if (hasArrived || !visible || (state !== Auth0Provider.SignedOut && state !== Auth0Provider.SignedIn))
            return
        hasArrived = true
        if (autoLogin && state === Auth0Provider.SignedOut && !steps.running)
            provider.authorize(authorizeOptions).catch(error => {})     // the provider's `error` says it
    }

    function showPerson() {
        if (person === "")
            return
        if (shownPerson !== "" && shownPerson !== person) {
            loader.active = false
            loader.active = true
        }
        shownPerson = person
    }

    // Of the item itself: a Loader that is given a size measures the item anew while it resizes it, and that while this is
    // being evaluated.
    implicitWidth: item ? item.implicitWidth : notice.implicitWidth + 48
    implicitHeight: item ? item.implicitHeight : notice.implicitHeight + 48
    Component.onCompleted: { complete = true; showPerson(); arrive() }
    onProviderChanged: { hasArrived = false; arrive() }
    onVisibleChanged: { hasArrived = hasArrived && visible; arrive() }
    onSessionStateChanged: arrive()
    onPersonChanged: showPerson()

    LoginSteps { id: steps; provider: guard.provider }

    Loader {
        id: loader
        anchors.fill: parent
        focus: true
        sourceComponent: guard.inside ? guard.contentItem : guard.outside ? guard.fallback : null
    }

    // Made when it is needed: an application whose users stay logged in may never show it.
    Loader {
        id: notice
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, look.em * 32)
        active: guard.complete && isDue(guard.sessionState)
        source: "parts/GuardNotice.qml"

        // Of the state alone: what follows from it changes one after the other.
        function isDue(state: int): bool {
            return state === Auth0Provider.SignedOut ? guard.fallback === null
                : state === Auth0Provider.Restoring ? patience.isOver      // no flash when it is quick
                : state !== Auth0Provider.SignedIn
        }
    }
    Binding { target: notice.item; property: "provider"; value: guard.provider; when: notice.item !== null }
    Binding { target: notice.item; property: "authorizeOptions"; value: guard.authorizeOptions; when: notice.item !== null }

    Look { id: look }
    Timer {
        id: patience
        property bool isOver: false
        interval: 300
        running: guard.restoring
        onRunningChanged: isOver = !running && guard.restoring
    }
}
