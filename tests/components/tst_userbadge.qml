// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0
import Auth0.Test

ComponentTest {
    id: test
    name: "UserBadge"

    readonly property string picture: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    FakedProvider { id: auth0 }
    UserBadge { id: badge; width: 300 }
    Component { id: another; UserBadge { provider: auth0; compact: true; pictureSize: 80 } }
    SignalSpy { id: clicks; target: badge; signalName: "clicked" }

    function init() {
        settled(auth0)
        signOut(auth0)
        test.forceActiveFocus()
        badge.compact = false
        badge.interactive = true
        clicks.clear()
    }

    function test_nobodyIsAPlainFigure() {
        compare(textsOf(badge), ["Logged out"])
        compare(badge.Accessible.name, "Logged out")
    }

    function test_nameAndEmail() {
        signIn(auth0, { name: "Ada Lovelace", email: "ada@example.com" })
        compare(textsOf(badge), ["AL", "Ada Lovelace", "ada@example.com"])
        compare(badge.Accessible.name, "Logged in as Ada Lovelace")
        compare(badge.Accessible.role, Accessible.Button)
    }

    function test_compactIsThePictureAlone() {
        signIn(auth0, { name: "Ada Lovelace", email: "ada@example.com" })
        badge.compact = true
        compare(textsOf(badge), ["AL"])
        compare(badge.Accessible.name, "Logged in as Ada Lovelace")
    }

    function test_theInitials_data() {
        return [
            { tag: "two words", name: "Ada Lovelace", shown: "AL" },
            { tag: "one word", name: "ada", shown: "A" },
            { tag: "many", name: "Ada King Countess of Lovelace", shown: "AL" },
            { tag: "blanks", name: "  Ada   Lovelace ", shown: "AL" },
            { tag: "other letters", name: "عائشة خان", shown: "عخ" },
            { tag: "beyond sixteen bits", name: "𝒜da Lovelace", shown: "𝒜L" }
        ]
    }
    function test_theInitials(row) {
        signIn(auth0, { name: row.name })
        compare(textsOf(badge)[0], row.shown)
    }

    function test_withoutANameTheNicknameThenTheEmailServes() {
        signIn(auth0, { nickname: "ada", email: "ada@example.com" })
        compare(badge.Accessible.name, "Logged in as ada")
        signIn(auth0, { email: "ada@example.com" })
        compare(badge.Accessible.name, "Logged in as ada@example.com")
        signIn(auth0, { sub: "auth0|7" })
        compare(badge.Accessible.name, "Logged in as auth0|7")
    }

    function test_aPictureTakesThePlaceOfTheInitials() {
        signIn(auth0, { name: "Ada Lovelace", picture: test.picture })
        const avatar = find(badge, "avatar")
        tryVerify(() => avatar.pictureReady)
        compare(textsOf(avatar), [])
    }

    function test_theSamePictureTwice() {
        signIn(auth0, { name: "Ada Lovelace", picture: test.picture })
        tryVerify(() => find(badge, "avatar").pictureReady)
        const other = another.createObject(test)
        tryVerify(() => find(other, "avatar").pictureReady)
        compare(find(other, "avatar").width, 80)
        other.destroy()
    }

    function test_aPictureThatDoesNotLoadLeavesTheInitials() {
        signIn(auth0, { name: "Ada Lovelace", picture: "data:image/png;base64,AAAA" })
        compare(textsOf(badge)[0], "AL")
        verify(!find(badge, "avatar").pictureReady)
    }

    function test_aPictureOfSomebodyElseDoesNotStay() {
        signIn(auth0, { name: "Ada Lovelace", picture: test.picture })
        const avatar = find(badge, "avatar")
        tryVerify(() => avatar.pictureReady)
        signIn(auth0, { sub: "auth0|2", name: "Bob Babbage" })
        verify(!avatar.pictureReady)
        compare(textsOf(avatar), ["BB"])
    }

    function test_itIsPressedByMouseAndKeyboard() {
        mouseClick(badge)
        badge.forceActiveFocus()
        keyClick(Qt.Key_Space)
        keyClick(Qt.Key_Return)
        compare(clicks.count, 3)
    }

    function test_oneThatOnlyShowsIsNoStopForTheKeyboard() {
        badge.interactive = false
        verify(!badge.activeFocusOnTab)
        compare(badge.focusPolicy, Qt.NoFocus)
        compare(badge.Accessible.role, Accessible.StaticText)
        badge.forceActiveFocus()
        keyClick(Qt.Key_Return)
        compare(clicks.count, 0)
    }
}
