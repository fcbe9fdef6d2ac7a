// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

Window {
    id: window
    required property string domain
    required property int port

    function claimsOf(token: string): string {
        return Qt.atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))
    }

    Auth0Provider {
        id: auth0
        domain: window.domain
        clientId: "native-public"
        audience: "https://api.example.com"
        scope: "openid profile offline_access read:messages"
        callbackPorts: [window.port]
        loginTimeout: 20
        onLoggedIn: console.log(auth0.user.name)
        onErrorOccurred: error => console.log(error)
    }
    Account { id: account; anchors.fill: parent }

    Component.onCompleted: auth0.authorize().then(function(credentials) {
        return auth0.getAccessToken({ minTtl: 60 })
    }).then(function(token) {
        console.log(window.claimsOf(token))
        Qt.exit(auth0.isAuthenticated && !auth0.isLoading && account.seen ? 0 : 1)
    }).catch(function(error) {
        console.log(error.codeName, error.code === Auth0Error.BrowserUnavailable, error.message)
        Qt.exit(1)
    })
}
