// SPDX-License-Identifier: Apache-2.0
#include "storage/jsonreader.h"

namespace Auth0 {
QJsonValue JsonReader::take(const QString &name, QJsonValue::Type type)
{
    const QJsonValue value = m_rest.take(name);
    if (!value.isUndefined() && value.type() != type)
        refuse(name);
    return value;
}

void JsonReader::refuse(const QString &name)
{
    if (m_wrong.isEmpty())
        m_wrong = name;
}

QString JsonReader::string(const QString &name) { return take(name, QJsonValue::String).toString(); }

quint64 JsonReader::number(const QString &name)
{
    const QJsonValue value = take(name, QJsonValue::Double);
    const qint64 number = value.toInteger(-1); // -1 too when it has a fraction or is too large
    if (!value.isUndefined() && number < 0)
        refuse(name);
    return quint64(qMax(number, 0));
}

QJsonObject JsonReader::object(const QString &name) { return take(name, QJsonValue::Object).toObject(); }

QJsonArray JsonReader::array(const QString &name) { return take(name, QJsonValue::Array).toArray(); }
} // namespace Auth0
