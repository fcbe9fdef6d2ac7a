// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

// What went wrong with the session, and tells the window so: that one does not know the banner, which is loaded when
// there is something to say.
ErrorBanner {
    id: banner

    required property Shell window

    Binding { target: banner.window; property: "troubled"; value: banner.needed }
    Binding { target: banner.window; property: "errorHeading"; value: banner.heading }
    Binding { target: banner.window; property: "errorSentence"; value: banner.sentence }
    Connections {
        target: banner.window
        function onLoginRejected() { banner.dismiss() }       // the dialog has said it
    }
}
