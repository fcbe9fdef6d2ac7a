// SPDX-License-Identifier: Apache-2.0
#include "client/camelcase.h"
#include <QtCore/QJsonArray>

namespace Auth0 {
static QString camelCased(const QString &key)
{
    QString name;
    bool upper = false;
    for (const QChar c : key) {
        if (c == QLatin1Char('_') && !name.isEmpty()) {
            upper = true;
            continue;
        }
        name.append(upper ? c.toUpper() : c);
        upper = false;
    }
    return name;
}

static QVariant camelCased(const QJsonValue &value)
{
    if (value.isObject())
        return camelCased(value.toObject());
    if (!value.isArray())
        return value.toVariant();
    QVariantList list;
    const QJsonArray items = value.toArray();
    for (const auto &item : items)
        list.append(camelCased(item));
    return list;
}

QVariantMap camelCased(const QJsonObject &object)
{
    QVariantMap map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(camelCased(it.key()), camelCased(QJsonValue(it.value())));
    return map;
}
} // namespace Auth0
