// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace Auth0 {
/*!
    Takes the members out of a JSON object one by one and notes the first one of a wrong type. What nobody took is left
    in rest(). A missing member is its default.
*/
class JsonReader
{
public:
    explicit JsonReader(const QJsonObject &object)
        : m_rest(object)
    {
    }
    QString string(const QString &name);
    //! A whole number that is not negative.
    quint64 number(const QString &name);
    QJsonObject object(const QString &name);
    QJsonArray array(const QString &name);
    //! Notes that \a name is wrong.
    void refuse(const QString &name);

    //! The first member of a wrong type; empty when all was well.
    QString wrong() const { return m_wrong; }
    QJsonObject rest() const { return m_rest; }

private:
    QJsonValue take(const QString &name, QJsonValue::Type type);

    QJsonObject m_rest;
    QString m_wrong;
};
} // namespace Auth0
