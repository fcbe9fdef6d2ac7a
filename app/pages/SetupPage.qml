// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Parts

// What the tenant's dashboard has to know of this application before anybody can log in.
ScrollPage {
    id: page

    readonly property string allUrls: listed(provider.callbackUrls)

    function listed(urls) {
        let list = ""
        for (let i = 0; i < urls.length; ++i)
            list += (i > 0 ? ", " : "") + urls[i]
        return list
    }

    objectName: "setupPage"
    title: qsTr("Before the first login")
    measure: Theme.base * 52

    PageHeading {
        title: qsTr("Before the first login")
        detail: qsTr("Set this in the dashboard of %1, once.").arg(page.provider.domain)
    }

    Card {
        title: qsTr("Callback URLs")
        detail: qsTr("Into Allowed Callback URLs and into Allowed Logout URLs, all of them: the app takes the first port that is free.")
        gap: Theme.s8
        Repeater {
            model: page.provider.callbackUrls
            CopyLine {
                required property int index
                required property string modelData
                value: modelData
                buttonName: "copyUrlButton" + index
            }
        }
        Rule { Layout.topMargin: Theme.s4; Layout.bottomMargin: Theme.s4 }
        Label {
            Layout.fillWidth: true
            text: qsTr("Or the whole list, as the dashboard takes it:")
            color: Theme.textMuted
            font.pixelSize: Theme.caption
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
        CopyLine { value: page.allUrls; buttonName: "copyAllButton" }
    }

    Card {
        title: qsTr("Settings")
        gap: 0
        StoredLine {
            first: true
            what: qsTr("Application type")
            purpose: qsTr("Applications, Settings")
            where: qsTr("Native")
            whereName: "applicationType"
        }
        StoredLine {
            what: qsTr("Refresh Token Rotation")
            purpose: qsTr("Applications, Settings; with an overlap a lost answer harms nobody")
            where: qsTr("On, overlap 30 s")
            whereName: "rotationSetting"
        }
        StoredLine {
            what: qsTr("Allow Offline Access")
            purpose: page.provider.audience === "" ? qsTr("APIs, Settings") : qsTr("APIs, %1, Settings").arg(page.provider.audience)
            where: qsTr("On")
            whereName: "offlineSetting"
        }
    }

    PushButton {
        objectName: "setupDoneButton"
        Layout.alignment: page.narrow ? Qt.AlignHCenter : Qt.AlignLeft
        Layout.fillWidth: page.narrow
        highlighted: true
        focus: true
        text: qsTr("Go on to the login")
        onClicked: page.closed()
    }
}
