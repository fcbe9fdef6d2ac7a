// SPDX-License-Identifier: Apache-2.0
#include "core/apicredentials.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
QString ApiCredentials::toString() const
{
    return QStringLiteral("ApiCredentials") + QString::fromUtf8(QJsonDocument(toJSON()).toJson(QJsonDocument::Compact));
}

QJsonObject ApiCredentials::toJSON(const QString &) const
{
    return {
        {QStringLiteral("tokenType"), tokenType},
        {QStringLiteral("expiresAt"), expiresAt.isValid() ? QJsonValue(expiresAt.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("scope"), scope},
        {QStringLiteral("requestedScope"), requestedScope},
        {QStringLiteral("audience"), audience},
    };
}

bool operator==(const ApiCredentials &a, const ApiCredentials &b)
{
    return a.accessToken == b.accessToken && a.tokenType == b.tokenType && a.expiresAt == b.expiresAt
        && a.scope == b.scope && a.requestedScope == b.requestedScope && a.audience == b.audience;
}
} // namespace Auth0
