// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Auth0

AsyncTest {
    id: test
    name: "Options"

    // What no method takes, and what each key refuses.
    readonly property var neverAnObject: [
        "openid", "", 5, 0, true, false, [], ["openid"], function() {}, new Date(), /x/, auth0, auth0.user, new Error("x")
    ]
    readonly property var methods: ({
        authorize: {
            scope: "s", audience: "s", connection: "s", organization: "s", invitationUrl: "s", maxAge: "d", redirectUrl: "s",
            state: "s", nonce: "s", leeway: "d", ephemeralSession: "b", store: "b", timeout: "d", parameters: "m"
        },
        cancelWebAuth: {},
        clearSession: { federated: "b", returnToUrl: "s", revoke: "b", useOidcLogout: "b", parameters: "m" },
        getCredentials: { scope: "s", minTtl: "d", parameters: "m", forceRefresh: "b" },
        hasValidCredentials: { minTtl: "d" },
        saveCredentials: {
            accessToken: "s", tokenType: "s", idToken: "s", refreshToken: "s", expiresAt: "t", scope: "s",
            sessionExpiresAt: "t", recoveryCode: "s"
        },
        clearCredentials: { revoke: "b" },
        getApiCredentials: { audience: "s", scope: "s", minTtl: "d", parameters: "m" },
        clearApiCredentials: { audience: "s", scope: "s" },
        getAccessToken: { audience: "s", scope: "s", refresh: "b", minTtl: "d", includeFullResponse: "b" },
        getDPoPHeaders: { url: "s", method: "s", accessToken: "s", tokenType: "s", nonce: "s" },
        updateSession: { data: "j" }, getSession: {}, listAccounts: {}, restore: {}, userInfo: {}, refreshUser: {}, revokeRefreshToken: {}
    })
    readonly property var refused: ({
        s: [5, 0, true, false, [], ["a"], {}, function() {}, new Date()],
        b: ["true", 0, 1, "", [], {}, NaN],
        d: ["60", "", true, NaN, Infinity, -1, -0.001, [], {}, new Date()],
        t: ["2026-01-01", true, NaN, [], {}],
        j: ["a=b", 5, true, [], ["a"], function() {}, new Date(), { a: function() {} }, { a: NaN }, { a: [new Date()] }, endless()],
        m: ["a=b", 5, true, [], ["a"], function() {}, { a: [] }, { a: {} }, { a: function() {} }, { a: NaN }, { a: new Date() }]
    })

    function endless() {
        const object = {}
        object.self = object
        return object
    }

    Auth0Provider {
        id: auth0
        domain: "http://127.0.0.1:9"
        clientId: "client"
        storage: Auth0Provider.MemoryOnly
    }
    SignalSpy { id: errors; target: auth0; signalName: "errorOccurred" }

    function init() { errors.clear() }

    function test_whatIsNoObjectIsRefused_data() {
        const rows = []
        for (const method in methods) {
            for (let i = 0; i < neverAnObject.length; ++i)
                rows.push({ tag: method + " " + i, method: method, argument: neverAnObject[i] })
        }
        return rows
    }
    function test_whatIsNoObjectIsRefused(row) {
        const before = auth0.error.code
        const error = errorOf(auth0[row.method](row.argument))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.startsWith(row.method + ": "), error.message)
        verify(error.message.indexOf("Write " + row.method + "(") > 0, error.message)
        compare(errors.count, 0)
        compare(auth0.error.code, before)
    }

    // Qt itself drops what a method has no parameter for.
    function test_asIsASecondArgument_data() {
        const rows = []
        for (const method in methods) {
            rows.push({ tag: method + " number", method: method, arguments: [undefined, 60], word: "a number" },
                      { tag: method + " false", method: method, arguments: [{}, false], word: "a boolean" },
                      { tag: method + " object", method: method, arguments: [{}, { scope: "openid" }], word: "an object" })
        }
        return rows
    }
    function test_asIsASecondArgument(row) {
        const error = errorOf(auth0[row.method](...row.arguments))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.startsWith(row.method + ": "), error.message)
        verify(error.message.indexOf("second argument") > 0, error.message)
        verify(error.message.indexOf(row.word) > 0, error.message)
        verify(error.message.indexOf("Write " + row.method + "(") > 0, error.message)
        compare(errors.count, 0)
    }
    function test_butTheFirstIsNamedFirst() {
        const message = errorOf(auth0.getCredentials("openid", 60)).message
        verify(message.indexOf("one object") > 0 && message.indexOf("a string") > 0, message)
    }
    function test_notBesideAValueEither() {
        valueOf(auth0.saveCredentials({ accessToken: "at" }))
        const credentials = valueOf(auth0.getCredentials())
        compare(errorOf(auth0.saveCredentials(credentials, 60)).code, Auth0Error.InvalidArgument)
        valueOf(auth0.saveCredentials(credentials, null))
        valueOf(auth0.clearCredentials())
    }
    function test_unlessItIsNotGiven_data() { return [{ tag: "undefined", second: undefined }, { tag: "null", second: null }] }
    function test_unlessItIsNotGiven(row) {
        compare(valueOf(auth0.hasValidCredentials({}, row.second)), false)
        compare(errorOf(auth0.getCredentials(undefined, row.second)).code, Auth0Error.NoCredentials)
        compare(valueOf(auth0.cancelWebAuth(null, row.second)), undefined)
    }

    function test_anUnknownKeyIsNamed_data() { return Object.keys(methods).map(method => ({ tag: method })) }
    function test_anUnknownKeyIsNamed(row) {
        const error = errorOf(auth0[row.tag]({ minttl: 5 }))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.indexOf('"minttl"') > 0, error.message)
        compare(error.message.indexOf('did you mean "minTtl"') > 0, "minTtl" in methods[row.tag])
    }

    function test_aWrongTypeIsNamed_data() {
        const rows = []
        for (const method in methods) {
            for (const key in methods[method])
                refused[methods[method][key]].forEach((value, i) =>
                    rows.push({ tag: method + "." + key + " " + i, method: method, key: key, value: value }))
        }
        return rows
    }
    function test_aWrongTypeIsNamed(row) {
        const options = {}
        options[row.key] = row.value
        const error = errorOf(auth0[row.method](options))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.indexOf('"' + row.key + '"') > 0, error.message)
        verify(error.message.indexOf("Write " + row.method + "({") > 0, error.message)
    }

    function test_undefinedAndNullAreNotGiven_data() {
        return [
            { tag: "nothing", options: undefined }, { tag: "null", options: null }, { tag: "{}", options: {} },
            { tag: "undefined key", options: { minTtl: undefined } }, { tag: "null key", options: { minTtl: null } }
        ]
    }
    function test_undefinedAndNullAreNotGiven(row) {
        compare(valueOf(auth0.hasValidCredentials(row.options)), false)
        compare(errorOf(auth0.getCredentials(row.options)).code, Auth0Error.NoCredentials)
    }

    function test_goodValuesAreTaken_data() {
        return [
            { tag: "0", options: { minTtl: 0 } }, { tag: "fraction", options: { minTtl: 0.25 } },
            { tag: "empty text", options: { scope: "" } }, { tag: "false", options: { forceRefresh: false } },
            { tag: "parameters", options: { parameters: { a: "b", n: 1.5, yes: true, absent: null } } },
            { tag: "all", options: { scope: "a b", minTtl: 60, parameters: {}, forceRefresh: true } }
        ]
    }
    function test_goodValuesAreTaken(row) {
        compare(errorOf(auth0.getCredentials(row.options)).code, Auth0Error.NoCredentials)
    }

    function test_anotherAudienceHasAMethodOfItsOwn() {
        const error = errorOf(auth0.getCredentials({ audience: "https://api.example.com" }))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(error.message.indexOf("getApiCredentials") > 0, error.message)
    }

    function test_nothingThrowsNotEvenAGetter() {
        const options = { get scope() { throw new Error("mine") } }
        compare(errorOf(auth0.getCredentials(options)).code, Auth0Error.NoCredentials)
    }

    function test_noSecretIsRepeated() {
        const error = errorOf(auth0.saveCredentials({ accessToken: "at", refreshToken: ["very-secret"] }))
        compare(error.code, Auth0Error.InvalidArgument)
        verify(!`${error.message} ${JSON.stringify(error)}`.includes("very-secret"))
    }

    function test_oneTokenAtLeastIsNeeded() {
        compare(errorOf(auth0.saveCredentials()).code, Auth0Error.InvalidArgument)
        compare(errorOf(auth0.saveCredentials({ scope: "openid" })).code, Auth0Error.InvalidArgument)
    }
}
