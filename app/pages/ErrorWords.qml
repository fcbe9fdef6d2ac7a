// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick
import Auth0

// An error in words for the person in front of the window. `error` is Auth0Provider.error or what a promise rejects with.
QtObject {
    // Which kind of help it needs: "transient" passes by itself, "needsLogin" wants a login, "developer" a repair.
    function kind(error) {
        return error.isRetryable ? "transient" : error.needsLogin ? "needsLogin" : "developer"
    }

    function heading(error) {
        switch (error.code) {
        case Auth0Error.StoreLocked: return qsTr("Your keyring is locked")
        case Auth0Error.StoreUnavailable: return qsTr("Your keyring does not answer")
        case Auth0Error.StoreFailed: return qsTr("Your session could not be read")
        case Auth0Error.NetworkFailure: return qsTr("The tenant cannot be reached")
        case Auth0Error.Timeout: return qsTr("The tenant takes too long")
        case Auth0Error.TooManyRequests: return qsTr("The tenant asks for a pause")
        case Auth0Error.ServerFailure: return qsTr("The tenant could not answer")
        case Auth0Error.BrowserUnavailable: return qsTr("Your browser could not be opened")
        case Auth0Error.NoCallbackPort: return qsTr("No way back from the browser")
        case Auth0Error.AccessDenied: return qsTr("The login was declined")
        case Auth0Error.InvalidConfiguration: return qsTr("This app is not set up yet")
        }
        return error.needsLogin ? qsTr("You need to log in again") : qsTr("That did not work")
    }

    function sentence(error, loggedIn) {
        switch (error.code) {
        case Auth0Error.StoreLocked:
        case Auth0Error.StoreUnavailable:
            return loggedIn ? qsTr("You are still logged in. Nothing is renewed until the keyring can save it.")
                            : qsTr("Nothing is lost. The app looks again as soon as the keyring is there.")
        case Auth0Error.StoreFailed: return qsTr("It was set aside. Log in to start a new one.")
        case Auth0Error.BrowserUnavailable: return qsTr("Copy the link and paste it into a browser yourself.")
        case Auth0Error.NoCallbackPort: return qsTr("Other programs use the ports this app waits on. Close them and try again.")
        case Auth0Error.AccessDenied: return qsTr("Nothing was changed; you can start again.")
        case Auth0Error.InvalidConfiguration: return qsTr("Look at the details for what to mend.")
        }
        if (error.isRetryable)
            return loggedIn ? qsTr("You are still logged in. Try again in a moment.") : qsTr("Nothing was changed. Try again in a moment.")
        return error.needsLogin ? qsTr("Your last session has ended.") : qsTr("Nothing was changed. The details say more.")
    }

    // The developer's words: the code's name, the server's own code and status when there is one, the message.
    function details(error) {
        const server = error.serverCode !== "" ? error.serverCode + (error.statusCode ? " (" + error.statusCode + ")" : "") : ""
        return [error.codeName, server, error.message].filter(function(part) { return part !== "" }).join(" · ")
    }
}
