// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Auth0

// The claims of the user who is logged in: `name` as the tenant writes it, `value` as a person reads it, `valueName` the
// objectName of the label that shows it.
ListModel {
    id: claims

    property Auth0Provider provider
    onProviderChanged: fill()

    function put(name, value, valueName) {
        if (value !== "")
            append({ name: name, value: value, valueName: valueName })
    }

    function text(value) {
        return Array.isArray(value) ? value.map(plain).join(", ") : plain(value)
    }

    function plain(value) {
        return typeof value === "object" ? JSON.stringify(value) : String(value)
    }

    function fill() {
        const user = provider.user
        clear()
        put("sub", user.sub, "subValue")
        put("nickname", user.nickname, "nicknameValue")
        put("locale", user.locale, "localeValue")
        put("org_id", user.orgId, "orgIdValue")
        put("updated_at", isNaN(user.updatedAt) ? "" : user.updatedAt.toLocaleString(Qt.locale(), Locale.ShortFormat), "updatedAtValue")
        for (const name of Object.keys(user.claims))
            put(name, text(user.claims[name]), name)
    }

    readonly property Connections watch: Connections {
        target: claims.provider
        function onUserChanged() { claims.fill() }
    }
}
