// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Auth0
import Parts

// What every page is: a column of content that scrolls when the window is too small for it and never hides what has the
// keyboard focus.
Flickable {
    id: page

    required property Auth0Provider provider
    property string title: ""             // for those who listen to it
    property ApiCall call: null
    property History history: null
    property bool neverLoggedIn: false
    property url picture: provider.user.picture   // of who is logged in
    default property alias body: column.data
    property bool centred: false
    property real measure: Theme.base * 64
    property alias gap: column.spacing
    readonly property real edge: width < Theme.base * 46 ? Theme.s16 : Theme.s32
    readonly property bool narrow: width < Theme.base * 38
    readonly property Item focused: Window.activeFocusItem

    signal closed()
    signal setupWanted()

    Accessible.role: Accessible.Pane
    Accessible.name: title
    contentHeight: Math.max(height, column.implicitHeight + 2 * edge)
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: ScrollBar { }

    onFocusedChanged: {
        let up = focused
        while (up && up !== contentItem)
            up = up.parent
        if (!up)
            return
        const top = focused.mapToItem(contentItem, 0, 0).y
        if (top - Theme.s16 < contentY)
            contentY = Math.max(0, top - Theme.s16)
        else if (top + focused.height + Theme.s16 > contentY + height)
            contentY = Math.min(contentHeight - height, top + focused.height + Theme.s16 - height)
    }

    // Pages hold little that takes the focus, so these are of the window.
    function scroll(part: real) {
        contentY = Math.max(0, Math.min(contentHeight - height, contentY + part * height))
    }

    Shortcut { sequence: "PgDown"; onActivated: page.scroll(0.9) }
    Shortcut { sequence: "PgUp"; onActivated: page.scroll(-0.9) }

    ColumnLayout {
        id: column
        x: (page.width - width) / 2
        y: page.centred ? Math.max(page.edge, (page.height - implicitHeight) / 2) : page.edge
        width: Math.min(page.width - 2 * page.edge, page.measure)
        spacing: Theme.s16
    }
}
