// SPDX-License-Identifier: Apache-2.0
#include "fetch/origin.h"
#include "http/redact.h"
#include "http/route.h"
#include <QtCore/QRegularExpression>

namespace Auth0 {
namespace {
bool isPlainText(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c < QChar(0x20) || c == QChar(0x7f) || c == QLatin1Char('\\');
    });
}

// RFC 3986, section 3.2.2, without what browsers, resolvers and Qt read differently: `127.1`, `0x7f.0.0.1`,
// `017700000001`.
bool isPlainHost(const QString &host)
{
    static const QRegularExpression name(QStringLiteral("^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)"
                                                        "(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$"));
    static const QRegularExpression ipv6(QStringLiteral("^\\[[0-9a-f:.]+\\]$"));
    static const QRegularExpression ipv4(QStringLiteral("^(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}$"));
    static const QRegularExpression endsInNumber(QStringLiteral("(^|\\.)(0x[0-9a-f]*|[0-9]+)$"));
    if (host.startsWith(QLatin1Char('[')))
        return ipv6.match(host).hasMatch();
    return name.match(host).hasMatch() && (!endsInNumber.match(host).hasMatch() || ipv4.match(host).hasMatch());
}

// A host in other letters as it is looked up. One that becomes an ASCII name was only dressed up as another.
QString inPunycode(const QString &host)
{
    const QString ace = QString::fromLatin1(QUrl::toAce(host));
    return ace.startsWith(QLatin1String("xn--")) || ace.contains(QLatin1String(".xn--")) ? ace : QString();
}

QString withoutBrackets(QString host) { return host.remove(QLatin1Char('[')).remove(QLatin1Char(']')); }

// As browsers do with what stands in no URL but is often written into one.
QString escaped(const QString &rest)
{
    QString text;
    for (const QChar c : rest) {
        if (QStringLiteral(" \"<>^`{|}").contains(c))
            text += QString::fromLatin1(QUrl::toPercentEncoding(c));
        else
            text += c;
    }
    return text;
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c < QChar(0x80); });
}

Error noOrigin(const QString &name, const QString &text)
{
    return {
        Error::InvalidArgument,
        QStringLiteral("%1: \"%2\" must be https://host or http://127.0.0.1:PORT, without a user, path or query.")
            .arg(name, redacted(QUrl(text)))};
}
} // namespace

std::optional<Origin> originOf(const QUrl &url)
{
    const bool https = url.scheme() == QLatin1String("https");
    if ((!https && url.scheme() != QLatin1String("http")) || url.host().isEmpty())
        return std::nullopt;
    return Origin{url.scheme(), url.host(QUrl::FullyEncoded), url.port(https ? 443 : 80)};
}

bool looksAbsolute(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^[\\s\\x00-\\x20]*([a-z][a-z0-9+.-]*:|[/\\\\]{2})"), QRegularExpression::CaseInsensitiveOption);
    return form.match(text).hasMatch();
}

std::optional<QUrl> plainUrl(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(https?)://(\\[[^/?#\\]]*\\]|[^/?#:]*)(:[0-9]{0,5})?([/?#].*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!isPlainText(text) || !match.hasMatch())
        return std::nullopt;
    const QString written = match.captured(2).toLower();
    const QString host = isAscii(written) ? written : inPunycode(written);
    if (!isPlainHost(host))
        return std::nullopt;
    const QString start = match.captured(1).toLower() + QStringLiteral("://") + host + match.captured(3);
    const QUrl url(start + escaped(match.captured(4)), QUrl::StrictMode);
    // What Qt reads differently from how it is written, servers and resolvers may too.
    const bool same = withoutBrackets(url.host(QUrl::FullyEncoded)) == withoutBrackets(host);
    return url.isValid() && url.port(1) != 0 && same ? std::optional(url) : std::nullopt;
}

Result<OriginList> OriginList::of(const QString &baseUrl, const QStringList &origins)
{
    OriginList list;
    if (!baseUrl.isEmpty()) {
        const auto base = plainUrl(baseUrl);
        if (!base || base->hasQuery() || base->hasFragment())
            return noOrigin(QStringLiteral("baseUrl"), baseUrl);
        list.m_origins.append(*originOf(*base));
    }
    for (const QString &text : origins) {
        const auto url = plainUrl(text);
        const bool whole = url && !url->hasQuery() && !url->hasFragment();
        if (!whole || (!url->path().isEmpty() && url->path() != QLatin1String("/")))
            return noOrigin(QStringLiteral("allowedOrigins"), text);
        list.m_origins.append(*originOf(*url));
    }
    return list;
}

bool OriginList::allows(const QUrl &url) const
{
    const auto origin = originOf(url);
    return origin && m_origins.contains(*origin) && (origin->scheme == QLatin1String("https") || isLoopback(url));
}
} // namespace Auth0
