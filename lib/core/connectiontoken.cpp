// SPDX-License-Identifier: Apache-2.0
#include "core/connectiontoken.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
QString ConnectionToken::toString() const
{
    return QStringLiteral("ConnectionToken")
        + QString::fromUtf8(QJsonDocument(toJSON()).toJson(QJsonDocument::Compact));
}

QJsonObject ConnectionToken::toJSON(const QString &) const
{
    return {
        {QStringLiteral("expiresAt"), expiresAt.isValid() ? QJsonValue(expiresAt.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("scope"), scope},
        {QStringLiteral("connection"), connection},
        {QStringLiteral("loginHint"), loginHint},
    };
}

bool operator==(const ConnectionToken &a, const ConnectionToken &b)
{
    return a.token == b.token && a.expiresAt == b.expiresAt && a.scope == b.scope && a.connection == b.connection
        && a.loginHint == b.loginHint;
}
} // namespace Auth0
