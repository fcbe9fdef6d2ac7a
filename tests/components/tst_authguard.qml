// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0
import Auth0.Test

ComponentTest {
    id: test
    name: "AuthGuard"

    property int made: 0
    property int gone: 0

    component Secret: Label {
        objectName: "secret"
        text: "for " + Auth0Context.provider.user.sub
        Component.onCompleted: ++test.made
        Component.onDestruction: ++test.gone
    }
    Component {
        id: guarded
        Item {
            id: place
            property alias provider: provider
            property alias guard: guard
            property bool autoLogin: false
            property Component fallback: null
            anchors.fill: parent
            FakedProvider {
                id: provider
                loginTimeout: 60
            }
            AuthGuard {
                id: guard
                anchors.fill: parent
                autoLogin: place.autoLogin
                fallback: place.fallback
                contentItem: Secret {}
            }
        }
    }
    Component { id: welcome; Label { objectName: "welcome"; text: "Hello" } }

    property Item place: null
    property FakedProvider provider: null
    property AuthGuard guard: null

    function make(properties) {
        place = guarded.createObject(test, properties || {})
        provider = place.provider
        guard = place.guard
        made = 0
        gone = 0
    }
    function cleanup() {
        place.destroy()
        wait(0)
    }

    function test_theContentIsMadeAtSignInAndGoneAtSignOut() {
        make()
        settled(provider)
        compare(made, 0)
        compare(guard.item, null)
        signIn(provider)
        compare(made, 1)
        compare(find(guard, "secret").text, "for auth0|1")
        signOut(provider)
        compare(guard.item, null)
        tryCompare(test, "gone", 1)
        signIn(provider)
        compare(made, 2)
    }

    function test_anotherPersonGetsAPageOfTheirOwn() {
        make()
        settled(provider)
        signIn(provider)
        signIn(provider, { sub: "auth0|2" })
        compare(made, 2)
        tryCompare(test, "gone", 1)
        compare(find(guard, "secret").text, "for auth0|2")
    }

    function test_theSamePersonKeepsThePage() {
        make()
        settled(provider)
        signIn(provider)
        signIn(provider, { name: "Ada" })
        compare(made, 1)
    }

    function test_loggedOutItOffersALogin() {
        make()
        settled(provider)
        verify(textsOf(guard).indexOf("Log in to see this page") >= 0)
        const button = find(guard, "guardLoginButton")
        compare(button.text, "Log in")
        press(button)
        tryCompare(provider.login, "state", Auth0Login.WaitingForBrowser)
        compare(made, 0)
    }

    function test_orTheFallback() {
        make()
        guard.fallback = welcome
        settled(provider)
        compare(textsOf(guard), ["Hello"])
        signIn(provider)
        compare(find(guard, "welcome"), null)
        verify(find(guard, "secret"))
    }

    function test_withAFallbackNoNoticeIsMadeOnTheWay() {
        make({ fallback: welcome })
        const notices = Array.from(guard.children).filter(part => part instanceof Loader && "isDue" in part)
        compare(notices.length, 1)
        provider.silenceStore()
        provider.account = "somebody else"
        tryCompare(provider, "sessionState", Auth0Provider.Restoring)
        compare(notices[0].item, null)
        provider.answerStore()
        let made = 0
        notices[0].loaded.connect(() => ++made)
        tryCompare(provider, "sessionState", Auth0Provider.SignedOut)
        verify(find(guard, "welcome"))
        compare(made, 0)
    }

    function test_aLockedStoreIsNoFallbackAndNoLogout() {
        make()
        guard.fallback = welcome
        settled(provider)
        provider.breakStore(Auth0Error.StoreLocked)
        provider.account = "locked"
        tryCompare(provider, "sessionState", Auth0Provider.StoreLocked)
        compare(find(guard, "welcome"), null)
        verify(textsOf(guard).indexOf("Your keyring is locked") >= 0)
        const unlock = find(guard, "restoreButton")
        compare(unlock.text, "Unlock keyring")
        provider.breakStore(0)
        press(unlock)
        tryCompare(provider, "sessionState", Auth0Provider.SignedOut)
        verify(find(guard, "welcome"))
    }

    function test_aStoreThatIsAway() {
        make()
        settled(provider)
        provider.breakStore(Auth0Error.StoreUnavailable)
        provider.account = "away"
        tryCompare(provider, "sessionState", Auth0Provider.StoreUnavailable)
        verify(textsOf(guard).indexOf("Your keyring does not answer") >= 0)
        compare(find(guard, "restoreButton").text, "Look again")
        press(find(guard, "loginOnceButton"))
        tryCompare(provider.login, "state", Auth0Login.WaitingForBrowser)
    }

    function test_aKeyringThatIsAskedIsNotAskedAgain() {
        make()
        settled(provider)
        provider.breakStore(Auth0Error.StoreLocked)
        provider.account = "asked"
        tryCompare(provider, "sessionState", Auth0Provider.StoreLocked)
        provider.breakStore(0)
        provider.silenceStore()
        const unlock = find(guard, "restoreButton")
        press(unlock)
        verify(!unlock.enabled)
        compare(unlock.text, "Trying…")
        provider.answerStore()
        tryCompare(provider, "sessionState", Auth0Provider.SignedOut)
    }

    function test_restoringSaysSoWhenItTakesLong() {
        make()
        settled(provider)
        provider.silenceStore()
        provider.account = "slow"
        tryCompare(provider, "sessionState", Auth0Provider.Restoring)
        compare(textsOf(guard), [])
        tryVerify(() => textsOf(guard).indexOf("Opening your session") >= 0)
        compare(find(guard, "guardLoginButton"), null)
        provider.answerStore()
        settled(provider)
    }

    function test_autoLoginStartsOnceNobodyIsThere() {
        make({ autoLogin: true })
        tryCompare(provider, "visits", 1)
        provider.login.cancel()
        tryCompare(provider.login, "state", Auth0Login.Cancelled)
        wait(0)
        compare(provider.visits, 1)
    }

    function test_autoLoginLeavesALogoutAlone() {
        make()
        settled(provider)
        signIn(provider)
        guard.autoLogin = true
        signOut(provider)
        wait(0)
        compare(provider.visits, 0)
    }

    function test_autoLoginWaitsUntilTheGuardIsSeen() {
        make()
        guard.visible = false
        guard.autoLogin = true
        settled(provider)
        wait(0)
        compare(provider.visits, 0)
        guard.visible = true
        tryCompare(provider, "visits", 1)
    }

    function test_itsOptionsAreThoseOfTheLogin() {
        make()
        settled(provider)
        guard.authorizeOptions = { scope: "openid nothing" }
        press(find(guard, "guardLoginButton"))
        tryCompare(provider.login, "state", Auth0Login.WaitingForBrowser)
        verify(String(provider.login.url).indexOf("scope=openid nothing") > 0)
    }

    function test_byKeyboardAlone() {
        make()
        settled(provider)
        provider.breakStore(Auth0Error.StoreLocked)
        provider.account = "keys"
        tryCompare(provider, "sessionState", Auth0Provider.StoreLocked)
        provider.breakStore(0)
        keyClick(Qt.Key_Tab)
        verify(find(guard, "restoreButton").activeFocus)
        keyClick(Qt.Key_Tab)
        verify(find(guard, "loginOnceButton").activeFocus)
        keyClick(Qt.Key_Backtab)
        keyClick(Qt.Key_Return)
        tryCompare(provider, "sessionState", Auth0Provider.SignedOut)
    }

    function test_aScreenReaderCanNameEverything() {
        make()
        settled(provider)
        compare(namelessControls(guard).length, 0)
        provider.breakStore(Auth0Error.StoreLocked)
        provider.account = "names"
        tryCompare(provider, "sessionState", Auth0Provider.StoreLocked)
        compare(namelessControls(guard).length, 0)
    }
}
