// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// The window: where one can go, a banner for what went wrong, the pages of who is logged in behind a guard, and a dialog
// while a login is under way in the browser.
ApplicationWindow {
    id: app

    required property Auth0Provider provider
    required property string apiAddress
    property url avatar                        // where the API has a picture of who is logged in; "": the user's own
    property string page: "profile"            // where a login leads: profile, api, headers, session
    property bool neverLoggedIn: false         // nobody logged in on this computer yet: the dashboard may not be set up
    property bool settingUp: false             // the page about the dashboard is open
    readonly property real em: width / Theme.base
    readonly property bool wide: em >= 66
    readonly property bool bottomBar: em < 40
    readonly property bool inside: provider.isAuthenticated
    property bool loginShown: false
    property bool troubled: false              // there is something for the banner to say
    property string errorHeading: ""           // which is this
    property string errorSentence: ""
    readonly property PageLoader pages: guard.item as PageLoader

    signal loginRejected()

    function showPage() {
        if (!pages)
            return
        const file = pages.inside ? (page === "api" ? "ApiPage" : page === "headers" ? "HeadersPage" : page === "session" ? "SessionPage" : "ProfilePage")
            : settingUp ? "SetupPage" : "WelcomePage"
        const given = { provider: provider, call: messages, history: past, neverLoggedIn: neverLoggedIn }
        if (String(avatar) !== "")
            given.picture = avatar
        pages.show(Qt.resolvedUrl(file + ".qml"), given)
    }

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
    onPagesChanged: showPage()
    onPageChanged: showPage()
    onSettingUpChanged: showPage()

    Binding { target: Auth0Theme; property: "dark"; value: Theme.dark }
    Binding { target: Auth0Theme; property: "reducedMotion"; value: Theme.reducedMotion }

    // What was seen of the session and the API; both outlive the pages that show them.
    History { id: past; provider: app.provider; errorHeading: app.errorHeading; errorSentence: app.errorSentence }
    ApiCall {
        id: messages
        provider: app.provider
        address: app.apiAddress
        onEnded: past.addCall(messages)
    }
    Connections {
        target: app.provider
        function onLoggedIn() { app.neverLoggedIn = false; app.settingUp = false }
    }

    LazyPart {
        id: places
        readonly property bool bar: app.bottomBar
        wanted: app.inside
        file: Qt.resolvedUrl("Places.qml")
        given: ({ provider: app.provider })
        visible: app.inside
        x: LayoutMirroring.enabled && !bar ? parent.width - width : 0
        y: bar ? parent.height - height : 0
        width: bar ? parent.width : implicitWidth
        height: bar ? implicitHeight : parent.height
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
    }
    Binding { target: places.item; property: "bar"; value: app.bottomBar; when: places.item !== null }
    Binding { target: places.item; property: "rail"; value: !app.wide && !app.bottomBar; when: places.item !== null }
    Binding { target: places.item; property: "current"; value: app.page; when: places.item !== null }
    Binding {
        target: places.item
        property: "picture"
        value: String(app.avatar) !== "" ? app.avatar : app.provider.user.picture
        when: places.item !== null
    }
    Connections {
        target: places.item
        function onChosen(place) { app.page = place }
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

        LazyPart {
            id: trouble
            wanted: app.provider.error.code !== Auth0Error.None
            file: Qt.resolvedUrl("Trouble.qml")
            given: ({ provider: app.provider, window: app })
            visible: app.troubled && !app.loginShown
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.base * 64
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.s16
            Layout.leftMargin: content.edge
            Layout.rightMargin: content.edge
        }
        AuthGuard {
            id: guard
            objectName: restoring ? "restoringPage" : locked ? "lockedPage" : storeIsAway ? "unavailablePage" : ""
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            provider: app.provider
            Accessible.role: Accessible.Pane
            Accessible.name: qsTr("Your session")
            contentItem: PageLoader { inside: true }
            fallback: PageLoader {}
        }
    }
    Connections {
        target: app.pages ? app.pages.item as ScrollPage : null
        function onClosed() { app.settingUp = false }
        function onSetupWanted() { app.settingUp = true }
    }

    LazyPart {
        id: login
        wanted: app.provider.login.state !== Auth0Login.Idle
        file: Qt.resolvedUrl("Waiting.qml")
        given: ({ provider: app.provider })
    }
    Binding { target: login.item; property: "neverLoggedIn"; value: app.neverLoggedIn; when: login.item !== null }
    Connections {
        target: login.item
        function onShown(open) { app.loginShown = open }
        function onRejected() { app.loginRejected() }
        function onSetupWanted() { app.settingUp = true }
    }
}
