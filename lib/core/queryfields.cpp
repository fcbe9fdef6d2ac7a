// SPDX-License-Identifier: Apache-2.0
#include "core/queryfields.h"

namespace Auth0 {
QUrl withQuery(QUrl url, const QueryFields &fields)
{
    QByteArray query;
    for (const auto &[name, value] : fields) {
        if (!query.isEmpty())
            query += '&';
        query += QUrl::toPercentEncoding(name);
        if (!value.isNull())
            query += '=' + QUrl::toPercentEncoding(value);
    }
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

Result<QueryFields> fieldsOf(const QVariantMap &parameters, const QStringList &reserved)
{
    QueryFields fields;
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (reserved.contains(it.key()))
            return Error(
                Error::InvalidArgument,
                QStringLiteral(
                    "parameters may not set \"%1\": the library computes it, or an option of that name exists.")
                    .arg(it.key()));
        const int type = it.value().typeId();
        const bool plain = type == QMetaType::QString || type == QMetaType::Bool || type == QMetaType::Int
            || type == QMetaType::LongLong || type == QMetaType::UInt || type == QMetaType::ULongLong
            || type == QMetaType::Double;
        if (!plain)
            return Error(
                Error::InvalidArgument,
                QStringLiteral("parameters.%1 must be a text, a number or a boolean.").arg(it.key()));
        const QString text = it.value().toString();
        fields.append({it.key(), text.isNull() ? QStringLiteral("") : text});
    }
    return fields;
}
} // namespace Auth0
