// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// The access token in hand: how long it lives, which one it is, and a way to get the next.
Card {
    id: card

    required property Auth0Provider provider
    property bool refreshing: false
    property bool renewable: true        // until the session says that it has no refresh token
    property int secondsLeft: 0
    property int lifetime: 0             // seconds; 0 when the token does not say
    property string tokenId: ""          // its `jti`; "" when the token is opaque
    readonly property bool known: !isNaN(provider.expiresAt)
    readonly property real standing: Clock.standing

    // What the token says of itself. An API must not rely on it unchecked, a page may show it.
    function readToken() {
        provider.getSession().then(function(session) {
            const claims = session ? payload(session.tokenSet.accessToken) : {}
            card.renewable = session !== null && session.tokenSet.refreshToken !== ""
            card.tokenId = claims.jti || ""
            card.lifetime = claims.exp > claims.iat ? claims.exp - claims.iat : 0
        }).catch(function(error) { console.info(error) })
        tick()
    }

    function payload(token) {
        const parts = token.split(".")
        return parts.length === 3 ? JSON.parse(Qt.atob(parts[1].replace(/-/g, "+").replace(/_/g, "/"))) : {}
    }

    function tick() {
        secondsLeft = known ? Math.max(0, Math.round((provider.expiresAt.getTime() - Clock.now()) / 1000)) : 0
    }

    function refresh() {
        refreshing = true
        provider.getCredentials({ forceRefresh: true }).then(function() {
            card.refreshing = false
        }, function(error) {
            card.refreshing = false
            console.info(error)
        })
    }

    title: qsTr("Access token")
    detail: qsTr("Renewed when it is asked for and too old.")
    Component.onCompleted: readToken()
    onStandingChanged: tick()

    Connections {
        target: card.provider
        function onCredentialsChanged() { card.readToken() }
    }
    Timer { interval: 1000; repeat: true; running: card.secondsLeft > 0 && card.visible; onTriggered: card.tick() }

    Ring {
        objectName: "tokenLifetime"
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.s8
        implicitWidth: Theme.base * 8.6
        thickness: 6
        value: card.lifetime > 0 ? card.secondsLeft / card.lifetime : card.known ? 1 : 0
        color: card.secondsLeft < 60 ? Theme.caution : Theme.accent
        label: card.known ? Theme.clock(card.secondsLeft) : "?"
        accessibleName: card.known ? qsTr("Valid for %1").arg(label) : qsTr("Nobody knows how long it is valid")
    }
    Label {
        Layout.fillWidth: true
        text: !card.known ? qsTr("lifetime unknown") : card.secondsLeft === 0 ? qsTr("ended; renewed with the next call")
            : card.lifetime > 0 ? qsTr("of %1 left").arg(Theme.clock(card.lifetime)) : qsTr("left")
        color: Theme.textMuted
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
    Label {
        objectName: "tokenId"
        Layout.fillWidth: true
        visible: text !== ""
        text: card.tokenId
        color: Theme.textMuted
        font.family: Theme.mono
        font.pixelSize: Theme.caption
        elide: Text.ElideMiddle
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: qsTr("Identifier of the token: %1").arg(text)
    }
    PushButton {
        objectName: "refreshButton"
        Layout.fillWidth: true
        enabled: card.renewable && !card.refreshing
        icon.name: "view-refresh"
        text: card.refreshing ? qsTr("Refreshing…") : qsTr("Refresh now")
        onClicked: card.refresh()
    }
}
