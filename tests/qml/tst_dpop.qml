// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0

AsyncTest {
    id: test
    name: "DPoP"

    readonly property var use: ({ url: "https://api.example.com/orders?page=2", method: "get", accessToken: "token", tokenType: "DPoP" })

    Auth0Provider {
        id: auth0
        domain: "http://127.0.0.1:9"
        clientId: "dpop"
        storage: Auth0Provider.MemoryOnly
        useDPoP: true
    }
    Auth0Provider { id: without; domain: "http://127.0.0.1:9"; clientId: "without"; storage: Auth0Provider.MemoryOnly }

    function claimsOf(proof) {
        return JSON.parse(Qt.atob(proof.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")))
    }

    function test_theHeadersAreAPlainObject() {
        const headers = valueOf(auth0.getDPoPHeaders(use))
        compare(Object.keys(headers).sort(), ["Authorization", "DPoP"])
        compare(headers.Authorization, "DPoP token")
        const claims = claimsOf(headers.DPoP)
        compare([claims.htm, claims.htu, claims.nonce], ["GET", "https://api.example.com/orders", undefined])
        compare(claimsOf(valueOf(auth0.getDPoPHeaders(Object.assign({}, use, { nonce: "n-1" }))).DPoP).nonce, "n-1")
        compare(valueOf(auth0.getDPoPHeaders(Object.assign({}, use, { url: Qt.url("https://api.example.com/x") }))).Authorization,
                "DPoP token")
    }

    function test_aBearerTokenHasNoProof() {
        const bearer = Object.assign({}, use, { tokenType: "Bearer" })
        compare(JSON.stringify(valueOf(auth0.getDPoPHeaders(bearer))), '{"Authorization":"Bearer token"}')
        compare(JSON.stringify(valueOf(without.getDPoPHeaders(bearer))), '{"Authorization":"Bearer token"}')
    }

    function test_whatIsMissingIsNamed_data() {
        return [{ tag: "url" }, { tag: "method" }, { tag: "accessToken" }]
    }
    function test_whatIsMissingIsNamed(row) {
        for (const nothing of [undefined, null, ""]) {
            const error = errorOf(auth0.getDPoPHeaders(Object.assign({}, use, { [row.tag]: nothing })))
            compare(error.code, Auth0Error.InvalidArgument)
            verify(error.message.indexOf(row.tag) >= 0, error.message)
        }
    }

    function test_switchedOffItSaysSo() {
        compare(errorOf(without.getDPoPHeaders(use)).code, Auth0Error.DpopNotConfigured)
    }
}
