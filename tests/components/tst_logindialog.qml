// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0
import Auth0.Test

ComponentTest {
    id: test
    name: "LoginDialog"

    FakedProvider { id: auth0; loginTimeout: 60 }
    LoginDialog { id: dialog }

    Item {
        CustomBrowser { id: broken; listen: false; onOpenRequested: broken.fail("no such program") }
        CustomBrowser { id: never; listen: false }
        Auth0Provider {
            id: plain
            domain: "http://127.0.0.1:9"
            clientId: "client"
            storage: Auth0Provider.MemoryOnly
            browser: never
        }
        LoginDialog { id: ofPlain }
    }

    Component { id: more; Text { objectName: "extra"; text: "Trouble?" } }

    function body(of) { return find(of.contentItem, "loginProgress") }
    function start() {
        settled(auth0)
        auth0.authorize().catch(error => {})
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        tryCompare(dialog, "opened", true)
    }
    function cleanup() {
        auth0.loginTimeout = 60
        auth0.login.cancel()
        dialog.close()
        plain.login.cancel()
        ofPlain.close()
        tryCompare(dialog, "visible", false)
        tryCompare(ofPlain, "visible", false)
        plain.browser = never
    }

    function test_itOpensWithALoginAndClosesWithIt() {
        verify(!dialog.visible)
        start()
        compare(dialog.provider, auth0)
        verify(textsOf(body(dialog)).indexOf("Finish in your browser") >= 0)
        auth0.login.cancel()
        tryCompare(dialog, "visible", false)
    }

    function test_unlessItIsToldNotTo() {
        dialog.autoOpen = false
        settled(auth0)
        auth0.authorize().catch(error => {})
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        verify(!dialog.visible)
        dialog.autoOpen = true
    }

    function test_theRingShowsTheTimeLeft() {
        start()
        const ring = find(dialog.contentItem, "timeLeft")
        verify(/^(1:00|0:59)$/.test(ring.label), ring.label)
        tryVerify(() => ring.value > 0.9 && !ring.indeterminate)
        compare(ring.Accessible.role, Accessible.ProgressBar)
        verify(ring.Accessible.name.startsWith("Time left: "), ring.Accessible.name)
    }

    function test_theRingIsFullAtFirstWhateverTheLoginWasGiven() {
        settled(auth0)
        for (const seconds of [600, 20, 60]) {
            auth0.authorize({ timeout: seconds }).catch(error => {})
            tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
            tryCompare(dialog, "opened", true)
            const ring = find(dialog.contentItem, "timeLeft")
            tryVerify(() => ring.value > 0.9 && ring.value <= 1, 5000, seconds + " s: " + ring.value)
            auth0.login.cancel()
            tryCompare(dialog, "visible", false)
        }
    }

    function test_underHalfAMinuteItIsCautious() {
        start()
        const calm = String(find(dialog.contentItem, "timeLeft").color)
        auth0.login.cancel()
        auth0.loginTimeout = 20
        start()
        verify(String(find(dialog.contentItem, "timeLeft").color) !== calm)
    }

    function test_openAgainOpensThePageAgain() {
        start()
        const before = auth0.visits
        press(find(dialog.contentItem, "openAgainButton"))
        tryCompare(auth0, "visits", before + 1)
        compare(auth0.login.state, Auth0Login.WaitingForBrowser)
    }

    function test_copyLinkPutsTheAddressOnTheClipboard() {
        start()
        const copy = find(dialog.contentItem, "copyLinkButton")
        compare(copy.text, "Copy link")
        press(copy)
        verify(Desktop.clipboard.startsWith("http://127.0.0.1:9/authorize?"), Desktop.clipboard)
        verify(Desktop.clipboard.indexOf("scope=openid%20profile") > 0 && Desktop.clipboard.indexOf(" ") < 0, Desktop.clipboard)
        compare(copy.text, "Copied")
    }

    function test_whatTheApplicationHasToSayStandsAboveCancel() {
        start()
        compare(find(dialog.contentItem, "extra"), null)
        dialog.extra = more
        const words = find(dialog.contentItem, "extra")
        verify(words.mapToItem(null, 0, 0).y < find(dialog.contentItem, "cancelButton").mapToItem(null, 0, 0).y)
        dialog.extra = null
        tryVerify(() => find(dialog.contentItem, "extra") === null)
    }

    function test_cancelEndsTheLogin_data() {
        return [
            { tag: "button", act: () => press(find(dialog.contentItem, "cancelButton")) },
            { tag: "Escape", act: () => keyClick(Qt.Key_Escape) }
        ]
    }
    function test_cancelEndsTheLogin(row) {
        start()
        row.act()
        tryCompare(auth0.login, "state", Auth0Login.Cancelled)
        tryCompare(dialog, "visible", false)
    }

    function test_aClickOutsideDoesNothing() {
        start()
        mouseClick(test, 2, 2)
        compare(auth0.login.state, Auth0Login.WaitingForBrowser)
        verify(dialog.opened)
    }

    function test_byKeyboardAlone() {
        start()
        tryVerify(() => find(dialog.contentItem, "openAgainButton").activeFocus)
        wait(0)
        const reached = []
        for (let i = 0; i < 3; ++i) {
            const item = everything(dialog.contentItem, part => part.activeFocus && part.objectName.endsWith("Button"))[0]
            reached.push(item ? item.objectName : "")
            keyClick(Qt.Key_Tab)
        }
        compare(reached, ["openAgainButton", "copyLinkButton", "cancelButton"])
        keyClick(Qt.Key_Backtab)
        keyClick(Qt.Key_Return)
        tryCompare(auth0.login, "state", Auth0Login.Cancelled)
    }

    function test_aLoginThatRanOutOfTimeCanBeTriedAgain() {
        auth0.loginTimeout = 0.05
        settled(auth0)
        auth0.authorize().catch(error => {})
        tryCompare(auth0.login, "state", Auth0Login.TimedOut)
        tryCompare(dialog, "opened", true)
        verify(textsOf(body(dialog)).indexOf("The login ran out of time") >= 0)
        compare(find(dialog.contentItem, "copyLinkButton"), null)
        compare(find(dialog.contentItem, "cancelButton").text, "Close")
        auth0.loginTimeout = 60
        tryVerify(() => find(dialog.contentItem, "tryAgainButton").activeFocus)
        keyClick(Qt.Key_Return)
        tryCompare(auth0.login, "state", Auth0Login.WaitingForBrowser)
        verify(dialog.visible)
        verify(find(dialog.contentItem, "openAgainButton"))
    }

    function test_aLoginThatFailedSaysWhy() {
        settled(plain)
        plain.browser = broken
        plain.authorize().catch(error => {})
        tryCompare(plain.login, "state", Auth0Login.Failed)
        tryCompare(ofPlain, "opened", true)
        const texts = textsOf(body(ofPlain)).join("\n")
        verify(texts.indexOf("The login did not finish") >= 0, texts)
        verify(texts.indexOf("Your browser did not open") >= 0, texts)
        compare(find(ofPlain.contentItem, "loginErrorDetails"), null)
        verify(texts.indexOf("BrowserUnavailable") < 0, texts)
        const fold = find(ofPlain.contentItem, "loginDetailsButton")
        compare(fold.text, "Details")
        press(fold)
        compare(fold.text, "Hide details")
        const details = find(ofPlain.contentItem, "loginErrorDetails")
        verify(details.text.indexOf("BrowserUnavailable") === 0 && details.text.indexOf("no such program") > 0, details.text)
        press(find(ofPlain.contentItem, "cancelButton"))
        tryCompare(ofPlain, "visible", false)
        compare(plain.login.state, Auth0Login.Failed)
    }

    function test_aScreenReaderCanNameEverything() {
        start()
        compare(body(dialog).Accessible.role, Accessible.Dialog)
        compare(body(dialog).Accessible.name, "Finish in your browser")
        compare(namelessControls(dialog.contentItem).length, 0)
    }
}
