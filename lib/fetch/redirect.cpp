// SPDX-License-Identifier: Apache-2.0
#include "fetch/redirect.h"

namespace Auth0::Redirect {
static void removeHeaders(FetchRequest &request, const QList<QByteArray> &names)
{
    erase_if(request.headers, [&names](const auto &header) { return names.contains(header.first.toLower()); });
}

std::optional<QUrl> target(const QByteArray &location, const QUrl &from)
{
    const QString text = QString::fromUtf8(location);
    const bool isPlain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c < QChar(0x20) || c == QChar(0x7f) || c == QLatin1Char('\\');
    });
    if (text.isEmpty() || !isPlain)
        return std::nullopt;
    if (!looksAbsolute(text))
        return plainUrl(from.resolved(QUrl(text, QUrl::StrictMode)).toString(QUrl::FullyEncoded));
    return plainUrl(text.startsWith(QLatin1String("//")) ? from.scheme() + QLatin1Char(':') + text : text);
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

FetchRequest followed(const FetchRequest &request, int status, const QUrl &target)
{
    FetchRequest next = request;
    next.url = target.adjusted(QUrl::RemoveFragment);
    const bool asGet = (status == 303 && request.method != "HEAD") || (status <= 302 && request.method == "POST");
    if (asGet) {
        next.method = "GET";
        next.body.clear();
        removeHeaders(next, {"content-type", "content-encoding", "content-language", "content-location"});
    }
    if (originOf(request.url) != originOf(target))
        removeHeaders(next, {"authorization", "dpop", "cookie", "proxy-authorization"});
    return next;
}
} // namespace Auth0::Redirect
