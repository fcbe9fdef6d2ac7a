// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import Parts

// What happened to the session since the application started, newest first: `time`, `what`, `detail`, `tone` (of a Pill), `oldest`,
// `person`: whose it is, "" while nobody was logged in.
ListModel {
    id: history

    property Auth0Provider provider
    property string errorHeading: ""      // the provider's error, in the words of the banner
    property string errorSentence: ""
    readonly property string person: provider ? whose() : ""
    property bool loginIsNew: false       // what comes with a login is not a renewal
    property bool unsaved: false          // a session is held that the keyring does not have
    property real knownExpiry: 0          // of the token that was seen last, in milliseconds; 0: none

    function add(what, detail, tone) {
        insert(0, { time: Qt.formatTime(new Date(Clock.now()), "hh:mm:ss"), what: what, detail: detail, tone: tone, oldest: count === 0,
            person: whose() })
        if (count > 50)
            remove(50, count - 50)
        setProperty(count - 1, "oldest", true)
    }

    // "?": of somebody whose tokens do not say.
    function whose() {
        return provider.isAuthenticated ? provider.user.sub || "?" : ""
    }

    // Nobody reads what somebody else did here.
    function dropOthers() {
        for (let i = count - 1; i >= 0 && person !== ""; --i)
            if (get(i).person !== "" && get(i).person !== person)
                remove(i)
        if (count > 0)
            setProperty(count - 1, "oldest", true)
    }

    onPersonChanged: dropOthers()

    function addCall(call) {
        if (call.status > 0)
            add(qsTr("API called"), qsTr("It said %1").arg(call.status), call.status < 400 ? "accent" : "danger")
        else
            add(qsTr("API called"), call.failure, "caution")
    }

    function addState() {
        switch (provider.sessionState) {
        case Auth0Provider.SignedOut: return add(qsTr("Keyring read"), qsTr("No session there"), "quiet")
        case Auth0Provider.SignedIn: return add(qsTr("Session opened"), provider.isPersistent ? qsTr("Read from the keyring") : qsTr("Held in memory"), "good")
        case Auth0Provider.StoreLocked: return add(qsTr("Keyring locked"), qsTr("Nothing is lost"), "caution")
        case Auth0Provider.StoreUnavailable: return add(qsTr("Keyring not there"), qsTr("Nothing is lost"), "caution")
        }
    }

    function addEnd(reason) {
        switch (reason) {
        case Auth0Provider.LoggedOut: return add(qsTr("Logged out"), qsTr("Here, by you"), "quiet")
        case Auth0Provider.LoggedOutElsewhere: return add(qsTr("Logged out"), qsTr("In another window of this app"), "quiet")
        case Auth0Provider.RefreshTokenRejected: return add(qsTr("Session ended"), qsTr("The tenant does not renew it any more"), "danger")
        case Auth0Provider.SessionCeilingReached: return add(qsTr("Session ended"), qsTr("It has lasted as long as it may"), "danger")
        case Auth0Provider.DpopKeyLost: return add(qsTr("Session ended"), qsTr("Its key is gone"), "danger")
        }
    }

    readonly property Connections watch: Connections {
        target: history.provider
        function onSessionStateChanged() {
            const afterLogin = history.loginIsNew
            const afterEnd = history.provider.sessionState === Auth0Provider.SignedOut && history.count > 0
            if (!afterLogin && !afterEnd)
                history.addState()
            history.unsaved = history.provider.isAuthenticated && !history.provider.isPersistent
            if (history.provider.isAuthenticated && !isNaN(history.provider.expiresAt))
                history.knownExpiry = history.provider.expiresAt.getTime()
        }
        function onLoggedIn() {
            history.add(qsTr("Logged in through the browser"), history.provider.user.email, "good")
            history.loginIsNew = false
        }
        function onSessionEnded(reason) { history.addEnd(reason) }
        function onCredentialsChanged() {
            const expiry = history.provider.isAuthenticated && !isNaN(history.provider.expiresAt) ? history.provider.expiresAt.getTime() : 0
            const renewed = expiry > 0 && history.knownExpiry > 0 && expiry !== history.knownExpiry && !history.loginIsNew
            history.knownExpiry = expiry
            if (renewed)
                history.add(qsTr("Token renewed"), qsTr("Valid until %1").arg(history.provider.expiresAt.toLocaleString(Qt.locale(), Locale.ShortFormat)), "good")
        }
        function onErrorOccurred(error) {
            history.add(history.errorHeading, history.errorSentence, error.isRetryable ? "caution" : "danger")
        }
        function onIsPersistentChanged() {
            if (history.unsaved && history.provider.isPersistent)
                history.add(qsTr("Saved in the keyring"), "", "good")
            history.unsaved = history.provider.isAuthenticated && !history.provider.isPersistent
        }
    }
    readonly property Connections watchLogin: Connections {
        target: history.provider ? history.provider.login : null
        function onStateChanged() {
            switch (history.provider.login.state) {
            case Auth0Login.Preparing: history.loginIsNew = true; return
            case Auth0Login.WaitingForBrowser: return history.add(qsTr("Browser opened"), qsTr("Waiting for the login there"), "accent")
            case Auth0Login.Cancelled: history.loginIsNew = false; return history.add(qsTr("Login cancelled"), qsTr("Nothing was changed"), "quiet")
            case Auth0Login.TimedOut: history.loginIsNew = false; return history.add(qsTr("Login ran out of time"), qsTr("Nothing was changed"), "caution")
            case Auth0Login.Failed: history.loginIsNew = false
            }
        }
    }
}
