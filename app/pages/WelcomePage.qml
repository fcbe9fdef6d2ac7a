// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// Nobody is logged in: the way in, and what the API says to somebody without a login.
ScrollPage {
    id: page

    objectName: "welcomePage"
    title: qsTr("Welcome")
    centred: true
    measure: Theme.base * 52
    gap: Theme.s12

    Mark { Layout.alignment: Qt.AlignHCenter; size: Theme.base * 4.6 }
    Label {
        objectName: "welcomeHeading"
        Layout.fillWidth: true
        Layout.topMargin: Theme.s12
        text: qsTr("Welcome")
        color: Theme.text
        font.pixelSize: Theme.display
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Label {
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.base * 25
        Layout.alignment: Qt.AlignHCenter
        text: qsTr("Log in to see your profile, call an API and stay logged in.")
        color: Theme.textMuted
        font.pixelSize: Theme.title
        lineHeight: 1.08
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
    LoginButton {
        objectName: "loginButton"
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.s16
        Layout.preferredHeight: Math.round(Theme.controlHeight * 1.16)
        Layout.preferredWidth: Math.max(implicitWidth, Math.min(page.width - 2 * page.edge, Theme.base * 20))
        focus: true
        provider: page.provider
    }
    PushButton {
        objectName: "callApiButton"
        Layout.alignment: Qt.AlignHCenter
        flat: true
        enabled: !page.call.waiting
        text: qsTr("Call the API without a login")
        onClicked: page.call.send()
    }
    PushButton {
        objectName: "setupButton"
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: -Theme.s8
        flat: true
        visible: page.neverLoggedIn
        text: qsTr("Dashboard settings")
        onClicked: page.setupWanted()
    }
    LazyPart {
        Layout.fillWidth: true
        Layout.topMargin: Theme.s8
        visible: wanted
        wanted: page.call.done || page.call.waiting
        file: Qt.resolvedUrl("ApiAnswer.qml")
        given: ({ call: page.call })
    }

    Rule { Layout.topMargin: Theme.s24; Layout.bottomMargin: Theme.s12 }

    GridLayout {
        Layout.fillWidth: true
        columns: page.narrow ? 1 : 3
        columnSpacing: Theme.s24
        rowSpacing: Theme.s16
        WelcomeStep {
            icon: "web-browser"
            title: qsTr("Your browser opens")
            detail: qsTr("With the address of the login page in plain sight.")
        }
        WelcomeStep {
            icon: "channel-secure"
            title: qsTr("You log in there")
            detail: qsTr("This app never sees your password.")
        }
        WelcomeStep {
            icon: "emblem-ok"
            title: qsTr("You are back here")
            detail: qsTr("And stay logged in when you restart.")
        }
    }

    Rule { Layout.topMargin: Theme.s12; Layout.bottomMargin: Theme.s4 }
    DpopLine { provider: page.provider }
}
