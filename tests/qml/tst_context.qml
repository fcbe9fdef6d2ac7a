// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls
import QtTest
import Auth0

AsyncTest {
    id: test
    name: "Context"
    when: windowShown

    component Probe: Item { readonly property Auth0Provider provider: Auth0Context.provider }
    component PlainProbe: QtObject { readonly property Auth0Provider provider: Auth0Context.provider }
    component Provider: Auth0Provider { domain: "http://127.0.0.1:9"; clientId: "client"; storage: Auth0Provider.MemoryOnly }

    Item {
        id: outer
        Provider { id: outerProvider }
        Item {
            id: inner
            Provider { id: innerProvider }
            Probe { id: beside }
            Item { Probe { id: below } }
            Loader { id: loader; sourceComponent: Probe {} }
            Repeater { id: repeater; model: 3; Probe {} }
            ListView { id: list; width: 100; height: 100; model: 3; delegate: Probe { width: 10; height: 10 } }
            PlainProbe { id: plain }
            QtObject { property QtObject child: PlainProbe { id: plainBelow } }
            Popup { id: popup; Probe { id: inPopup } }
            Dialog { id: dialog; Probe { id: inDialog } }
            Popup { id: nesting; Popup { id: nested; Probe { id: inNested } } }
            Window { id: second; Probe { id: inSecond } }
        }
        Probe { id: outside }
    }
    ApplicationWindow {
        id: application
        Provider { id: applicationProvider }
        header: ToolBar { Probe { id: inHeader } }
        Probe { id: inApplication }
        Popup { id: applicationPopup; Probe { id: inApplicationPopup } }
    }
    // In no item: an item's window would become its transient parent.
    QtObject { property Window window: Window { id: tool; transientParent: application; Probe { id: inTool } } }
    Item { id: nowhere }
    Component { id: itemWithProvider; Item { Provider {} } }

    function test_theNearestUpTheParents() {
        compare(beside.provider, innerProvider)
        compare(below.provider, innerProvider)
        compare(outside.provider, outerProvider)
        compare(plain.provider, innerProvider)
        compare(plainBelow.provider, innerProvider)
    }
    function test_insideALoaderAndDelegates() {
        compare(loader.item.provider, innerProvider)
        for (let i = 0; i < 3; ++i)
            compare(repeater.itemAt(i).provider, innerProvider)
        list.forceLayout()
        compare(list.itemAtIndex(1).provider, innerProvider)
    }
    function test_insidePopups_data() {
        return [
            { tag: "popup", popup: popup, probe: inPopup, provider: innerProvider },
            { tag: "dialog", popup: dialog, probe: inDialog, provider: innerProvider },
            { tag: "of a window", popup: applicationPopup, probe: inApplicationPopup, provider: applicationProvider }
        ]
    }
    function test_insidePopups(row) {
        compare(row.probe.provider, row.provider)
        row.popup.open()
        tryVerify(() => row.popup.opened)
        compare(row.probe.provider, row.provider)
        row.popup.close()
        tryVerify(() => !row.popup.visible)
        compare(row.probe.provider, row.provider)
    }
    function test_insideAPopupOfAPopup() {
        compare(inNested.provider, innerProvider)
    }
    function test_insideWindows() {
        compare(inSecond.provider, innerProvider)
        compare(inApplication.provider, applicationProvider)
        compare(inHeader.provider, applicationProvider)
        compare(inTool.provider, applicationProvider)
    }
    function test_itFollowsANewParent() {
        compare(outside.provider, outerProvider)
        outside.parent = inner
        compare(outside.provider, innerProvider)
        outside.parent = outer
        compare(outside.provider, outerProvider)
        inner.parent = test
        compare(below.provider, innerProvider)
        inner.parent = outer
        tool.transientParent = second
        compare(inTool.provider, innerProvider)
        tool.transientParent = application
        compare(inTool.provider, applicationProvider)
        popup.parent = outer
        compare(inPopup.provider, outerProvider)
        popup.parent = inner
        compare(inPopup.provider, innerProvider)
    }
    function test_itFollowsProvidersThatComeAndGo() {
        const added = itemWithProvider.createObject(outer)
        outside.parent = added
        verify(outside.provider !== null && outside.provider !== outerProvider)
        outside.parent = outer
        compare(outside.provider, outerProvider)
        added.destroy()
    }
    function test_severalAndNoneAboveIsNullAndAWarning() {
        ignoreWarning(/Auth0Context.provider is null.*several/)
        const probe = Qt.createQmlObject("import Auth0; import QtQuick; Item { property var provider: Auth0Context.provider }", nowhere)
        compare(probe.provider, null)
        wait(0)
        probe.destroy()
    }
}
