// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <optional>

//! Where a token may go.
namespace Auth0 {
//! Scheme, host and port of an http or https URL (RFC 6454): what has to be equal for two URLs to be one server.
struct Origin
{
    QString scheme, host;
    int port = 0;

    friend bool operator==(const Origin &, const Origin &) = default;
};

//! The origin of \a url; nothing when it is neither http nor https or has no host.
std::optional<Origin> originOf(const QUrl &url);

//! Whether \a text says by itself where it leads: it has a scheme, or starts with two slashes of either kind.
bool looksAbsolute(const QString &text);

/*!
    \a text as an http or https URL, if its host is written so that everybody reads the same: no user, no `\`, no
    control character, no percent sign in the host, no dot at its end, an IPv4 address in four decimal numbers, an IPv6
    address without a zone, a host in other letters only if it stays one in Punycode. Nothing otherwise.
*/
std::optional<QUrl> plainUrl(const QString &text);

//! The origins that a token may go to.
class OriginList
{
public:
    //! Nowhere.
    OriginList() = default;
    /*!
        Those of \a origins (`https://api.example.com`, a slash at the end does no harm) and that of \a baseUrl, which
        may be empty. InvalidArgument names what is no origin.
    */
    static Result<OriginList> of(const QString &baseUrl, const QStringList &origins);

    //! Whether a token may go to \a url: its origin is in the list, and it is https or leads to this machine.
    bool allows(const QUrl &url) const;

private:
    QList<Origin> m_origins;
};
} // namespace Auth0
