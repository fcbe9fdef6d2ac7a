// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0
import Auth0.Test

ComponentTest {
    id: test
    name: "ErrorBanner"

    FakedProvider { id: auth0; loginTimeout: 60 }
    ErrorBanner { id: banner; width: 640 }
    ErrorBanner { id: own; y: 300; width: 640; provider: auth0; error: null }

    property int tries: 0
    property var answer: null

    function errorOf(code, more) {
        return Object.assign({ code: code, codeName: "TheCode", message: "the message", serverCode: "", statusCode: 0, isRetryable: false, needsLogin: false }, more || {})
    }
    function init() {
        settled(auth0)
        auth0.login.cancel()
        auth0.breakStore(0)
        signIn(auth0)
        signOut(auth0)
        own.error = null
        own.retry = null
        own.showsDetails = false
        tries = 0
    }

    function test_nothingToSayIsNothingToSee() {
        verify(!banner.visible)
        verify(!own.visible)
    }

    function test_itComesWithTheProvidersErrorAndGoesWithALogin() {
        auth0.getCredentials().catch(error => {})
        tryCompare(banner, "visible", true)
        compare(banner.kind, "needsLogin")
        compare(find(banner, "errorHeading").text, "You need to log in again")
        signIn(auth0)
        tryCompare(banner, "visible", false)
    }

    function test_closedItStaysClosedUntilTheNextError() {
        auth0.getCredentials().catch(error => {})
        tryCompare(banner, "visible", true)
        press(find(banner, "errorCloseButton"))
        verify(!banner.visible)
        auth0.getCredentials().catch(error => {})
        tryCompare(banner, "visible", true)
    }

    function test_aLoginFromHere() {
        auth0.getCredentials().catch(error => {})
        tryCompare(banner, "visible", true)
        compare(find(banner, "errorActionButton").text, "Log in")
        press(find(banner, "errorActionButton"))
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        verify(!banner.visible)
    }

    function test_theKinds_data() {
        return [
            { tag: "transient", error: errorOf(Auth0Error.NetworkFailure, { isRetryable: true }), kind: "transient", heading: "The server cannot be reached" },
            { tag: "needs a login", error: errorOf(Auth0Error.RenewFailed, { needsLogin: true }), kind: "needsLogin", heading: "You need to log in again" },
            { tag: "for the developer", error: errorOf(Auth0Error.InvalidConfiguration), kind: "developer", heading: "This app is not set up yet" },
            { tag: "any other", error: errorOf(Auth0Error.TokenExchangeFailed), kind: "developer", heading: "That did not work" }
        ]
    }
    function test_theKinds(row) {
        own.error = row.error
        verify(own.visible)
        compare(own.kind, row.kind)
        compare(find(own, "errorHeading").text, row.heading)
        compare(own.Accessible.role, Accessible.AlertMessage)
        compare(own.Accessible.name, row.heading)
        compare(namelessControls(own).length, 0)
    }

    function test_whatIsSafeIsSaidFirst() {
        signIn(auth0)
        own.error = errorOf(Auth0Error.Timeout, { isRetryable: true })
        compare(find(own, "errorSentence").text, "You are still logged in. Try again in a moment.")
        signOut(auth0)
        own.error = errorOf(Auth0Error.Timeout, { isRetryable: true })
        compare(find(own, "errorSentence").text, "Nothing was changed. Try again in a moment.")
    }

    function test_noErrorHasACodeNameOutsideTheDetails() {
        for (const name in Auth0Error) {
            if (typeof Auth0Error[name] !== "number" || Auth0Error[name] === Auth0Error.None || Auth0Error[name] === Auth0Error.Cancelled)
                continue
            own.error = errorOf(Auth0Error[name], { codeName: name })
            verify(own.visible, name)
            verify(textsOf(own).join(" ").indexOf(name) < 0, name)
        }
    }

    function test_theDetailsFoldOutAndCanBeCopied() {
        own.error = errorOf(Auth0Error.ServerFailure, { codeName: "ServerFailure", serverCode: "oops", statusCode: 503, isRetryable: true })
        compare(find(own, "errorDetails"), null)
        press(find(own, "errorDetailsButton"))
        const details = find(own, "errorDetails")
        compare(details.text, "ServerFailure · oops (503) · the message")
        details.forceActiveFocus()
        keySequence(StandardKey.Copy)
        compare(Desktop.clipboard, details.text)
        compare(find(own, "errorDetailsButton").text, "Hide details")
        press(find(own, "errorDetailsButton"))
        compare(find(own, "errorDetails"), null)
    }

    function test_aRetryIsOfferedAndWaitedFor() {
        own.error = errorOf(Auth0Error.NetworkFailure, { isRetryable: true })
        compare(find(own, "errorActionButton"), null)
        own.retry = () => { ++test.tries; return new Promise(resolve => test.answer = resolve) }
        const button = find(own, "errorActionButton")
        compare(button.text, "Try again")
        press(button)
        compare(tries, 1)
        compare(button.text, "Trying…")
        verify(!button.enabled)
        answer()
        tryCompare(own, "visible", false)
    }

    function test_aRetryThatFailsLeavesTheBanner() {
        own.error = errorOf(Auth0Error.NetworkFailure, { isRetryable: true })
        own.retry = () => Promise.reject(new Error("still away"))
        press(find(own, "errorActionButton"))
        tryCompare(own, "busy", false)
        verify(own.visible && find(own, "errorActionButton").enabled)
    }

    function test_aStoreThatIsAwayIsLookedForAgain() {
        own.error = errorOf(Auth0Error.StoreUnavailable, { isRetryable: true })
        const button = find(own, "errorActionButton")
        compare(button.text, "Look again")
        const before = auth0.reads
        press(button)
        tryVerify(() => auth0.reads > before)
        tryCompare(own, "visible", false)
    }

    function test_aStoreThatIsStillAwayKeepsTheBanner() {
        auth0.breakStore(Auth0Error.StoreLocked)
        auth0.saveCredentials({ accessToken: "token", idToken: tokenOf({}) }).catch(error => {})     // held in memory
        tryVerify(() => auth0.isAuthenticated && !auth0.isPersistent)
        own.error = errorOf(Auth0Error.StoreLocked, { isRetryable: true })
        press(find(own, "errorActionButton"))
        tryCompare(own, "busy", false)
        verify(own.visible)
        auth0.breakStore(0)
        press(find(own, "errorActionButton"))
        tryCompare(own, "visible", false)
    }

    function test_narrowItPutsTheButtonsBelowTheText() {
        own.error = errorOf(Auth0Error.RenewFailed, { needsLogin: true })
        const besides = find(own, "errorActionButton").mapToItem(own, 0, 0).y
        own.width = 300
        tryVerify(() => find(own, "errorActionButton").mapToItem(own, 0, 0).y > besides + 20)
        for (const part of everything(own, item => item.objectName !== ""))
            verify(part.mapToItem(own, part.width, 0).x <= own.width, part.objectName)
        own.width = 640
    }

    function test_byKeyboardAlone() {
        own.error = errorOf(Auth0Error.InvalidConfiguration)
        find(own, "errorDetailsButton").forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        verify(find(own, "errorDetails"))
        keyClick(Qt.Key_Tab)
        verify(find(own, "errorCloseButton").activeFocus)
        keyClick(Qt.Key_Return)
        verify(!own.visible)
    }
}
