// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>

namespace Auth0 {
using QueryFields = QList<std::pair<QString, QString>>;

//! \a url with \a fields as its query; `+` becomes %2B, which QUrlQuery would leave. A null value stands as a bare
//! name.
QUrl withQuery(QUrl url, const QueryFields &fields);
//! \a parameters (texts, numbers, booleans) as fields; InvalidArgument for another type, or a name in \a reserved.
Result<QueryFields> fieldsOf(const QVariantMap &parameters, const QStringList &reserved);
} // namespace Auth0
