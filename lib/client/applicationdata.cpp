// SPDX-License-Identifier: Apache-2.0
#include "client/applicationdata.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <cmath>

namespace Auth0 {
namespace {
constexpr qsizetype largest = 16 * 1024;

//! Where a value stands that JSON cannot hold; empty when there is none.
QString foreignIn(const QVariant &value, const QString &place)
{
    if (value.canConvert<QVariantMap>()) {
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it) {
            if (const QString found = foreignIn(it.value(), place + u'.' + it.key()); !found.isEmpty())
                return found;
        }
        return {};
    }
    if (value.typeId() == QMetaType::QVariantList) {
        const QVariantList list = value.toList();
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (const QString found = foreignIn(list[i], place + QStringLiteral("[%1]").arg(i)); !found.isEmpty())
                return found;
        }
        return {};
    }
    if (value.typeId() == QMetaType::Double && !std::isfinite(value.toDouble()))
        return place;
    const bool isNull = !value.isValid() || value.typeId() == QMetaType::Nullptr;
    return !isNull && QJsonValue::fromVariant(value).isNull() ? place : QString();
}
} // namespace

Result<QJsonObject> applicationData(const UpdateSessionOptions &options)
{
    if (!options.data)
        return Error(
            Error::InvalidArgument, QStringLiteral("updateSession needs data; write updateSession({data: {…}})."));
    if (const QString place = foreignIn(*options.data, QStringLiteral("data")); !place.isEmpty())
        return Error(
            Error::InvalidArgument,
            QStringLiteral("updateSession: %1 is no JSON value; use strings, numbers, booleans, null, lists and maps.")
                .arg(place));
    const QJsonObject json = QJsonObject::fromVariantMap(*options.data);
    const qsizetype size = QJsonDocument(json).toJson(QJsonDocument::Compact).size();
    if (size > largest)
        return Error(
            Error::InvalidArgument,
            QStringLiteral("updateSession: data takes %1 bytes as JSON, %2 are the most; keep large data elsewhere.")
                .arg(size)
                .arg(largest));
    return json;
}
} // namespace Auth0
