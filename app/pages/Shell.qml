// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// The window: where one can go, a banner for what went wrong, and the page that fits the provider's state. A page is made
// when it is first shown.
ApplicationWindow {
    id: app

    required property Auth0Provider provider
    required property string apiAddress
    property string page: "profile"            // where a login leads: profile, api, session
    property bool neverLoggedIn: false         // nobody logged in on this computer yet: the dashboard may not be set up
    property bool settingUp: false             // the page about the dashboard is open
    property bool lookedAtEnd: true            // the page about a login that failed was closed
    readonly property real em: width / Theme.base
    readonly property bool wide: em >= 66
    readonly property bool bottomBar: em < 40
    readonly property int step: provider.login.state
    readonly property bool loginRuns: step === Auth0Login.Preparing || step === Auth0Login.WaitingForBrowser
        || step === Auth0Login.ExchangingCode
    readonly property bool loginEnded: step === Auth0Login.Failed || step === Auth0Login.TimedOut
    readonly property bool waiting: loginRuns || (loginEnded && !lookedAtEnd)
    readonly property bool inside: provider.isAuthenticated && !waiting

    width: 1100
    height: 760
    minimumWidth: 420
    minimumHeight: 480
    visible: true
    title: qsTr("Auth0 for Qt Sample")
    color: Theme.window
    palette.window: Theme.window
    palette.windowText: Theme.text
    palette.text: Theme.text
    palette.base: Theme.surface
    palette.button: Theme.button
    palette.buttonText: Theme.text
    palette.brightText: Theme.accentInk
    palette.dark: Theme.accent
    palette.light: Theme.surface
    palette.highlight: Theme.accent
    palette.highlightedText: Theme.accentInk
    palette.mid: Theme.border
    palette.placeholderText: Theme.textMuted
    palette.disabled.windowText: Theme.textDisabled
    palette.disabled.text: Theme.textDisabled
    palette.disabled.buttonText: Theme.textDisabled
    onLoginRunsChanged: if (loginRuns) lookedAtEnd = false

    // What was seen of the session and the API; both outlive the pages that show them.
    History { id: past; provider: app.provider }
    ApiCall {
        id: messages
        provider: app.provider
        address: app.apiAddress
        onEnded: past.addCall(messages)
    }
    Connections {
        target: app.provider
        function onIsAuthenticatedChanged() { messages.forget() }
        function onLoggedIn() { app.neverLoggedIn = false; app.settingUp = false }
    }

    Places {
        id: places
        provider: app.provider
        visible: app.inside
        bar: app.bottomBar
        rail: !app.wide && !app.bottomBar
        current: app.page
        x: LayoutMirroring.enabled && !bar ? parent.width - width : 0
        y: bar ? parent.height - height : 0
        width: bar ? parent.width : implicitWidth
        height: bar ? implicitHeight : parent.height
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        onChosen: place => app.page = place
    }

    ColumnLayout {
        id: content
        readonly property real edge: width < Theme.base * 46 ? Theme.s16 : Theme.s32
        anchors.fill: parent
        anchors.leftMargin: places.visible && !places.bar ? places.width : 0
        anchors.bottomMargin: places.visible && places.bar ? places.height : 0
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        spacing: 0

        Banner {
            id: banner
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.base * 64
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.s16
            Layout.leftMargin: content.edge
            Layout.rightMargin: content.edge
            visible: needed && !app.waiting
            provider: app.provider
        }
        Loader {
            id: loader
            readonly property url wanted: Qt.resolvedUrl(
                app.waiting ? "WaitingPage.qml"
                : app.provider.isAuthenticated ? (app.page === "api" ? "ApiPage.qml" : app.page === "session" ? "SessionPage.qml" : "ProfilePage.qml")
                : app.provider.sessionState !== Auth0Provider.SignedOut ? "StorePage.qml"
                : app.settingUp ? "SetupPage.qml" : "WelcomePage.qml")
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            onWantedChanged: setSource(wanted, { provider: app.provider, call: messages, history: past, neverLoggedIn: app.neverLoggedIn })
        }
        Connections {
            target: loader.item as ScrollPage
            function onClosed() {
                app.lookedAtEnd = true
                app.settingUp = false
                banner.dismissed = true     // that page has said it
            }
            function onSetupWanted() {
                app.lookedAtEnd = true
                app.settingUp = true
                banner.dismissed = true
            }
        }
    }
}
