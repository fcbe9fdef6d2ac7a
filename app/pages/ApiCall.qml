// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import Parts

// One call of the protected API, with the access token of whoever is logged in; without a login the request goes bare.
QtObject {
    id: call

    required property Auth0Provider provider
    property string address: ""
    property bool waiting: false
    property int status: 0                // 0 before the first answer, and when none came
    property int milliseconds: 0
    property string answer: ""
    property string failure: ""           // "" or why nothing was sent or nothing came back, in words
    property bool done: false             // an answer or a failure is there to be shown
    property string answeredAt: ""        // time of the answer; a later failure leaves answer and time as they are

    signal ended()

    // Whoever comes next is not shown the answers of whoever went.
    function forget() {
        status = 0
        answer = failure = answeredAt = ""
        done = false
    }

    function send() {
        waiting = true
        if (!provider.isAuthenticated)
            return request("")
        provider.getAccessToken().then(request, function(error) {
            finish(0, "", qsTr("Nothing was sent, for there is no valid token"))     // the banner says why
        })
    }

    function request(token) {
        const started = Clock.now()
        const http = new XMLHttpRequest()
        http.onreadystatechange = function() {
            if (http.readyState !== XMLHttpRequest.DONE)
                return
            call.milliseconds = Clock.now() - started
            call.finish(http.status, http.responseText, http.status === 0 ? qsTr("The API does not answer") : "")
        }
        http.open("GET", address)
        if (token !== "")
            http.setRequestHeader("Authorization", "Bearer " + token)
        http.send()
    }

    function finish(httpStatus, body, why) {
        status = httpStatus
        failure = why
        if (httpStatus > 0) {
            answer = pretty(body)
            answeredAt = Qt.formatTime(new Date(Clock.now()), "hh:mm:ss")
        }
        waiting = false
        done = true
        ended()
    }

    function pretty(body) {
        try {
            return JSON.stringify(JSON.parse(body), null, 2)
        } catch (notJson) {
            return body
        }
    }
}
