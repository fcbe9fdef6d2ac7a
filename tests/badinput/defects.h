// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <functional>

//! What an ID token has wrong, as the tenant's `idToken` fault takes it; made when it is needed.
namespace Auth0::Test::IdToken {
using Defects = std::function<QJsonObject()>;

inline Defects claims(const QJsonObject &claims)
{
    return [claims] { return QJsonObject{{QStringLiteral("claims"), claims}}; };
}
inline Defects header(const QJsonObject &header)
{
    return [header] { return QJsonObject{{QStringLiteral("header"), header}}; };
}
//! "broken", "foreign" or "none".
inline Defects signature(const QString &kind)
{
    return [kind] { return QJsonObject{{QStringLiteral("signature"), kind}}; };
}
//! The claim is a point in time so many seconds from now.
inline Defects secondsFromNow(const QString &claim, qint64 seconds)
{
    return [claim, seconds] {
        const QJsonObject claims{{claim, QDateTime::currentSecsSinceEpoch() + seconds}};
        return QJsonObject{{QStringLiteral("claims"), claims}};
    };
}
} // namespace Auth0::Test::IdToken
