// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0
import Auth0.Test

AsyncTest {
    id: test
    name: "Values"

    property credentials none
    readonly property var saved: ({
        accessToken: "secret-access", refreshToken: "secret-refresh", tokenType: "Bearer", scope: "openid",
        expiresAt: new Date(Date.now() + 3600000)
    })

    Auth0Provider {
        id: auth0
        domain: "http://127.0.0.1:9"
        clientId: "client"
        storage: Auth0Provider.MemoryOnly
    }
    Component { id: component; Auth0Provider { domain: "http://127.0.0.1:9"; clientId: "other"; storage: Auth0Provider.MemoryOnly } }

    function cleanup() { settle(auth0.clearCredentials()) }

    function test_signedOutBindingsNeedNoGuard() {
        tryVerify(() => !auth0.isLoading)
        compare(auth0.sessionState, Auth0Provider.SignedOut)
        compare(auth0.isAuthenticated, false)
        compare(auth0.user.name, "")
        compare(auth0.user.emailVerified, false)
        compare(Object.keys(auth0.user.claims).length, 0)
        compare(auth0.isPersistent, false)
        verify(isNaN(auth0.expiresAt))
        compare(auth0.login.state, Auth0Login.Idle)
        compare(auth0.login.secondsLeft, 0)
        compare(auth0.error.code, Auth0Error.None)
        compare(valueOf(auth0.getSession()), null)
    }

    function test_credentialsComeBackAsTheyWereSaved() {
        compare(valueOf(auth0.saveCredentials(saved)), undefined)
        const credentials = valueOf(auth0.getCredentials())
        compare(credentials.accessToken, "secret-access")
        compare(credentials.refreshToken, "secret-refresh")
        compare(credentials.tokenType, "Bearer")
        compare(credentials.expiresAt.getTime(), saved.expiresAt.getTime())
        compare(auth0.isAuthenticated, true)
        compare(auth0.expiresAt.getTime(), saved.expiresAt.getTime())
        test.none = credentials
        compare(test.none.accessToken, "secret-access")
        compare(valueOf(auth0.hasValidCredentials({ minTtl: 60 })), true)
        compare(valueOf(auth0.clearCredentials()), undefined)
        compare(auth0.isAuthenticated, false)
        compare(valueOf(auth0.saveCredentials(credentials)), undefined)     // a Credentials, not a literal
        compare(valueOf(auth0.getCredentials()).accessToken, "secret-access")
    }

    function test_unixSecondsAreADateToo() {
        const seconds = Math.floor(Date.now() / 1000) + 7200
        valueOf(auth0.saveCredentials({ accessToken: "at", expiresAt: seconds }))
        compare(valueOf(auth0.getCredentials()).expiresAt.getTime(), seconds * 1000)
    }

    function test_theAccessTokenAloneOrWithItsStory() {
        valueOf(auth0.saveCredentials(saved))
        compare(valueOf(auth0.getAccessToken()), "secret-access")
        const whole = valueOf(auth0.getAccessToken({ includeFullResponse: true }))
        compare(Object.keys(whole).sort(), ["expires_at", "expires_in", "scope", "token", "token_type"])
        compare(whole.token, "secret-access")
        compare(whole.token_type, "Bearer")
        compare(whole.scope, "openid")
        compare(whole.expires_at, Math.floor(saved.expiresAt.getTime() / 1000))
        verify(whole.expires_in > 3500 && whole.expires_in <= 3600, whole.expires_in)
    }

    function test_theSessionAsAWhole() {
        valueOf(auth0.saveCredentials(saved))
        const session = valueOf(auth0.getSession())
        compare(Object.keys(session).sort(), ["accessTokens", "connectionTokenSets", "data", "tokenSet", "user"])
        compare(session.tokenSet.accessToken, "secret-access")
        verify(Array.isArray(session.accessTokens))
        verify(Array.isArray(session.connectionTokenSets))
    }

    function test_theApplicationsDataIsReplacedWhole() {
        const data = { theme: "dark", zoom: 1.5, seen: false, none: null, recent: [1, { id: 7 }], "ä": "ß" }
        compare(errorOf(auth0.updateSession({ data: data })).code, Auth0Error.NoCredentials)
        valueOf(auth0.saveCredentials(saved))
        valueOf(auth0.updateSession({ data: Object.assign({ left: undefined }, data) }))
        const stored = valueOf(auth0.getSession()).data
        compare(Object.keys(stored).sort(), Object.keys(data).sort())
        for (const key in data)
            compare(JSON.stringify(stored[key]), JSON.stringify(data[key]))
        valueOf(auth0.updateSession({ data: { other: "x" } }))
        compare(Object.keys(valueOf(auth0.getSession()).data), ["other"])
        compare(errorOf(auth0.updateSession()).code, Auth0Error.InvalidArgument)
        compare(errorOf(auth0.updateSession({ data: { text: "x".repeat(17000) } })).code, Auth0Error.InvalidArgument)
        compare(Object.keys(valueOf(auth0.getSession()).data), ["other"])
    }

    function test_noSecretIsPrinted() {
        valueOf(auth0.saveCredentials(saved))
        const credentials = valueOf(auth0.getCredentials())
        const session = valueOf(auth0.getSession())
        Printed.start()
        console.log(credentials)
        console.log("text: " + credentials)
        console.log(session.tokenSet, session)
        console.log([credentials])
        const printed = Printed.stop() + JSON.stringify(credentials) + JSON.stringify(session) + String(credentials)
            + JSON.stringify({ credentials: credentials }) + `${credentials}`
        verify(printed.length > 50, printed)
        compare(printed.indexOf("secret"), -1, printed)
    }

    function test_aProviderThatGoesRejectsWhatWaits() {
        const provider = component.createObject(test)
        const login = follow(provider.authorize({ timeout: 60 }))
        provider.destroy()
        tryVerify(() => login.done)
        compare(login.error.code, Auth0Error.Cancelled)
    }

    function test_callsMadeBeforeTheElementIsCompleteAreAnswered() {
        const early = Qt.createQmlObject('import QtQuick; import Auth0; Auth0Provider {
            domain: "http://127.0.0.1:9"; clientId: "early"; storage: Auth0Provider.MemoryOnly
            property var call: restore() }', test)
        compare(valueOf(early.call), Auth0Provider.SignedOut)
        early.destroy()
    }
}
