// SPDX-License-Identifier: Apache-2.0
#include "core/credentials.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
QString Credentials::toString() const
{
    return QStringLiteral("Credentials") + QString::fromUtf8(QJsonDocument(toJSON()).toJson(QJsonDocument::Compact));
}

QJsonObject Credentials::toJSON(const QString &) const
{
    return {
        {QStringLiteral("tokenType"), tokenType},
        {QStringLiteral("expiresAt"), expiresAt.isValid() ? QJsonValue(expiresAt.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("scope"), scope},
        {QStringLiteral("sessionExpiresAt"),
         sessionExpiresAt.isValid() ? QJsonValue(sessionExpiresAt.toString(Qt::ISODate)) : QJsonValue()},
    };
}

bool operator==(const Credentials &a, const Credentials &b)
{
    return a.accessToken == b.accessToken && a.tokenType == b.tokenType && a.idToken == b.idToken
        && a.refreshToken == b.refreshToken && a.expiresAt == b.expiresAt && a.scope == b.scope
        && a.sessionExpiresAt == b.sessionExpiresAt && a.recoveryCode == b.recoveryCode;
}
} // namespace Auth0
