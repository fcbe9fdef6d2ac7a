// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// What went wrong, in a sentence, and what helps. The code and the developer's message stand under "Details".
Rectangle {
    id: banner

    required property Auth0Provider provider
    property bool dismissed: false
    property bool showDetails: false
    readonly property bool needed: provider.error.code !== Auth0Error.None && !dismissed
    readonly property string kind: ErrorWords.kind(provider.error)
    readonly property color ink: kind === "transient" ? Theme.caution : kind === "needsLogin" ? Theme.accent : Theme.danger
    readonly property color soft: kind === "transient" ? Theme.cautionSoft : kind === "needsLogin" ? Theme.accentSoft : Theme.dangerSoft
    readonly property bool narrow: width < Theme.base * 34
    readonly property bool storeIsAway: provider.error.code === Auth0Error.StoreLocked || provider.error.code === Auth0Error.StoreUnavailable

    objectName: "errorBanner"
    implicitHeight: grid.implicitHeight + 2 * Theme.s12
    radius: Theme.radius
    color: soft
    border.width: 1
    border.color: Qt.rgba(ink.r, ink.g, ink.b, 0.28)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: ErrorWords.heading(provider.error)
    Accessible.description: ErrorWords.sentence(provider.error, provider.isAuthenticated)

    Connections {
        target: banner.provider
        function onErrorOccurred() { banner.dismissed = false }
        function onCredentialsChanged() { banner.dismissed = true }
    }

    GridLayout {
        id: grid
        anchors.fill: parent
        anchors.margins: Theme.s12
        anchors.leftMargin: Theme.s16
        anchors.rightMargin: Theme.s8
        columns: banner.narrow ? 3 : 4
        columnSpacing: Theme.s12
        rowSpacing: Theme.s8

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.round(Theme.base * 0.15)
            name: banner.kind === "transient" ? "dialog-warning" : banner.kind === "needsLogin" ? "dialog-information" : "dialog-error"
            color: banner.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: 2
            Label {
                objectName: "errorHeading"
                Layout.fillWidth: true
                text: ErrorWords.heading(banner.provider.error)
                color: Theme.text
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
            }
            Label {
                objectName: "errorSentence"
                Layout.fillWidth: true
                text: ErrorWords.sentence(banner.provider.error, banner.provider.isAuthenticated)
                color: Theme.text
                wrapMode: Text.Wrap
                lineHeight: 1.08
                horizontalAlignment: Text.AlignLeft
            }
        }
        RowLayout {
            Layout.row: banner.narrow ? 1 : 0
            Layout.column: banner.narrow ? 1 : 2
            Layout.columnSpan: banner.narrow ? 2 : 1
            Layout.alignment: banner.narrow || banner.showDetails ? Qt.AlignTop : Qt.AlignVCenter
            spacing: Theme.s4
            Button {
                objectName: "errorActionButton"
                visible: banner.storeIsAway || banner.provider.error.needsLogin
                text: banner.storeIsAway ? qsTr("Look again") : qsTr("Log in")
                onClicked: {
                    banner.dismissed = true
                    const done = banner.storeIsAway ? banner.provider.restore() : banner.provider.authorize()
                    done.catch(function(error) { console.info(error) })
                }
                Accessible.name: text
            }
            Button {
                objectName: "errorDetailsButton"
                flat: true
                text: banner.showDetails ? qsTr("Hide details") : qsTr("Details")
                palette.buttonText: banner.ink
                onClicked: banner.showDetails = !banner.showDetails
                Accessible.name: text
            }
        }
        IconButton {
            objectName: "errorCloseButton"
            Layout.row: 0
            Layout.column: banner.narrow ? 2 : 3
            Layout.alignment: banner.narrow || banner.showDetails ? Qt.AlignTop : Qt.AlignVCenter
            Layout.topMargin: banner.narrow ? -Theme.s4 : 0
            iconName: "window-close"
            fill: Qt.rgba(banner.ink.r, banner.ink.g, banner.ink.b, 0.14)
            text: qsTr("Close this message")
            onClicked: banner.dismissed = true
        }
        Label {
            objectName: "errorDetails"
            Layout.row: banner.narrow ? 2 : 1
            Layout.column: 1
            Layout.columnSpan: 2
            Layout.fillWidth: true
            visible: banner.showDetails
            text: ErrorWords.details(banner.provider.error)
            color: Theme.textMuted
            font.family: Theme.mono
            font.pixelSize: Theme.caption
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            horizontalAlignment: Text.AlignLeft
        }
    }
}
