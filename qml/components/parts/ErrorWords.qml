// SPDX-License-Identifier: Apache-2.0
import QtQml
import Auth0

// An error in words for the person in front of the window: a provider's `error`, or what a promise rejected with.
QtObject {
    id: words

    property var error: null // no type: a value, or a JavaScript Error
    property bool loggedIn: false

    readonly property int code: error ? error.code : Auth0Error.None
    readonly property bool isRetryable: error ? error.isRetryable === true : false
    readonly property bool needsLogin: error ? error.needsLogin === true : false
    readonly property bool storeIsAway: code === Auth0Error.StoreLocked || code === Auth0Error.StoreUnavailable
    // Which kind of help it needs: "transient" passes by itself, "needsLogin" wants a login, "developer" a repair.
    readonly property string kind: isRetryable ? "transient" : needsLogin ? "needsLogin" : "developer"
    readonly property string heading: headingOf(code)
    readonly property string sentence: sentenceOf(code)
    // The developer's words: the code's name, the server's own code and status when there is one, the message.
    readonly property string details: error ? detailsOf(error) : ""

    function headingOf(code: int): string {
        switch (code) {
        case Auth0Error.StoreLocked: return qsTr("Your keyring is locked")
        case Auth0Error.StoreUnavailable: return qsTr("Your keyring does not answer")
        case Auth0Error.StoreFailed: return qsTr("Your session could not be read")
        case Auth0Error.NetworkFailure: return qsTr("The server cannot be reached")
        case Auth0Error.Timeout: return qsTr("The server takes too long")
        case Auth0Error.TooManyRequests: return qsTr("The server asks for a pause")
        case Auth0Error.ServerFailure: return qsTr("The server could not answer")
        case Auth0Error.BrowserUnavailable: return qsTr("Your browser did not open")
        case Auth0Error.NoCallbackPort: return qsTr("No way back from the browser")
        case Auth0Error.AccessDenied: return qsTr("The login was declined")
        case Auth0Error.InvalidConfiguration: return qsTr("This app is not set up yet")
        }
        return needsLogin ? qsTr("You need to log in again") : qsTr("That did not work")
    }

    function sentenceOf(code: int): string {
        switch (code) {
        case Auth0Error.StoreLocked:
        case Auth0Error.StoreUnavailable:
            return loggedIn ? qsTr("You are still logged in. Nothing is renewed until the keyring can save it.")
                            : qsTr("Nothing is lost. The app looks again as soon as the keyring is there.")
        case Auth0Error.StoreFailed: return qsTr("It was set aside. Log in to start a new one.")
        case Auth0Error.BrowserUnavailable: return qsTr("Nothing was changed. Start your browser yourself, then try again.")
        case Auth0Error.NoCallbackPort: return qsTr("Other programs use the ports this app waits on. Close them and try again.")
        case Auth0Error.AccessDenied: return qsTr("Nothing was changed; you can start again.")
        case Auth0Error.InvalidConfiguration: return qsTr("Look at the details for what to mend.")
        }
        if (isRetryable)
            return loggedIn ? qsTr("You are still logged in. Try again in a moment.") : qsTr("Nothing was changed. Try again in a moment.")
        return needsLogin ? qsTr("Your last session has ended.") : qsTr("Nothing was changed. The details say more.")
    }

    function detailsOf(error: var): string { // no type: as above
        const server = error.serverCode ? error.serverCode + (error.statusCode ? " (" + error.statusCode + ")" : "") : ""
        return [error.codeName, server, error.message].filter(part => part).join(" · ")
    }
}
