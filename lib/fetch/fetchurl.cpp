// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetchurl.h"
#include "http/redact.h"

namespace Auth0 {
namespace {
Error notAllowed(const QString &input)
{
    return {
        Error::OriginNotAllowed,
        QStringLiteral(
            "fetch: \"%1\" is neither at the origin of baseUrl nor at one of allowedOrigins, over https or to "
            "a loopback address; nothing was sent. Add the origin to allowedOrigins if it may see the "
            "access token.")
            .arg(redacted(QUrl(input)))};
}

QString joined(QString base, QString input)
{
    for (int i = 0; i < 2 && base.endsWith(QLatin1Char('/')); ++i)
        base.chop(1);
    while (input.startsWith(QLatin1Char('/')))
        input.remove(0, 1);
    return base + QLatin1Char('/') + input;
}
} // namespace

Result<QUrl> fetchUrl(const QString &input, const QString &baseUrl, const OriginList &origins)
{
    const bool absolute = looksAbsolute(input);
    if (!absolute && baseUrl.isEmpty())
        return Error(
            Error::InvalidArgument,
            QStringLiteral("fetch: url must be absolute while there is no baseUrl; \"%1\" is relative.")
                .arg(redacted(QUrl(input))));
    const auto url = plainUrl(absolute ? input : joined(baseUrl, input));
    if (!absolute && !url)
        return Error(
            Error::InvalidArgument,
            QStringLiteral("fetch: url holds a backslash, a control character, or what no URL may hold."));
    if (!url || !origins.allows(*url))
        return notAllowed(input);
    return url->adjusted(QUrl::RemoveFragment);
}
} // namespace Auth0
