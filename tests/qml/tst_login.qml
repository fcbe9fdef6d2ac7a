// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0
import Auth0.Test

// The main job in QML, on the local tenant; the person at the browser follows the address by plain GET and POST.
AsyncTest {
    id: test
    name: "Login"

    property bool away: false          // the browser opens and nobody does anything

    LocalTenant { id: tenant }
    Auth0Provider {
        id: auth0
        domain: tenant.domain
        clientId: "native-public"
        audience: "https://api.example.com"
        scope: "openid profile email offline_access read:messages"
        callbackPorts: tenant.callbackPorts
        storage: Auth0Provider.MemoryOnly
        loginTimeout: 20
        browser: CustomBrowser { onOpenRequested: url => { if (!test.away) tenant.visit(url) } }
    }
    QtObject {
        id: page
        readonly property string name: auth0.isAuthenticated ? auth0.user.name : "Signed out"
        readonly property int step: auth0.login.state
        property var steps: []
        onStepChanged: steps.push(step)
    }
    SignalSpy { id: loggedIn; target: auth0; signalName: "loggedIn" }
    SignalSpy { id: loggedOut; target: auth0; signalName: "loggedOut" }
    SignalSpy { id: ended; target: auth0; signalName: "sessionEnded" }
    SignalSpy { id: errors; target: auth0; signalName: "errorOccurred" }

    function init() {
        test.away = false
        settle(auth0.clearCredentials())
        for (const spy of [loggedIn, loggedOut, ended, errors])
            spy.clear()
        page.steps = []
    }

    function test_logInCallRefreshLogOut() {
        compare(page.name, "Signed out")
        const credentials = valueOf(auth0.authorize())
        compare(page.name, auth0.user.name)
        compare(auth0.user.email, "alice@example.com")
        compare(auth0.user.emailVerified, true)
        compare(loggedIn.count, 1)
        compare(errors.count, 0)
        compare(tenant.callApi(credentials.accessToken), 200)
        compare(auth0.login.state, Auth0Login.Done)
        compare(page.steps.slice(-2), [Auth0Login.ExchangingCode, Auth0Login.Done])
        verify(page.steps.indexOf(Auth0Login.WaitingForBrowser) >= 0, page.steps)

        const kept = valueOf(auth0.getCredentials())
        compare(kept.accessToken, credentials.accessToken)
        const renewed = valueOf(auth0.getCredentials({ forceRefresh: true }))
        verify(renewed.accessToken !== credentials.accessToken)
        compare(tenant.callApi(renewed.accessToken), 200)
        compare(loggedIn.count, 1)

        const user = valueOf(auth0.refreshUser())
        compare(user.email, "alice@example.com")
        const info = valueOf(auth0.userInfo())
        compare(info.sub, auth0.user.sub)
        compare(info.email, "alice@example.com")

        compare(valueOf(auth0.clearSession()), undefined)
        compare(page.name, "Signed out")
        compare(loggedOut.count, 1)
        compare(ended.count, 1)
        compare(ended.signalArguments[0][0], Auth0Provider.LoggedOut)
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.NoCredentials)
    }

    Component {
        id: other
        Auth0Provider {
            readonly property string name: isAuthenticated ? user.name : "Signed out"
            readonly property bool ends: !isNaN(expiresAt)
            domain: tenant.domain
            clientId: "native-public"
            storage: Auth0Provider.MemoryOnly
        }
    }

    // It has nothing to restore: what it shows was there before anybody could hear of a change.
    function test_aSecondProviderShowsTheSessionThatIsOpen() {
        valueOf(auth0.authorize())
        const second = createTemporaryObject(other, test)
        compare(second.isLoading, false)
        compare(second.name, auth0.user.name)
        compare(second.ends, true)
        valueOf(auth0.clearCredentials())
        compare(second.name, "Signed out")
    }

    function test_anotherAccountShowsNothingOfTheOneBefore() {
        valueOf(auth0.authorize())
        const second = createTemporaryObject(other, test)
        compare(second.name, auth0.user.name)
        second.account = "somebody else"
        compare(second.isLoading, true)
        compare(second.name, "Signed out")
        tryCompare(second, "isLoading", false)
        compare(second.name, "Signed out")
        second.account = ""
        tryCompare(second, "name", auth0.user.name)
    }

    // Members that say "unknown" are taken as that.
    function test_credentialsCanBeSavedMemberByMember() {
        const held = valueOf(auth0.authorize())
        verify(isNaN(held.sessionExpiresAt))
        const copy = {}
        for (const name of ["accessToken", "tokenType", "idToken", "refreshToken", "expiresAt", "scope", "sessionExpiresAt"])
            copy[name] = held[name]
        valueOf(auth0.saveCredentials(copy))
        compare(valueOf(auth0.getCredentials()).accessToken, held.accessToken)
    }

    function test_aLoginThatIsNotStoredIsOnlyHandedOut() {
        const handedOut = valueOf(auth0.authorize({ store: false }))
        compare(tenant.callApi(handedOut.accessToken), 200)
        compare(auth0.isAuthenticated, false)
        compare(loggedIn.count, 0)
    }

    function test_manyCallersOneRefresh() {
        valueOf(auth0.authorize())
        const before = tenant.refreshes
        const calls = []
        for (let i = 0; i < 500; ++i)
            calls.push(auth0.getCredentials({ forceRefresh: true }))
        const answers = valueOf(Promise.all(calls))
        compare(answers.length, 500)
        verify(answers.every(answer => answer.accessToken === answers[0].accessToken))
        compare(tenant.refreshes, before + 1)
    }

    function test_aLoginCanBeCancelledAndRepeated() {
        test.away = true
        const login = follow(auth0.authorize())
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        verify(String(auth0.login.url).startsWith(tenant.domain + "/authorize?"))
        verify(auth0.login.secondsLeft > 10 && auth0.login.secondsLeft <= 20, auth0.login.secondsLeft)
        auth0.login.cancel()
        tryVerify(() => login.done)
        compare(login.error.code, Auth0Error.Cancelled)
        compare(auth0.error.code, Auth0Error.None)
        compare(auth0.isAuthenticated, false)
        test.away = false
        valueOf(auth0.authorize())
        compare(auth0.isAuthenticated, true)
    }

    function test_theAddressCanBeOpenedByHand() {
        test.away = true
        const login = follow(auth0.authorize())
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        tenant.visit(auth0.login.url)
        tryVerify(() => login.done, 20000)
        compare(login.error, undefined)
        verify(login.value.refreshToken.length > 0)
        compare(String(auth0.login.url), "")
    }

    function test_cancelWebAuthAndReplace() {
        test.away = true
        const first = follow(auth0.authorize())
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        const second = follow(auth0.authorize({ connection: "another" }))
        tryVerify(() => first.done)
        compare(first.error.code, Auth0Error.Cancelled)
        compare(valueOf(auth0.cancelWebAuth()), undefined)
        tryVerify(() => second.done)
        compare(second.error.code, Auth0Error.Cancelled)
    }

    function test_revokingEndsTheSession() {
        valueOf(auth0.authorize())
        compare(valueOf(auth0.revokeRefreshToken()), undefined)
        compare(auth0.isAuthenticated, false)
    }

    function test_anEphemeralLoginNeedsABrowserThatCan() {
        compare(errorOf(auth0.authorize({ ephemeralSession: true })).code, Auth0Error.NotSupported)
    }
}
