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

    // The headers of the last request and its answer: `name`, `value` with secrets masked, `valueName` the objectName of
    // the line that shows it.
    readonly property ListModel sent: ListModel { }
    readonly property ListModel got: ListModel { }

    signal ended()

    // Whoever comes next is not shown the answers of whoever went.
    function forget() {
        status = 0
        answer = failure = answeredAt = ""
        done = false
        sent.clear()
        got.clear()
    }

    function send() {
        waiting = true
        sent.clear()
        got.clear()
        if (!provider.isAuthenticated) {
            transmit(address, { method: "GET", headers: {} }).catch(function(error) { console.info(error) })
            return
        }
        if (!fetcher)
            fetcher = provider.createFetcher({ baseUrl: address, fetch: transmit })
        fetcher.fetch(address).catch(function(error) {
            if (call.waiting)
                call.finish(0, "", error.code === Auth0Error.OriginNotAllowed ? qsTr("Nothing was sent: the token may not go there")
                    : qsTr("Nothing was sent, for there is no valid token"))      // the banner says why
        })
    }

    // The fetcher's transport: engine's own, and everything that goes and comes is noted.
    function transmit(url, init) {
        const started = Clock.now()
        sent.clear()
        got.clear()
        for (const name of Object.keys(init.headers))
            note(sent, "sent", name, init.headers[name])
        return new Promise(function(resolve, reject) {
            const http = new XMLHttpRequest()
            http.onreadystatechange = function() {
                if (http.readyState !== XMLHttpRequest.DONE)
                    return
                call.milliseconds = Clock.now() - started
                const headers = call.noteAnswer(http.getAllResponseHeaders())
                call.finish(http.status, http.responseText, http.status === 0 ? qsTr("The API does not answer") : "")
                if (http.status > 0)
                    resolve({ status: http.status, statusText: http.statusText, headers: headers, body: http.responseText })
                else
                    reject(new Error("The API does not answer"))
            }
            http.open(init.method, url)
            for (const name of Object.keys(init.headers))
                http.setRequestHeader(name, init.headers[name])
            http.send()
        })
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
