// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Calm

// The window: one provider, and the page that fits its state.
ApplicationWindow {
    id: app

    required property string domain
    required property string clientId
    required property string audience
    required property string apiAddress
    property string scope: "openid profile email offline_access read:messages"
    property var callbackPorts: [14211, 21867, 29437]
    property string page: "profile"            // where a login leads: profile, api
    property bool lookedAtEnd: true            // the page about a login that failed was closed
    readonly property real em: width / Theme.base
    readonly property bool wide: em >= 66
    readonly property bool bottomBar: em < 40
    readonly property bool loginRuns: auth0.login.state === Auth0Login.Preparing || auth0.login.state === Auth0Login.WaitingForBrowser
        || auth0.login.state === Auth0Login.ExchangingCode
    readonly property bool loginEnded: auth0.login.state === Auth0Login.Failed || auth0.login.state === Auth0Login.TimedOut
    readonly property bool waiting: loginRuns || (loginEnded && !lookedAtEnd)
    readonly property bool inside: auth0.isAuthenticated && !waiting

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
    palette.button: Theme.surface
    palette.buttonText: Theme.text
    palette.highlight: Theme.accent
    palette.highlightedText: Theme.accentInk
    palette.mid: Theme.border
    palette.placeholderText: Theme.textMuted
    palette.disabled.windowText: Theme.textDisabled
    palette.disabled.text: Theme.textDisabled
    palette.disabled.buttonText: Theme.textDisabled
    onLoginRunsChanged: if (loginRuns) lookedAtEnd = false

    Auth0Provider {
        id: auth0
        domain: app.domain
        clientId: app.clientId
        audience: app.audience
        scope: app.scope
        callbackPorts: app.callbackPorts
    }

    Places {
        id: places
        provider: auth0
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

        ErrorBanner {
            id: banner
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.base * 64
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.s16
            Layout.leftMargin: content.edge
            Layout.rightMargin: content.edge
            visible: needed && !app.waiting
            provider: auth0
        }
        Loader {
            id: loader
            readonly property url wanted: Qt.resolvedUrl(
                app.waiting ? "WaitingPage.qml"
                : auth0.isAuthenticated ? (app.page === "api" ? "ApiPage.qml" : "ProfilePage.qml")
                : auth0.sessionState === Auth0Provider.SignedOut ? "WelcomePage.qml" : "StorePage.qml")
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            onWantedChanged: setSource(wanted, { provider: auth0, apiAddress: app.apiAddress })
        }
        Connections {
            target: loader.item as ScrollPage
            function onClosed() {
                app.lookedAtEnd = true
                banner.dismissed = true     // that page has said it
            }
        }
    }
}
