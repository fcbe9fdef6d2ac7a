// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetchmessage.h"
#include "http/redact.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace Auth0 {
QByteArray FetchResponse::header(const QByteArray &name) const
{
    QByteArray values;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values = values.isNull() ? value : values + ", " + value;
    }
    return values;
}

Result<QJsonValue> FetchResponse::json() const
{
    // QJsonDocument takes objects and arrays alone; JSON text may be any value.
    QJsonParseError wrong;
    const QJsonArray only = QJsonDocument::fromJson('[' + body + ']', &wrong).array();
    if (wrong.error == QJsonParseError::NoError && only.size() == 1)
        return only.first();
    return Error(Error::InvalidResponse, QStringLiteral("The answer of %1 is no JSON.").arg(redacted(url)))
        .withServer(status, {});
}
} // namespace Auth0
