// SPDX-License-Identifier: Apache-2.0
#include "options/kinds.h"
#include <QtCore/QTimeZone>
#include <QtQml/QJSValueIterator>
#include <cmath>

namespace Auth0::Options {
namespace {
// Far beyond any use, and far from what overflows when it is counted in milliseconds.
constexpr double longest = 1e12;

QString mustBe(const QString &what, const QJSValue &value)
{
    return QStringLiteral("must be %1, not %2").arg(what, typeOf(value));
}
} // namespace

bool isPlainObject(const QJSValue &value)
{
    if (!value.isObject() || value.isArray() || value.isCallable() || value.isError() || value.isQObject())
        return false;
    // Dates, URLs, regular expressions and values of C++ types convert; a plain object stays what it is.
    return value.toVariant(QJSValue::RetainJSObjects).metaType() == QMetaType::fromType<QJSValue>();
}

QString typeOf(const QJSValue &value)
{
    if (value.isString())
        return QStringLiteral("a string");
    if (value.isNumber())
        return std::isfinite(value.toNumber()) ? QStringLiteral("a number") : QStringLiteral("NaN or infinity");
    if (value.isBool())
        return QStringLiteral("a boolean");
    if (value.isUndefined() || value.isNull())
        return QStringLiteral("nothing");
    if (value.isArray())
        return QStringLiteral("an array");
    if (value.isCallable())
        return QStringLiteral("a function");
    if (value.isDate())
        return QStringLiteral("a Date");
    if (value.isQObject())
        return QStringLiteral("a QML object");
    return isPlainObject(value) ? QStringLiteral("an object") : QStringLiteral("a value of another type");
}

QString Kind<QString>::read(const QJSValue &value, QString &member)
{
    // A url of QML is a variant, one of JavaScript's URL class an object of the engine.
    const bool isUrl = value.isUrl() || (value.isVariant() && value.toVariant().typeId() == QMetaType::QUrl);
    if (!value.isString() && !isUrl)
        return mustBe(QStringLiteral("a string"), value);
    member = isUrl ? value.toVariant().toUrl().toString(QUrl::FullyEncoded) : value.toString();
    return {};
}

QString Kind<QUrl>::read(const QJSValue &value, QUrl &member)
{
    QString text;
    const QString wrong = Kind<QString>::read(value, text);
    member = QUrl(text);
    return wrong;
}

QString Kind<QStringList>::read(const QJSValue &value, QStringList &member)
{
    if (!value.isArray())
        return mustBe(QStringLiteral("an array of strings"), value);
    const quint32 length = value.property(QStringLiteral("length")).toUInt();
    for (quint32 i = 0; i < length; ++i) {
        QString text;
        if (!Kind<QString>::read(value.property(i), text).isEmpty())
            return QStringLiteral("must be an array of strings; its item %1 is %2")
                .arg(i)
                .arg(typeOf(value.property(i)));
        member.append(text);
    }
    return {};
}

QString Kind<QJSValue>::read(const QJSValue &value, QJSValue &member)
{
    if (!value.isCallable())
        return mustBe(QStringLiteral("a function"), value);
    member = value;
    return {};
}

QString Kind<bool>::read(const QJSValue &value, bool &member)
{
    if (!value.isBool())
        return mustBe(QStringLiteral("true or false"), value);
    member = value.toBool();
    return {};
}

QString Kind<std::chrono::milliseconds>::read(const QJSValue &value, std::chrono::milliseconds &member)
{
    const double seconds = value.toNumber();
    if (!value.isNumber() || !std::isfinite(seconds))
        return mustBe(QStringLiteral("a number of seconds"), value);
    if (seconds < 0 || seconds > longest)
        return QStringLiteral("must be a number of seconds, 0 or more, not %1").arg(seconds);
    member = std::chrono::milliseconds(std::llround(seconds * 1000));
    return {};
}

QString Kind<QDateTime>::read(const QJSValue &value, QDateTime &member)
{
    if (value.isDate()) {
        member = value.toDateTime().toUTC();
        return {}; // an invalid one says "unknown", as in Credentials
    }
    const double seconds = value.toNumber();
    if (!value.isNumber() || !std::isfinite(seconds) || std::abs(seconds) > longest)
        return mustBe(QStringLiteral("a Date or Unix seconds"), value);
    member = QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1000), Qt::UTC);
    return {};
}

QString Kind<QVariantMap>::read(const QJSValue &value, QVariantMap &member)
{
    const QString wanted = QStringLiteral("an object of strings, numbers and booleans");
    if (!isPlainObject(value))
        return mustBe(wanted, value);
    for (QJSValueIterator it(value); it.next();) {
        const QJSValue item = it.value();
        if (item.isUndefined() || item.isNull())
            continue;
        const bool fits = item.isString() || item.isBool() || (item.isNumber() && std::isfinite(item.toNumber()));
        if (!fits)
            return QStringLiteral("must be %1; its \"%2\" is %3").arg(wanted, it.name(), typeOf(item));
        member.insert(it.name(), item.toVariant());
    }
    return {};
}
} // namespace Auth0::Options
