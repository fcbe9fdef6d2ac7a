// SPDX-License-Identifier: Apache-2.0
#include "dpop/tokenuse.h"
#include "dpop/dpopproof.h"
#include "http/redact.h"
#include "http/route.h"
#include <algorithm>

namespace Auth0 {
namespace {
Error unfit(const QString &message) { return {Error::InvalidArgument, message}; }

// RFC 9110, section 5.6.2.
bool isMethod(const QString &text)
{
    const auto allowed = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || QLatin1String("!#$%&'*+-.^_`|~").contains(c));
    };
    return std::all_of(text.begin(), text.end(), allowed);
}

bool isVisible(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > QLatin1Char(' ') && c < QChar(0x7f); });
}

Result<Done> checkUrl(const QUrl &url)
{
    if (url.isEmpty())
        return unfit(QStringLiteral("url is missing: give the absolute address of the request."));
    const bool isHttps = url.scheme() == QLatin1String("https");
    if (!url.isValid() || url.host().isEmpty() || (!isHttps && url.scheme() != QLatin1String("http")))
        return unfit(QStringLiteral("url \"%1\" is no absolute http or https address.").arg(redacted(url)));
    // RFC 9449, section 2, and RFC 6750, section 5.3.
    if (!isHttps && !isLoopback(url))
        return unfit(
            QStringLiteral("url \"%1\" would show the token on the way: only https, or http to a loopback address.")
                .arg(redacted(url)));
    return Done{};
}
} // namespace

Result<Done> TokenUse::check() const
{
    if (const auto checked = checkUrl(url); !checked)
        return checked;
    if (method.isEmpty() || !isMethod(method))
        return unfit(QStringLiteral("method is missing or no HTTP method: give \"GET\", \"POST\" and so on."));
    if (accessToken.isEmpty() || !isVisible(accessToken))
        return unfit(
            QStringLiteral("accessToken is missing, or holds what no access token has: give Credentials.accessToken."));
    if (nonce && !DpopProof::isNonce(nonce->toUtf8()))
        return unfit(QStringLiteral(
            "nonce is empty or unfit: give the value of the DPoP-Nonce header as it came, or leave it out."));
    return Done{};
}
} // namespace Auth0
