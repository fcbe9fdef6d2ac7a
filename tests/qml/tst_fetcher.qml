// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0
import Auth0.Test

// Auth0Fetcher and createFetcher, against the local tenant's own API.
AsyncTest {
    id: test
    name: "Fetcher"

    LocalTenant { id: tenant }
    Item {
        Auth0Provider {
            id: auth0
            domain: tenant.domain
            clientId: "native-public"
            audience: "https://api.example.com"
            scope: "openid profile email offline_access read:messages"
            callbackPorts: tenant.callbackPorts
            storage: Auth0Provider.MemoryOnly
            browser: CustomBrowser { onOpenRequested: url => tenant.visit(url) }
        }
        Auth0Fetcher { id: api; baseUrl: tenant.domain + "/api/"; onProgress: (tag, sent, received, total) => test.steps.push([tag, received, total]) }
        Auth0Fetcher { id: bare }
    }
    property var steps: []

    function init() {
        valueOf(auth0.authorize())
        steps = []
    }
    function cleanup() { valueOf(auth0.clearCredentials()) }

    function test_theElementFindsItsProvider() {
        compare(api.provider, auth0)
        const response = valueOf(api.fetch("/messages"))
        compare(response.status, 200)
        verify(response.ok)
        compare(response.url, tenant.domain + "/api/messages")
        verify(response.headers.get("Content-Type").startsWith("application/json"))
        compare(response.headers.get("X-None"), null)
        verify(response.headers.has("content-type"))
        const names = []
        response.headers.forEach((value, name) => names.push(name))
        verify(names.indexOf("content-type") >= 0)
        verify(response.text() instanceof Promise)
        const text = valueOf(response.text())
        compare(JSON.stringify(valueOf(response.json())), JSON.stringify(JSON.parse(text)))
        compare(valueOf(response.arrayBuffer()).byteLength, text.length)
    }

    function test_aResponseIsPrintedWithoutItsBody() {
        const response = valueOf(api.fetch("/messages"))
        const text = valueOf(response.text())
        verify(text.length > 2)
        verify(JSON.stringify(response).indexOf(text) < 0)
    }

    function test_whatIsNoJsonRejects() {
        const response = valueOf(api.fetch("/nowhere"))
        compare(response.status, 404)
        verify(!response.ok)
        const own = auth0.createFetcher({ baseUrl: "https://api.example.com", fetch: () => ({ status: 200, body: "<html>" }) })
        const error = errorOf(valueOf(own.fetch("/page")).json())
        compare(error.code, Auth0Error.InvalidResponse)
        compare(error.name, "Auth0Error")
    }

    function test_theTagIsForProgressAndAbort() {
        const waiting = follow(api.fetch("/messages", { tag: "mine" }))
        api.abort("other")
        api.abort("mine")
        tryVerify(() => waiting.done)
        compare(waiting.error.code, Auth0Error.Cancelled)
        valueOf(api.fetch("/messages", { tag: "told" }))
        verify(steps.length > 0)
        const last = steps[steps.length - 1]
        compare(last[0], "told")
        compare(last[1], last[2])
    }

    function test_nothingGoesElsewhere_data() {
        return [
            { tag: "another host", url: "https://api.example.com/x", code: Auth0Error.OriginNotAllowed },
            { tag: "two slashes", url: "//127.0.0.1/x", code: Auth0Error.OriginNotAllowed },
            { tag: "a file", url: "file:///etc/passwd", code: Auth0Error.OriginNotAllowed },
            { tag: "nothing", url: undefined, code: Auth0Error.InvalidArgument },
            { tag: "a number", url: 5, code: Auth0Error.InvalidArgument },
            { tag: "an object", url: { url: "/x" }, code: Auth0Error.InvalidArgument }
        ]
    }
    function test_nothingGoesElsewhere(row) { compare(errorOf(api.fetch(row.url)).code, row.code) }

    function test_aRelativeUrlNeedsABase() {
        compare(errorOf(bare.fetch("/messages")).code, Auth0Error.InvalidArgument)
        compare(errorOf(bare.fetch(tenant.domain + "/api/messages")).code, Auth0Error.OriginNotAllowed)
        bare.allowedOrigins = [tenant.domain]
        compare(valueOf(bare.fetch(tenant.domain + "/api/messages")).status, 200)
    }

    function test_badOptionsReject_data() {
        return [
            { tag: "unknown", options: { methd: "GET" }, word: "methd" },
            { tag: "a number as method", options: { method: 5 }, word: "method" },
            { tag: "an array", options: [], word: "array" },
            { tag: "text", options: "POST", word: "string" },
            { tag: "headers that are no object", options: { headers: "X: 1" }, word: "headers" },
            { tag: "two bodies", options: { method: "POST", body: "a", json: 1 }, word: "one of" },
            { tag: "a body with GET", options: { json: 1 }, word: "GET" },
            { tag: "a function in JSON", options: { method: "POST", json: { f: () => 1 } }, word: "function" },
            { tag: "a function as body", options: { method: "POST", body: () => 1 }, word: "body" },
            { tag: "a header of the connection", options: { headers: { Host: "x" } }, word: "Host" },
            { tag: "a negative timeout", options: { timeout: -1 }, word: "timeout" }
        ]
    }
    function test_badOptionsReject(row) {
        const error = errorOf(api.fetch("/messages", row.options))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.indexOf(row.word) >= 0, error.message)
    }

    function test_thereIsNoThirdArgument() {
        const error = errorOf(api.fetch("/messages", { method: "GET" }, { timeout: 5 }))
        compare(error.code, Auth0Error.InvalidArgument)
        for (const word of ["third argument", "an object", "Write fetch(url, {method: "])
            verify(error.message.indexOf(word) >= 0, error.message)
        compare(valueOf(api.fetch("/messages", null, undefined)).status, 200)
    }

    function test_signedOutThereIsNoToken() {
        valueOf(auth0.clearCredentials())
        compare(errorOf(api.fetch("/messages")).code, Auth0Error.NoCredentials)
    }

    function test_aFetcherOfTheProvider() {
        const fetcher = auth0.createFetcher({ baseUrl: tenant.domain + "/api" })
        verify(!(fetcher instanceof Promise))
        compare(valueOf(fetcher.fetch("messages")).status, 200)
    }

    function test_aFetcherThatNobodyHoldsFinishes() {
        const state = follow(auth0.createFetcher({ baseUrl: tenant.domain + "/api" }).fetch("messages"))
        gc()
        gc()
        tryVerify(() => state.done)
        verify(state.error === undefined, String(state.error))
        compare(state.value.status, 200)
    }

    function test_badOptionsOfAFetcherRejectEachFetch_data() {
        return [
            { tag: "unknown", options: { baseURL: "x" }, word: "baseUrl" },
            { tag: "no function", options: { fetch: 5 }, word: "fetch" },
            { tag: "text", options: "https://api.example.com", word: "string" },
            { tag: "no list", options: { allowedOrigins: "https://api.example.com" }, word: "allowedOrigins" },
            { tag: "no origin", options: { allowedOrigins: ["*"] }, word: "allowedOrigins" },
            { tag: "no base", options: { baseUrl: "/api" }, word: "baseUrl" }
        ]
    }
    function test_badOptionsOfAFetcherRejectEachFetch(row) {
        const fetcher = auth0.createFetcher(row.options)
        for (let i = 0; i < 2; ++i) {
            const error = errorOf(fetcher.fetch("/messages"))
            compare(error.code, Auth0Error.InvalidArgument)
            verify(error.message.indexOf(row.word) >= 0, error.message)
        }
    }

    function test_asDoesASecondArgument() {
        const fetcher = auth0.createFetcher({ baseUrl: tenant.domain + "/api" }, 60)
        const error = errorOf(fetcher.fetch("/messages"))
        compare(error.code, Auth0Error.InvalidArgument)
        for (const word of ["createFetcher: ", "second argument", "a number", "Write createFetcher({baseUrl: "])
            verify(error.message.indexOf(word) >= 0, error.message)
        compare(valueOf(auth0.createFetcher({ baseUrl: tenant.domain + "/api" }, null).fetch("/messages")).status, 200)
    }

    function test_aTransportOfOnesOwn() {
        const seen = []
        const fetcher = auth0.createFetcher({
            baseUrl: "https://api.example.com",
            fetch: (url, init) => {
                seen.push([url, init])
                return Promise.resolve({ status: 201, headers: { "X-Own": "1" }, body: { made: true } })
            }
        })
        const response = valueOf(fetcher.fetch("/x", { method: "post", json: { a: new Date(0) } }))
        compare(response.status, 201)
        compare(response.headers.get("x-own"), "1")
        compare(valueOf(response.json()).made, true)
        compare(seen.length, 1)
        compare(seen[0][0], "https://api.example.com/x")
        compare(seen[0][1].method, "POST")
        compare(seen[0][1].body, '{"a":"1970-01-01T00:00:00.000Z"}')
        verify(seen[0][1].headers.Authorization.startsWith("Bearer ey"))
        const own = { status: 200, headers: { get: () => null }, text: () => Promise.resolve("own") }
        const other = auth0.createFetcher({ baseUrl: "https://api.example.com", fetch: () => own })
        compare(valueOf(other.fetch("/x")), own)
    }

    function test_aTransportThatFails_data() {
        return [
            { tag: "throws", fetch: () => { throw new Error("offline") }, code: Auth0Error.NetworkFailure },
            { tag: "rejects", fetch: () => Promise.reject(new Error("offline")), code: Auth0Error.NetworkFailure },
            { tag: "no response", fetch: () => 5, code: Auth0Error.InvalidResponse },
            { tag: "no status", fetch: () => ({ ok: true }), code: Auth0Error.InvalidResponse },
            { tag: "an error of ours", fetch: () => auth0.getCredentials({ x: 1 }), code: Auth0Error.InvalidArgument }
        ]
    }
    function test_aTransportThatFails(row) {
        const fetcher = auth0.createFetcher({ baseUrl: "https://api.example.com", fetch: row.fetch })
        compare(errorOf(fetcher.fetch("/x")).code, row.code)
    }

    function test_tokensOfOnesOwn_data() {
        return [
            { tag: "text", token: () => "own", header: "Bearer own" },
            { tag: "a promise", token: () => Promise.resolve("own"), header: "Bearer own" },
            { tag: "with its type", token: () => ({ token: "own", token_type: "bearer" }), header: "Bearer own" },
            { tag: "the provider's", token: asked => auth0.getAccessToken({ scope: asked.scope }), header: "Bearer ey" }
        ]
    }
    function test_tokensOfOnesOwn(row) {
        let shown = "", asked
        const fetcher = auth0.createFetcher({
            baseUrl: "https://api.example.com",
            getAccessToken: parameters => { asked = parameters; return row.token(parameters) },
            fetch: (url, init) => { shown = init.headers.Authorization; return { status: 204 } }
        })
        compare(valueOf(fetcher.fetch("/x", { scope: "read:messages" })).status, 204)
        verify(shown.toLowerCase().startsWith(row.header.toLowerCase()), shown.slice(0, 10))
        compare(asked.scope, "read:messages")
        compare(asked.refresh, false)
    }

    function test_aTokenFactoryThatFails() {
        const none = auth0.createFetcher({ baseUrl: "https://api.example.com", getAccessToken: () => undefined })
        compare(errorOf(none.fetch("/x")).code, Auth0Error.InvalidArgument)
        const thrown = auth0.createFetcher({ baseUrl: "https://api.example.com", getAccessToken: () => { throw new Error("no") } })
        compare(errorOf(thrown.fetch("/x")).code, Auth0Error.Unknown)
    }
}
