// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchoptions.h"
#include <QtCore/QDateTime>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>
#include <QtQml/QJSValue>
#include <chrono>
#include <optional>

/*!
    The kinds of values an option may have. Each `read` takes over a value that is neither undefined nor null and
   returns what is wrong with it ("must be …"); nothing when it fits. `form` shows one to a reader.
*/
namespace Auth0::Options {
template<typename Member>
struct Kind;

template<>
struct Kind<QString>
{
    static constexpr const char *form = "\"…\"";
    static QString read(const QJSValue &value, QString &member);
};

//! An address: a string or a QML url.
template<>
struct Kind<QUrl>
{
    static constexpr const char *form = "\"https://…\"";
    static QString read(const QJSValue &value, QUrl &member);
};

template<>
struct Kind<bool>
{
    static constexpr const char *form = "true";
    static QString read(const QJSValue &value, bool &member);
};

//! Seconds in JavaScript, fractions allowed.
template<>
struct Kind<std::chrono::milliseconds>
{
    static constexpr const char *form = "60";
    static QString read(const QJSValue &value, std::chrono::milliseconds &member);
};

//! A Date or Unix seconds.
template<>
struct Kind<QDateTime>
{
    static constexpr const char *form = "new Date(…)";
    static QString read(const QJSValue &value, QDateTime &member);
};

//! Further parameters of a request: strings, numbers and booleans.
template<>
struct Kind<QVariantMap>
{
    static constexpr const char *form = "{…}";
    static QString read(const QJSValue &value, QVariantMap &member);
};

template<>
struct Kind<QStringList>
{
    static constexpr const char *form = "[\"…\"]";
    static QString read(const QJSValue &value, QStringList &member);
};

template<>
struct Kind<QJSValue>
{
    static constexpr const char *form = "(…) => …";
    static QString read(const QJSValue &value, QJSValue &member);
};

//! Text, an ArrayBuffer, or an object or array that becomes JSON.
template<>
struct Kind<FetchBody>
{
    static constexpr const char *form = "\"…\"";
    static QString read(const QJSValue &value, FetchBody &member);
};

//! Any JSON value; a Date becomes text as JSON.stringify() writes it.
struct JsonValue
{
    static constexpr const char *form = "{…}";
    static QString read(const QJSValue &value, std::optional<QJsonValue> &member);
};

//! What JSON can hold, to any depth that fits into it.
struct JsonData
{
    static constexpr const char *form = "{…}";
    static QString read(const QJSValue &value, std::optional<QVariantMap> &member);
};

template<typename T>
struct Kind<std::optional<T>>
{
    static constexpr const char *form = Kind<T>::form;
    static QString read(const QJSValue &value, std::optional<T> &member)
    {
        return Kind<T>::read(value, member.emplace());
    }
};

//! Whether \a value is an object as `{…}` makes it.
bool isPlainObject(const QJSValue &value);
//! "a string", "an array", …: the type of \a value, never the value itself, which may be a secret.
QString typeOf(const QJSValue &value);
} // namespace Auth0::Options
