// SPDX-License-Identifier: Apache-2.0
#include "options/kinds.h"
#include <QtQml/QJSValueIterator>
#include <cmath>

namespace Auth0::Options {
namespace {
constexpr int deepest = 64; // an object that holds itself has no end

//! Turns a value into a QVariant as JSON.stringify() would see it; \a wrong says what cannot be turned.
class JsonReader
{
public:
    QString wrong;
    bool takesDates = false;

    QVariant read(const QJSValue &value, const QString &place, int depth = 0)
    {
        if (value.isNull() || value.isUndefined())
            return QVariant::fromValue(nullptr);
        if (value.isString() || value.isBool() || (value.isNumber() && std::isfinite(value.toNumber())))
            return value.toVariant();
        if (takesDates && value.isDate() && value.toDateTime().isValid())
            return value.toDateTime().toUTC().toString(Qt::ISODateWithMs);
        if (depth < deepest && value.isArray())
            return list(value, place, depth + 1);
        if (depth < deepest && isPlainObject(value))
            return map(value, place, depth + 1);
        const QString what = depth < deepest ? typeOf(value) : QStringLiteral("nested too deeply");
        wrong = QStringLiteral("must hold JSON values only; its \"%1\" is %2").arg(place, what);
        return {};
    }

    QVariantMap map(const QJSValue &object, const QString &place, int depth)
    {
        QVariantMap map;
        for (QJSValueIterator it(object); wrong.isEmpty() && it.next();) {
            const QString name = place.isEmpty() ? it.name() : place + u'.' + it.name();
            if (!it.value().isUndefined())
                map.insert(it.name(), read(it.value(), name, depth));
        }
        return map;
    }

private:
    QVariantList list(const QJSValue &array, const QString &place, int depth)
    {
        QVariantList list;
        const quint32 length = array.property(QStringLiteral("length")).toUInt();
        for (quint32 i = 0; wrong.isEmpty() && i < length; ++i)
            list.append(read(array.property(i), place + QStringLiteral("[%1]").arg(i), depth));
        return list;
    }
};
} // namespace

QString JsonData::read(const QJSValue &value, std::optional<QVariantMap> &member)
{
    if (!isPlainObject(value))
        return QStringLiteral("must be an object of JSON values, not %1").arg(typeOf(value));
    JsonReader reader;
    member = reader.map(value, {}, 0);
    return reader.wrong;
}

QString JsonValue::read(const QJSValue &value, std::optional<QJsonValue> &member)
{
    JsonReader reader;
    reader.takesDates = true;
    member = QJsonValue::fromVariant(reader.read(value, {}));
    return reader.wrong;
}

QString Kind<FetchBody>::read(const QJSValue &value, FetchBody &member)
{
    if (value.isString()) {
        member = value.toString();
        return {};
    }
    if (value.isArray() || isPlainObject(value)) {
        std::optional<QJsonValue> json;
        const QString complaint = JsonValue::read(value, json);
        member = value.isArray() ? FetchBody(json->toArray()) : FetchBody(json->toObject());
        return complaint;
    }
    const QVariant bytes = value.toVariant();
    if (bytes.typeId() != QMetaType::QByteArray)
        return QStringLiteral("must be text, an ArrayBuffer, an object or an array, not %1").arg(typeOf(value));
    member = bytes.toByteArray();
    return {};
}
} // namespace Auth0::Options
