// SPDX-License-Identifier: Apache-2.0
#include "jose/jwt.h"
#include "core/base64url.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
static std::optional<QJsonObject> objectIn(const QByteArray &part)
{
    const auto bytes = fromBase64Url(part);
    const QJsonDocument document = bytes ? QJsonDocument::fromJson(*bytes) : QJsonDocument();
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

Result<Jwt> Jwt::decode(const QString &token)
{
    const Error malformed(
        Error::IdTokenInvalid, QStringLiteral("The token is no JWT: three base64url parts are expected."));
    const QList<QByteArray> parts = token.toLatin1().split('.');
    if (parts.size() != 3 || parts[0].isEmpty() || parts[1].isEmpty())
        return malformed;
    const auto header = objectIn(parts[0]);
    const auto claims = objectIn(parts[1]);
    const auto signature = fromBase64Url(parts[2]);
    if (!header || !claims || !signature)
        return malformed;
    return Jwt{*header, *claims, parts[0] + '.' + parts[1], *signature};
}
} // namespace Auth0
