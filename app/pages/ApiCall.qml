// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0
import Parts

// One call of the protected API by a fetcher, which brings the access token of whoever is logged in, with its proof where
// it is bound to a key; without a login the request goes bare.
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
    property Auth0Fetcher fetcher: null   // made for the first call
    property int turn: 0                  // which call this is: what comes for an earlier one is not taken
    property var answered: null           // what the API said last in this call; no type: an object
    property bool unanswered: false       // it is the API that failed, not the session
    property var request: null            // on its way; no type: an XMLHttpRequest
    readonly property bool inside: provider.isAuthenticated
    readonly property string person: provider.user.sub

    // The headers of the last request and its answer: `name`, `value` with secrets masked, `valueName` the objectName of
    // the line that shows it.
    readonly property ListModel sent: ListModel { }
    readonly property ListModel got: ListModel { }

    signal ended()

    onInsideChanged: forget()
    onPersonChanged: forget()

    // Whoever comes next is not shown the answers of whoever went, nor the one that is still on its way.
    function forget() {
        ++turn
        if (fetcher)
            fetcher.abort()
        stopRequest()
        waiting = false
        answered = null
        status = 0
        answer = failure = answeredAt = ""
        done = false
        sent.clear()
        got.clear()
    }

    function send() {
        const mine = ++turn
        waiting = true
        answered = null
        unanswered = false
        sent.clear()
        got.clear()
        if (inside && !fetcher)
            fetcher = provider.createFetcher({ baseUrl: address, fetch: transmit })
        const going = inside ? fetcher.fetch(address) : transmit(address, { method: "GET", headers: {} })
        going.then(function() { call.finish(mine, "") }, function(error) { call.finish(mine, call.why(error)) })
    }

    // Why there is no answer; the banner says what is wrong with the session. An error of the engine has no code.
    function why(error) {
        return error.code === undefined || unanswered ? qsTr("The API does not answer")
            : error.code === Auth0Error.OriginNotAllowed ? qsTr("Nothing was sent: the token may not go there")
            : error.isRetryable ? qsTr("Nothing was sent: the token could not be renewed")
            : qsTr("Nothing was sent, for there is no valid token")
    }

    // The fetcher's transport: engine's own, and everything that goes and comes is noted. A 401 may be repeated with another
    // token or proof, so the call ends with the fetcher's promise and not here.
    function transmit(url, init) {
        const mine = turn
        const started = Clock.now()
        answered = null
        sent.clear()
        got.clear()
        for (const name of Object.keys(init.headers))
            note(sent, "sent", name, init.headers[name])
        return new Promise(function(resolve, reject) {
            const http = new XMLHttpRequest()
            http.onreadystatechange = function() {
                if (http.readyState !== XMLHttpRequest.DONE)
                    return
                if (mine !== call.turn)
                    return reject(new Error("Nobody waits for it any more"))
                call.stopRequest()
                call.milliseconds = Clock.now() - started
                if (http.status === 0) {
                    call.unanswered = true
                    return reject(new Error("The API does not answer"))
                }
                const headers = call.noteAnswer(http.getAllResponseHeaders())
                call.answered = { status: http.status, body: http.responseText }
                resolve({ status: http.status, statusText: http.statusText, headers: headers, body: http.responseText })
            }
            http.open(init.method, url)
            for (const name of Object.keys(init.headers))
                http.setRequestHeader(name, init.headers[name])
            call.request = http
            call.patience.restart()
            http.send()
        })
    }

    function stopRequest() {
        patience.stop()
        const left = request
        request = null
        if (left && left.readyState !== XMLHttpRequest.DONE)
            left.abort()
    }

    // An XMLHttpRequest of Qt waits for ever.
    readonly property Timer patience: Timer {
        interval: call.provider.timeout * 1000
        onTriggered: call.stopRequest()
    }

    function noteAnswer(lines) {
        const headers = {}
        for (const line of lines.split(/\r?\n/)) {
            const colon = line.indexOf(":")
            if (colon <= 0)
                continue
            const name = line.slice(0, colon).trim()
            headers[name] = line.slice(colon + 1).trim()
            note(got, "got", name, headers[name])
        }
        return headers
    }

    function note(list, direction, name, value) {
        const words = name.split("-").map(function(word) { return word.charAt(0).toUpperCase() + word.slice(1) })
        list.append({ name: name, value: masked(name.toLowerCase(), value), valueName: direction + words.join("") })
    }

    // A token, a proof or a cookie is told by its kind and length alone.
    function masked(name, value) {
        const hidden = function(secret) { return qsTr("••• (%1 characters)").arg(secret.length) }
        const blank = value.indexOf(" ")
        if (name === "authorization")
            return value.slice(0, blank + 1) + hidden(value.slice(blank + 1))
        return ["dpop", "cookie", "set-cookie"].indexOf(name) >= 0 ? hidden(value) : value
    }

    function finish(mine, reason) {
        if (mine !== turn)
            return
        // A 401 stays the answer when no other token could be had: the banner says that.
        status = answered ? answered.status : 0
        failure = answered ? "" : reason
        if (answered) {
            answer = pretty(answered.body)
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
