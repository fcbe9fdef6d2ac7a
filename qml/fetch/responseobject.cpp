// SPDX-License-Identifier: Apache-2.0
#include "fetch/responseobject.h"
#include "fetch/fetchoptions.h"
#include "options/kinds.h"
#include "promise/promises.h"
#include <QtQml/QJSEngine>
#include <QtQml/QJSValueIterator>

namespace Auth0 {
QJSValue ResponseParts::header(const QString &name) const
{
    const QByteArray value = m_response.header(name.toLatin1());
    return value.isNull() ? QJSValue(QJSValue::NullValue) : QJSValue(QString::fromLatin1(value));
}

QStringList ResponseParts::headerNames() const
{
    QStringList names;
    for (const auto &header : m_response.headers)
        names.append(QString::fromLatin1(header.first).toLower());
    names.removeDuplicates();
    return names;
}

QJSValue ResponseParts::noJson()
{
    const auto json = m_response.json();
    const Error error = json ? Error(Error::InvalidResponse, QStringLiteral("The answer is no JSON.")) : json.error();
    return Promises::of(qjsEngine(this))->rejected("json", error);
}

namespace ResponseObject {
namespace {
QString makerSource()
{
    return QStringLiteral(R"((function(head, parts) {
        const P = Promise
        head.headers = {
            get: function(name) { return parts.header(String(name)) },
            has: function(name) { return parts.header(String(name)) !== null },
            forEach: function(each) { parts.headerNames().forEach(name => each(parts.header(name), name)) }
        }
        head.text = function() { return P.resolve(parts.text()) }
        head.arrayBuffer = function() { return P.resolve(parts.bytes()) }
        head.json = function() {
            try { return P.resolve(JSON.parse(parts.text())) } catch (error) { return parts.noJson() }
        }
        return head
    }))");
}

FetchHeaders headersOf(const QJSValue &headers)
{
    FetchHeaders found;
    const QJSValue get = headers.property(QStringLiteral("get"));
    if (get.isCallable()) {
        // What follows from an answer is decided by these.
        for (const char *name : {"WWW-Authenticate", "DPoP-Nonce", "Location", "Date"}) {
            const QJSValue value = get.callWithInstance(headers, {QString::fromLatin1(name)});
            if (value.isString())
                found.append({name, value.toString().toLatin1()});
        }
        return found;
    }
    for (QJSValueIterator it(headers); it.next();)
        found.append({it.name().toLatin1(), it.value().toString().toLatin1()});
    return found;
}
} // namespace

QJSValue make(QJSEngine *engine, const FetchResponse &response)
{
    if (response.carried.isValid())
        return response.carried.value<QJSValue>();
    QJSValue head = engine->newObject();
    head.setProperty(QStringLiteral("ok"), response.ok());
    head.setProperty(QStringLiteral("status"), response.status);
    head.setProperty(QStringLiteral("statusText"), response.statusText);
    head.setProperty(QStringLiteral("url"), response.url.toString(QUrl::FullyEncoded));
    const QJSValue maker = engine->evaluate(makerSource(), QStringLiteral("Auth0 responses"));
    return maker.call({head, engine->newQObject(new ResponseParts(response))});
}

Result<FetchResponse> read(const QJSValue &answer, const QUrl &url)
{
    FetchResponse response;
    response.status = answer.property(QStringLiteral("status")).toInt();
    if (!answer.isObject() || response.status < 100 || response.status > 999)
        return Error(
            Error::InvalidResponse,
            QStringLiteral("The fetcher's own fetch must return a response, an object with a status, or a promise of "
                           "one, not %1.")
                .arg(Options::typeOf(answer)));
    response.statusText = answer.property(QStringLiteral("statusText")).toVariant().toString();
    const QJSValue from = answer.property(QStringLiteral("url"));
    response.url = from.isString() ? QUrl(from.toString()) : url;
    response.headers = headersOf(answer.property(QStringLiteral("headers")));
    if (answer.property(QStringLiteral("text")).isCallable() || answer.property(QStringLiteral("json")).isCallable()) {
        response.carried = QVariant::fromValue(answer);
        return response;
    }
    const QJSValue body = answer.property(QStringLiteral("body"));
    std::optional<FetchBody> bytes;
    if (!body.isUndefined() && !body.isNull())
        Options::Kind<std::optional<FetchBody>>::read(body, bytes);
    response.body = bytes.value_or(FetchBody()).bytes;
    return response;
}
} // namespace ResponseObject
} // namespace Auth0
