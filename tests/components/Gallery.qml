// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Auth0.Test

// Every component in the states that last.
Pane {
    id: gallery

    property bool dark: false
    property bool rightToLeft: false
    readonly property bool narrow: width < 600
    readonly property bool isReady: inside.isAuthenticated && waiting.login.state === Auth0Login.WaitingForBrowser
        && locked.sessionState === Auth0Provider.StoreLocked && away.sessionState === Auth0Provider.StoreUnavailable
        && failing.login.state === Auth0Login.Failed && late.login.state === Auth0Login.TimedOut
    readonly property var dialogs: ({ waiting: waiting, failed: failing, timedout: late })
    readonly property alias dialog: dialog

    function errorOf(code: int, more: var): var {
        return Object.assign({ code: code, codeName: "ServerFailure", message: "The server answered with a page of its proxy.", serverCode: "bad_gateway", statusCode: 502, isRetryable: false, needsLogin: false }, more)
    }

    font.family: "DejaVu Sans"
    font.pixelSize: 14
    Palette {
        id: colours
        window: gallery.dark ? "#202326" : "#f6f6f6"
        windowText: gallery.dark ? "#eeeeee" : "#202020"
        base: gallery.dark ? "#16181a" : "#ffffff"
        text: gallery.dark ? "#eeeeee" : "#202020"
        button: gallery.dark ? "#2d3136" : "#e4e4e4"
        buttonText: gallery.dark ? "#eeeeee" : "#202020"
        brightText: gallery.dark ? "#0d1b3d" : "#ffffff"
        dark: gallery.dark ? "#8db0ff" : "#2453c4"
        mid: gallery.dark ? "#50555c" : "#c8c8c8"
        light: gallery.dark ? "#3a3f45" : "#ffffff"
        midlight: gallery.dark ? "#33383d" : "#eeeeee"
        highlight: gallery.dark ? "#8db0ff" : "#2453c4"
        highlightedText: gallery.dark ? "#0d1b3d" : "#ffffff"
    }
    palette: colours
    LayoutMirroring.enabled: rightToLeft
    LayoutMirroring.childrenInherit: true

    FakedProvider {
        id: inside
        account: "inside"
        Component.onCompleted: saveCredentials({ accessToken: "token", idToken: Tokens.tokenOf({ name: "Ada Lovelace", email: "ada@example.com" }) })
    }
    FakedProvider { id: outside; account: "outside" }
    FakedProvider { id: waiting; account: "waiting"; Component.onCompleted: authorize().catch(error => {}) }
    FakedProvider { id: locked; Component.onCompleted: { breakStore(Auth0Error.StoreLocked); account = "locked" } }
    FakedProvider { id: away; Component.onCompleted: { breakStore(Auth0Error.StoreUnavailable); account = "away" } }
    FakedProvider { id: silent; Component.onCompleted: { silenceStore(); account = "silent" } }
    FakedProvider { id: late; account: "late"; loginTimeout: 0.01; Component.onCompleted: authorize().catch(error => {}) }
    CustomBrowser { id: broken; listen: false; onOpenRequested: fail("no program opens http://127.0.0.1:9/authorize") }
    Auth0Provider {
        id: failing
        domain: "http://127.0.0.1:9"
        clientId: "client"
        storage: Auth0Provider.MemoryOnly
        browser: broken
        Component.onCompleted: authorize().catch(error => {})
    }

    ColumnLayout {
        id: page
        anchors.fill: parent
        spacing: 12

        Flow {
            id: everyone
            Layout.fillWidth: true
            spacing: 8
            LoginButton { provider: outside }
            LoginButton { provider: waiting }
            LogoutButton { provider: inside }
            UserBadge { provider: inside }
            UserBadge { provider: inside; compact: true }
            UserBadge { provider: outside }
        }
        ErrorBanner {
            Layout.fillWidth: true
            provider: waiting
            error: gallery.errorOf(Auth0Error.NetworkFailure, { isRetryable: true })
            retry: () => 1
        }
        ErrorBanner {
            Layout.fillWidth: true
            provider: outside
            error: gallery.errorOf(Auth0Error.RenewFailed, { needsLogin: true })
        }
        ErrorBanner {
            Layout.fillWidth: true
            provider: outside
            error: gallery.errorOf(Auth0Error.ServerFailure, {})
            showsDetails: true
        }
        GridLayout {
            Layout.fillWidth: true
            columns: gallery.narrow ? 1 : 2
            Repeater {
                model: [outside, locked, away, silent]
                AuthGuard {
                    required property FakedProvider modelData
                    Layout.fillWidth: true
                    Layout.minimumHeight: implicitHeight
                    provider: modelData
                }
            }
        }
        Item { Layout.fillHeight: true }
    }
    LoginDialog { id: dialog; provider: null; autoOpen: false; font: gallery.font; palette: colours }
}
