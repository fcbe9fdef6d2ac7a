// SPDX-License-Identifier: Apache-2.0
#include "http/telemetry.h"
#include "core/base64url.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace Auth0 {
QByteArray telemetryValue()
{
    static const QByteArray value = [] {
        const QJsonObject env{{QStringLiteral("qt"), QString::fromLatin1(qVersion())}};
        const QJsonObject json{
            {QStringLiteral("name"), QStringLiteral("auth0-qt")},
            {QStringLiteral("version"), QStringLiteral(AUTH0QT_VERSION)},
            {QStringLiteral("env"), env}};
        return toBase64Url(QJsonDocument(json).toJson(QJsonDocument::Compact));
    }();
    return value;
}
} // namespace Auth0
