// SPDX-License-Identifier: Apache-2.0
#include "browser/callbackanswer.h"

namespace Auth0::CallbackAnswer {
static QByteArray whole(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + CallbackPage::policy()
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

QByteArray page(const QByteArray &status, CallbackPage::Kind kind)
{
    return whole(status, "Content-Type: text/html; charset=utf-8\r\n", CallbackPage::html(kind));
}

QByteArray plain(const QByteArray &status, const QByteArray &headers) { return whole(status, headers, {}); }

QByteArray redirect(const QByteArray &path) { return plain("303 See Other", "Location: " + path + "\r\n"); }
} // namespace Auth0::CallbackAnswer
