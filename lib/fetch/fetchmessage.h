// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/result.h>
#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QUrl>
#include <QtCore/QVariant>

namespace Auth0 {
//! Header fields in the order they came; names in any letter case.
using FetchHeaders = QList<std::pair<QByteArray, QByteArray>>;

//! A request as a transport of the application's own gets it: complete, the token in its `Authorization` header.
struct FetchRequest
{
    QByteArray method = "GET";
    QUrl url;
    FetchHeaders headers;
    QByteArray body;
};

/*!
    An answer of an API, whatever its status. It is printed without headers and body: both may hold secrets.
*/
struct AUTH0_EXPORT FetchResponse
{
    int status = 0;
    QString statusText; //!< the reason phrase, such as `Not Found`
    QUrl url; //!< where it came from, redirects followed
    FetchHeaders headers;
    QByteArray body;
    QVariant carried; //!< for a transport of one's own: handed through untouched

    //! Whether the status is 200 … 299.
    bool ok() const { return status / 100 == 2; }
    //! The values of that header, joined by ", "; null when there is none. Letter case of \a name does not matter.
    QByteArray header(const QByteArray &name) const;
    //! The body as UTF-8.
    QString text() const { return QString::fromUtf8(body); }
    //! The body as JSON (RFC 8259); InvalidResponse when it is none.
    Result<QJsonValue> json() const;
};
} // namespace Auth0
