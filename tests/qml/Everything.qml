// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

// Uses every name of the module once, for qmllint.
Item {
    id: root

    property credentials held
    readonly property Auth0Provider nearest: Auth0Context.provider
    readonly property string shown: auth0.isAuthenticated ? auth0.user.name + auth0.user.email + Object.keys(auth0.user.claims) : ""
    readonly property bool waiting: auth0.login.state === Auth0Login.WaitingForBrowser
    readonly property string expires: auth0.expiresAt.toISOString() + root.held.expiresAt.toISOString()
    readonly property string trouble: auth0.error.code === Auth0Error.None ? ""
        : auth0.error.codeName + auth0.error.message + auth0.error.serverCode + auth0.error.statusCode
    readonly property bool again: auth0.error.isRetryable || auth0.error.needsLogin

    function run() {
        auth0.authorize({ scope: "openid" }).then(credentials => root.held = credentials).catch(error => console.warn(error.code))
        auth0.cancelWebAuth()
        auth0.clearSession({ federated: true })
        auth0.getCredentials({ minTtl: 60 }).then(credentials => console.log(credentials.scope))
        auth0.hasValidCredentials()
        auth0.saveCredentials({ accessToken: root.held.accessToken, idToken: root.held.idToken })
        auth0.clearCredentials({ revoke: true })
        auth0.getApiCredentials({ audience: "https://orders-api.example.com", scope: "read:orders", minTtl: 60 })
            .then(api => console.log(api.audience, api.scope, api.requestedScope))
        auth0.clearApiCredentials({ audience: "https://orders-api.example.com" })
        auth0.getAccessToken({ audience: "https://api.example.com" })
        auth0.getDPoPHeaders({ url: "https://api.example.com/x", method: "GET", accessToken: root.held.accessToken })
        auth0.getSession()
        auth0.updateSession({ data: { theme: "dark" } })
        auth0.listAccounts().then(accounts => accounts.forEach(one => console.log(one.account, one.user.name)))
        auth0.restore()
        auth0.userInfo()
        auth0.refreshUser()
        auth0.revokeRefreshToken()
        auth0.createFetcher({ baseUrl: "https://api.example.com" }).fetch("/orders").then(response => console.log(response.status))
        api.fetch("/orders", { method: "POST", json: { item: 5 }, tag: "order" })
        api.abort("order")
        auth0.login.cancel()
        auth0.login.reopen()
        custom.finish("http://127.0.0.1:14211/callback")
        custom.fail("no")
    }

    Auth0Fetcher {
        id: api
        provider: auth0
        baseUrl: "https://api.example.com/v1"
        audience: "https://api.example.com"
        allowedOrigins: ["https://files.example.com"]
        onProgress: (tag, sent, received, total) => console.log(tag, sent, received, total)
    }
    CustomBrowser {
        id: custom
        listen: true
        ephemeral: false
        onOpenRequested: (url, callbackUrl) => console.log(url, callbackUrl)
        onCloseRequested: console.log("closed")
    }
    Auth0Provider {
        domain: "tenant.eu.auth0.com"
        clientId: "client"
        browser: SystemBrowser { program: "/usr/bin/firefox"; arguments: ["--new-window"] }
    }
    Auth0Provider {
        id: auth0
        domain: "tenant.eu.auth0.com"
        clientId: "client"
        audience: "https://api.example.com"
        scope: "openid"
        organization: ""
        browser: custom
        callbackPorts: [14211]
        redirectUri: ""
        logoutRedirectUri: ""
        useDPoP: true
        account: "second"
        storage: Auth0Provider.MemoryOnly
        leeway: 60
        timeout: 10
        loginTimeout: 300
        loginPolicy: Auth0Provider.Replace
        autoRefresh: true
        refreshLeadTime: 60
        tokenEndpoint: "https://app.example.com/token"
        caCertificates: ""
        telemetry: false
        onLoggedIn: console.log(user.sub, user.givenName, user.familyName, user.picture, user.updatedAt, user.orgId)
        onLoggedOut: console.log(callbackUrls[0], isPersistent, isLoading, sessionState === Auth0Provider.SignedOut)
        onSessionEnded: reason => console.log(reason === Auth0Provider.RefreshTokenRejected)
        onCredentialsChanged: console.log(login.url, login.secondsLeft, login.userCode, login.verificationUri)
        onErrorOccurred: error => console.log(error.code === Auth0Error.StoreLocked)
    }
}
