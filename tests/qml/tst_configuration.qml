// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0

AsyncTest {
    id: test
    name: "Configuration"

    Component { id: bare; Auth0Provider {} }
    Component {
        id: provider
        Auth0Provider { domain: "http://127.0.0.1:9"; clientId: "client"; storage: Auth0Provider.MemoryOnly }
    }
    Component { id: custom; CustomBrowser {} }
    Component { id: system; SystemBrowser { program: "/bin/true"; arguments: ["--new-window"] } }

    function test_theDefaultsOfTheContract() {
        const auth0 = createTemporaryObject(bare, test)
        const wanted = {
            domain: "", clientId: "", audience: "", scope: "openid profile email offline_access", organization: "",
            redirectUri: "", logoutRedirectUri: "", account: "", storage: Auth0Provider.Keychain, leeway: 60, timeout: 10,
            loginTimeout: 300, loginPolicy: Auth0Provider.Join, autoRefresh: false, refreshLeadTime: 60,
            tokenEndpoint: "", caCertificates: "", telemetry: true, useDPoP: false
        }
        for (const name in wanted)
            compare(auth0[name], wanted[name], name)
        compare(Array.from(auth0.callbackPorts), [14211, 21867, 29437])
        compare(Array.from(auth0.callbackUrls), ["http://127.0.0.1:14211/callback", "http://127.0.0.1:21867/callback",
                                                "http://127.0.0.1:29437/callback"])
        compare(errorOf(auth0.authorize()).code, Auth0Error.InvalidConfiguration)
    }

    function test_bindingsFollowTheCallbackUrls() {
        const auth0 = createTemporaryObject(provider, test)
        const urls = createTemporaryQmlObject("import QtQuick; QtObject { property var auth0; property string first: auth0 ? auth0.callbackUrls[0] : '' }", test)
        urls.auth0 = auth0
        auth0.callbackPorts = [4711]
        compare(urls.first, "http://127.0.0.1:4711/callback")
        auth0.redirectUri = "com.example.app://callback"
        compare(urls.first, "com.example.app://callback")
    }

    function test_durationsAreSecondsWithFractions() {
        const auth0 = createTemporaryObject(provider, test)
        auth0.leeway = 0.5
        compare(auth0.leeway, 0.5)
        auth0.timeout = NaN
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.InvalidConfiguration)
        auth0.timeout = 2.25
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.NoCredentials)
        auth0.refreshLeadTime = -0.5
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.InvalidConfiguration)
        auth0.refreshLeadTime = 1.5
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.NoCredentials)
        auth0.leeway = -1
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.InvalidConfiguration)
    }

    function test_aChangeCountsFromTheNextCallOn() {
        const auth0 = createTemporaryObject(provider, test)
        tryCompare(auth0, "sessionState", Auth0Provider.SignedOut)
        auth0.domain = "http://example.com"
        const refused = follow(auth0.getCredentials())
        auth0.domain = "http://127.0.0.1:9"
        compare(errorOf(auth0.getCredentials()).code, Auth0Error.NoCredentials)
        tryVerify(() => refused.done)
        compare(refused.error.code, Auth0Error.InvalidConfiguration)
    }

    function test_aBrowserThatGoesIsForgotten() {
        const browser = custom.createObject(null)
        const auth0 = createTemporaryObject(provider, test, { browser: browser })
        compare(auth0.browser, browser)
        browser.destroy()
        tryCompare(auth0, "browser", null)
    }

    function test_whatIsNoBrowserIsNamed() {
        const auth0 = createTemporaryObject(provider, test)
        ignoreWarning(/browser is neither a SystemBrowser/)
        auth0.browser = test
        const browser = createTemporaryObject(system, test)
        auth0.browser = browser
        compare(browser.program, "/bin/true")
        compare(Array.from(browser.arguments), ["--new-window"])
    }
}
