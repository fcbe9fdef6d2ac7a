// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
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

    // Where a guard has the size that it asks for, and what may stand in it.
    component Loose: AuthGuard {
        objectName: "loose"
        contentItem: test.shown
        fallback: test.shown
    }
    property Component shown: null
    Component { id: room; Item { anchors.fill: parent; FakedProvider { objectName: "provider" } } }
    Component { id: unanchored; Loose {} }
    Component { id: inALoader; Loader { sourceComponent: unanchored } }
    Component { id: inAColumn; Column { Loose {} } }
    Component { id: inALayout; RowLayout { Loose {} } }
    Component { id: centered; Loose { anchors.centerIn: parent } }
    Component { id: ofOneWidth; Loose { width: 300 } }
    Component { id: ofOneHeight; Loose { height: 200 } }
    Component { id: aLabel; Label { text: "A label" } }
    Component { id: aText; Text { text: "A text" } }
    Component { id: aParagraph; Label { text: "Words enough for more than one line of 300 pixels: one, two, three, four"; wrapMode: Text.Wrap } }
    Component { id: aButton; Button { text: "A button" } }
    Component { id: anItem; Item { implicitWidth: 50; implicitHeight: 40 } }
    Component { id: aColumn; Column { Label { text: "One" } Label { text: "Two lines" } } }
    readonly property var settings: ({ unanchored, inALoader, inAColumn, inALayout, centered, ofOneWidth, ofOneHeight })
    Component { id: aLayout; ColumnLayout { Label { text: "One" } Label { text: "Two lines" } } }
    Component { id: aPane; Pane { Label { text: "On a pane" } } }
    Component { id: aPage; Loader { sourceComponent: aLabel } }
    readonly property var contents: ({ aLabel, aText, aParagraph, aButton, anItem, aColumn, aLayout, aPane, aPage, nothing: null })

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

    function test_itAsksForTheSizeOfWhatItShows_data() {
        const rows = []
        for (const setting in settings) {
            for (const content in contents)
                rows.push({ tag: setting + " " + content, setting: settings[setting], content: contents[content] })
        }
        return rows
    }
    function test_itAsksForTheSizeOfWhatItShows(row) {
        failOnWarning(/./)
        shown = row.content
        place = room.createObject(test)
        provider = Array.from(place.data).find(part => part.objectName === "provider")
        row.setting.createObject(place)
        guard = find(place, "loose")
        settled(provider)
        for (const session of ["none", "mine", "none again"]) {
            if (session === "mine")
                signIn(provider)
            else if (session !== "none")
                signOut(provider)
            tryVerify(() => !isPolishScheduled(guard) && !isPolishScheduled(guard.parent))
            if (!guard.item)
                continue
            compare(guard.implicitWidth, guard.item.implicitWidth)
            compare(guard.implicitHeight, guard.item.implicitHeight)
            verify(guard.width > 0 && guard.height > 0)
            const whole = size => row.setting === inALayout ? Math.ceil(size) : size
            compare(guard.width, row.setting === ofOneWidth ? 300 : whole(guard.implicitWidth))
            compare(guard.height, row.setting === ofOneHeight ? 200 : whole(guard.implicitHeight))
            compare(guard.item.width, guard.width)
            compare(guard.item.height, guard.height)
        }
        provider.breakStore(Auth0Error.StoreLocked)
        provider.account = "locked"
        tryCompare(provider, "sessionState", Auth0Provider.StoreLocked)
        const notice = find(guard, "guardNotice")
        compare(guard.implicitWidth, notice.implicitWidth + 48)
        compare(guard.implicitHeight, notice.implicitHeight + 48)
    }

    function test_itGrowsWithWhatItShows() {
        failOnWarning(/./)
        shown = aParagraph
        place = room.createObject(test)
        provider = Array.from(place.data).find(part => part.objectName === "provider")
        guard = ofOneWidth.createObject(place)
        settled(provider)
        const before = guard.height
        guard.item.text += guard.item.text
        verify(guard.height > before)
        compare(guard.item.height, guard.height)
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
