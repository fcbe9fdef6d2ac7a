// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The developer's words in the fixed font. They can be selected and copied, by mouse and by keyboard.
TextEdit {
    required property Look look

    readOnly: true
    selectByMouse: true
    selectByKeyboard: true
    activeFocusOnTab: true
    textFormat: TextEdit.PlainText
    color: look.inkMuted
    selectionColor: look.accent
    selectedTextColor: look.dark ? "#0d1b3d" : "#ffffff"
    font.family: look.fixedFont
    font.pixelSize: look.captionSize
    wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.selectableText: true
    onActiveFocusChanged: if (activeFocus) selectAll(); else deselect()
}
