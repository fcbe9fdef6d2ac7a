// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0
import Auth0.Test

// An application of components alone, on the local tenant.
ComponentTest {
    id: test
    name: "Together"

    LocalTenant { id: tenant }
    Auth0Provider {
        id: auth0
        domain: tenant.domain
        clientId: "native-public"
        callbackPorts: tenant.callbackPorts
        loginTimeout: 60
        storage: Auth0Provider.MemoryOnly
        browser: CustomBrowser { onOpenRequested: url => test.opened.push(url) }
    }
    ErrorBanner { id: banner; width: parent.width }
    AuthGuard {
        id: guard
        anchors.fill: parent
        anchors.topMargin: 100
        focus: true
        contentItem: Column {
            UserBadge { objectName: "badge" }
            LogoutButton { objectName: "logout" }
        }
    }
    LoginDialog { id: dialog }

    property var opened: []

    function test_logInAndOutByKeyboard() {
        settled(auth0)
        keyClick(Qt.Key_Tab)
        verify(find(guard, "guardLoginButton").activeFocus)
        keyClick(Qt.Key_Return)
        tryCompare(dialog, "opened", true)
        tryVerify(() => test.opened.length === 1)
        tenant.visit(opened[0])
        tryVerify(() => auth0.isAuthenticated, 20000)
        tryCompare(dialog, "visible", false)
        compare(find(guard, "badge").Accessible.name, "Logged in as Alice Adams")
        verify(!banner.visible)
        find(guard, "logout").forceActiveFocus()
        keyClick(Qt.Key_Return)
        tryVerify(() => !auth0.isAuthenticated)
        compare(guard.item, null)
        verify(find(guard, "guardLoginButton"))
    }
}
