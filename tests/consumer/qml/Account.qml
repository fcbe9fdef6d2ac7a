// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Auth0

// Every component of the module, as an application puts them together.
Item {
    id: account

    property bool seen: false

    ColumnLayout {
        anchors.fill: parent
        RowLayout {
            UserBadge { Layout.fillWidth: true; compact: true; pictureSize: 40; detail: ""; onClicked: account.seen = true }
            LoginButton { visible: !busy; authorizeOptions: ({ scope: "openid" }) }
            LogoutButton { clearSessionOptions: ({ federated: false }) }
        }
        ErrorBanner {
            id: banner
            Layout.fillWidth: true
            retry: () => account.seen = banner.kind === "transient" && banner.needed
            onVisibleChanged: if (!visible || heading === sentence) dismiss()
        }
        AuthGuard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            autoLogin: false
            contentItem: Text { color: Auth0Theme.accent; text: Auth0Context.provider.user.name }
            fallback: Text { text: Auth0Theme.dark || Auth0Theme.reducedMotion ? "out" : "OUT"; color: Auth0Theme.accentInk }
            onItemChanged: account.seen = item !== null
        }
    }
    LoginDialog { autoOpen: true; authorizeOptions: ({}); extra: Text { text: Auth0Context.provider.domain } }
}
