// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

// What an application has to write: one provider, and a window that follows it.
Shell {
    id: app

    required property string domain
    required property string clientId
    required property string audience
    property string scope: "openid profile email offline_access read:messages"
    property bool useDPoP: false
    property list<int> callbackPorts: [14211, 21867, 29437]

    provider: auth0

    Auth0Provider {
        id: auth0
        domain: app.domain
        clientId: app.clientId
        audience: app.audience
        scope: app.scope
        callbackPorts: app.callbackPorts
        useDPoP: app.useDPoP
    }
}
