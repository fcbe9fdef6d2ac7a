// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import "parts"

/*!
    Who is logged in: picture, or initials where there is none or it does not load, name and email. It can be pressed;
    `onClicked` is the application's, a menu for instance.
*/
ActionButton {
    id: control

    //! Whose user it shows; by default the nearest provider's.
    property Auth0Provider provider: Auth0Context.provider
    //! The picture alone.
    property bool compact: false
    //! Whether it can be pressed and gets the keyboard focus; otherwise it only shows.
    property bool interactive: true
    //! Where the picture is; by default where the user's profile says. An API may have it: see
    //! Auth0NetworkAccessManagerFactory.
    property url picture: loggedIn ? provider.user.picture : ""
    //! The size of the picture, in pixels.
    property real pictureSize: look.em * 2.4
    //! The second line; "" for none.
    property string detail: loggedIn ? provider.user.email : ""

    readonly property bool loggedIn: provider !== null && provider.isAuthenticated
    readonly property string personName: loggedIn ? provider.user.name || provider.user.nickname || provider.user.email || provider.user.sub : ""

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    flat: true
    text: loggedIn ? personName : qsTr("Logged out")
    padding: 8
    topPadding: padding          // some styles set these four on their own
    bottomPadding: padding
    leftPadding: padding
    rightPadding: padding
    hoverEnabled: interactive
    focusPolicy: interactive ? Qt.StrongFocus : Qt.NoFocus
    Keys.enabled: interactive
    Accessible.role: interactive ? Accessible.Button : Accessible.StaticText
    Accessible.name: loggedIn ? qsTr("Logged in as %1").arg(personName) : text

    Look { id: look }
    FocusRing { look: look }
    Binding on down { when: !control.interactive; value: false }

    contentItem: RowLayout {
        spacing: 12
        Avatar {
            objectName: "avatar"
            look: look
            size: control.pictureSize
            Layout.alignment: Qt.AlignVCenter
            name: control.personName
            source: control.loggedIn ? control.picture : ""
            person: control.loggedIn ? control.provider.user.sub : ""
            Accessible.ignored: true     // the badge has said it
        }
        ColumnLayout {
            visible: !control.compact
            spacing: 0
            Layout.fillWidth: true
            Label {
                objectName: "userName"
                Layout.fillWidth: true
                text: control.text
                color: look.ink
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
            Label {
                objectName: "userDetail"
                Layout.fillWidth: true
                visible: text !== ""
                text: control.detail
                color: look.inkMuted
                font.pixelSize: look.captionSize
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
}
