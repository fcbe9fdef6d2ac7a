// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0
import Auth0.Test

ComponentTest {
    id: test
    name: "Buttons"

    Item {
        id: place
        width: 400
        height: 200
        FakedProvider { id: auth0; loginTimeout: 60 }
        LoginButton { id: login; focus: true }
        LogoutButton { id: logout; y: 60 }
        Popup {
            id: popup
            LoginButton { id: inPopup }
        }
        Loader { id: loader; sourceComponent: LoginButton {} }
        Window {
            id: second
            LogoutButton { id: inWindow }
        }
    }
    Item {
        FakedProvider { id: another }
        LoginButton { id: given; provider: auth0; authorizeOptions: ({ scope: "openid nothing" }) }
    }

    function init() {
        settled(auth0)
        auth0.login.cancel()
        signOut(auth0)
    }

    function test_theyFindTheProviderTheyStandUnder() {
        compare(login.provider, auth0)
        compare(logout.provider, auth0)
        compare(inPopup.provider, auth0)
        compare(loader.item.provider, auth0)
        compare(inWindow.provider, auth0)
        compare(given.provider, auth0)
    }

    function test_thePressedLoginButtonWaitsForTheBrowser_data() {
        return [
            { tag: "mouse", act: () => mouseClick(login) },
            { tag: "Space", act: () => { login.forceActiveFocus(); keyClick(Qt.Key_Space) } },
            { tag: "Return", act: () => { login.forceActiveFocus(); keyClick(Qt.Key_Return) } },
            { tag: "Enter", act: () => { login.forceActiveFocus(); keyClick(Qt.Key_Enter) } }
        ]
    }
    function test_thePressedLoginButtonWaitsForTheBrowser(row) {
        compare(login.text, "Log in")
        const before = auth0.visits
        row.act()
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        compare(auth0.visits, before + 1)
        compare(login.text, "Waiting for your browser")
        verify(login.busy && login.enabled)
        auth0.login.cancel()
        tryCompare(login, "busy", false)
        compare(login.text, "Log in")
    }

    function test_pressedAgainItBringsThePageBack() {
        const before = auth0.visits
        mouseClick(login)
        tryCompare(auth0, "visits", before + 1)
        mouseClick(login)
        tryCompare(auth0, "visits", before + 2)
        compare(auth0.login.state, Auth0Login.WaitingForBrowser)
    }

    function test_itsOptionsAreThoseOfTheLogin() {
        given.clicked()
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        verify(String(auth0.login.url).indexOf("scope=openid nothing") > 0, auth0.login.url)
    }

    function test_theLogoutButtonIsOffWhileNobodyIsLoggedIn() {
        verify(!logout.enabled)
        signIn(auth0)
        verify(logout.enabled)
        logout.forceActiveFocus()
        keyClick(Qt.Key_Return)
        tryCompare(auth0, "isAuthenticated", false)
        verify(!logout.enabled)
    }

    function test_aScreenReaderCanNameThem() {
        compare(login.Accessible.role, Accessible.Button)
        compare(login.Accessible.name, "Log in")
        verify(login.Accessible.description !== "")
        compare(logout.Accessible.role, Accessible.Button)
        compare(logout.Accessible.name, "Log out")
        compare(namelessControls(place).length, 0)
    }

    function test_withoutAProviderTheyAreOff() {
        const button = Qt.createQmlObject("import Auth0; LoginButton { provider: null }", place)
        verify(!button.enabled)
        button.destroy()
    }
}
