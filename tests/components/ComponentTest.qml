// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0
import Auth0.Test

// A test of components on a provider that does as it is told.
TestCase {
    id: test
    when: windowShown
    visible: true
    width: 700
    height: 600

    // An ID token as the provider of the test takes it; nobody verifies what an application hands over.
    function tokenOf(claims) {
        const all = Object.assign({ iss: "http://127.0.0.1:9/", aud: "client", sub: "auth0|1", iat: 1700000000, exp: 4000000000 }, claims)
        const part = value => Qt.btoa(JSON.stringify(value)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
        return part({ alg: "RS256", typ: "JWT" }) + "." + part(all) + ".c2lnbmF0dXJl"
    }
    function signIn(provider, claims) {
        let failure = null
        let done = false
        provider.saveCredentials({ accessToken: "token", idToken: tokenOf(claims || {}) }).then(() => done = true, error => { failure = error; done = true })
        tryVerify(() => done)
        compare(failure, null)
        tryVerify(() => provider.isAuthenticated)
    }
    function signOut(provider) {
        provider.clearCredentials()
        tryVerify(() => !provider.isAuthenticated)
    }
    function settled(provider) {
        tryVerify(() => provider.sessionState !== Auth0Provider.Restoring)
    }

    // The visible item with this name below an item, or null.
    function find(item, name) {
        if (!item.visible)
            return null
        if (item.objectName === name)
            return item
        for (let i = 0; i < item.children.length; ++i) {
            const found = find(item.children[i], name)
            if (found)
                return found
        }
        return null
    }
    // All visible items below an item that the keyboard can reach or that show a text.
    function everything(item, wanted) {
        let all = []
        if (!item.visible)
            return all
        if (wanted(item))
            all.push(item)
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat(everything(item.children[i], wanted))
        return all
    }
    function textsOf(item) {
        return everything(item, part => part instanceof Text).map(part => part.text).filter(text => text !== "")
    }
    // What a screen reader cannot name: controls without a role or a name.
    function namelessControls(item) {
        return everything(item, part => part.activeFocusOnTab && (part.Accessible.role === Accessible.NoRole || part.Accessible.name === ""))
    }
    function press(item) {
        verify(item, "there is nothing to press")
        for (let up = item; up; up = up.parent)
            tryVerify(() => !isPolishScheduled(up))
        mouseClick(item)
    }
}
