// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetchrequest.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

namespace Auth0 {
namespace {
const QByteArray jsonType = QByteArrayLiteral("application/json");

Error wrong(const QString &what) { return {Error::InvalidArgument, QStringLiteral("fetch: ") + what}; }

// RFC 9110, section 5.6.2.
bool isToken(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"));
    return form.match(text).hasMatch();
}

// What decides where a message ends, or which server it is for.
bool isOfTheConnection(const QString &name)
{
    static const QStringList names{
        QStringLiteral("host"),
        QStringLiteral("content-length"),
        QStringLiteral("transfer-encoding"),
        QStringLiteral("connection"),
        QStringLiteral("keep-alive"),
        QStringLiteral("upgrade"),
        QStringLiteral("expect"),
        QStringLiteral("trailer"),
        QStringLiteral("te"),
        QStringLiteral("via"),
        QStringLiteral("proxy-authorization"),
        QStringLiteral("proxy-connection")};
    return names.contains(name.toLower());
}

QByteArray jsonText(const QJsonValue &value)
{
    // QJsonDocument takes objects and arrays alone.
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return text.mid(1, text.size() - 2);
}

QByteArray formText(const QVariantMap &fields)
{
    QByteArray text;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(field.key()) + '=' + QUrl::toPercentEncoding(field.value().toString());
    }
    return text;
}

Result<FetchHeaders> headersOf(const QVariantMap &wanted)
{
    FetchHeaders headers;
    for (auto header = wanted.begin(); header != wanted.end(); ++header) {
        const QString name = header.key().toLower();
        const QByteArray value = header.value().toString().trimmed().toUtf8();
        if (!isToken(name) || isOfTheConnection(name))
            return wrong(QStringLiteral("the header \"%1\" cannot be set.").arg(header.key()));
        const bool unfit =
            std::any_of(value.begin(), value.end(), [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
        if (unfit)
            return wrong(QStringLiteral("the header \"%1\" holds a control character.").arg(header.key()));
        if (name != QLatin1String("authorization") && name != QLatin1String("dpop"))
            headers.append({header.key().toLatin1(), value});
    }
    return headers;
}

bool has(const FetchHeaders &headers, const QByteArray &name)
{
    return std::any_of(headers.begin(), headers.end(), [&name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}
} // namespace

FetchBody::FetchBody(const QByteArray &bytes)
    : bytes(bytes)
{
}

FetchBody::FetchBody(const QString &text)
    : bytes(text.toUtf8())
    , contentType("text/plain;charset=UTF-8")
{
}

FetchBody::FetchBody(const QJsonObject &json)
    : bytes(jsonText(json))
    , contentType(jsonType)
{
}

FetchBody::FetchBody(const QJsonArray &json)
    : bytes(jsonText(json))
    , contentType(jsonType)
{
}

Result<FetchRequest> fetchRequest(const QUrl &url, const FetchOptions &options)
{
    FetchRequest request;
    request.url = url;
    const QString method = options.method.value_or(QStringLiteral("GET")).toUpper();
    static const QStringList refused{QStringLiteral("CONNECT"), QStringLiteral("TRACE"), QStringLiteral("TRACK")};
    if (!isToken(method) || refused.contains(method))
        return wrong(QStringLiteral("\"%1\" is no method that can be sent.").arg(method));
    request.method = method.toLatin1();
    const auto headers = headersOf(options.headers);
    if (!headers)
        return headers.error();
    request.headers = *headers;
    const int bodies = options.body.has_value() + options.json.has_value() + options.form.has_value();
    if (bodies > 1)
        return wrong(QStringLiteral("give one of body, json and form."));
    if (bodies && (method == QLatin1String("GET") || method == QLatin1String("HEAD")))
        return wrong(QStringLiteral("%1 has no body; set the method.").arg(method));
    FetchBody body = options.body.value_or(FetchBody());
    if (options.json) {
        body.bytes = jsonText(*options.json);
        body.contentType = jsonType;
    } else if (options.form) {
        body.bytes = formText(*options.form);
        body.contentType = "application/x-www-form-urlencoded";
    }
    request.body = body.bytes;
    if (!body.contentType.isEmpty() && !has(request.headers, "Content-Type"))
        request.headers.append(std::pair(QByteArray("Content-Type"), body.contentType));
    if (!has(request.headers, "Accept"))
        request.headers.append(std::pair(QByteArray("Accept"), QByteArray("*/*")));
    return request;
}
} // namespace Auth0
