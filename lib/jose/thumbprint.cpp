// SPDX-License-Identifier: Apache-2.0
#include "jose/thumbprint.h"
#include "core/base64url.h"
#include "jose/sha256.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QStringList>

namespace Auth0 {
QByteArray jwkThumbprint(const QJsonObject &jwk)
{
    const QString kty = jwk.value(QLatin1String("kty")).toString();
    QStringList names;
    if (kty == QLatin1String("RSA"))
        names = {QStringLiteral("e"), QStringLiteral("kty"), QStringLiteral("n")};
    else if (kty == QLatin1String("EC"))
        names = {QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"), QStringLiteral("y")};
    // QJsonObject writes its members in the order that section 3.3 asks for.
    QJsonObject required;
    for (const QString &name : std::as_const(names)) {
        if (!jwk.value(name).isString())
            return {};
        required.insert(name, jwk.value(name));
    }
    if (required.isEmpty())
        return {};
    return toBase64Url(sha256(QJsonDocument(required).toJson(QJsonDocument::Compact)));
}
} // namespace Auth0
